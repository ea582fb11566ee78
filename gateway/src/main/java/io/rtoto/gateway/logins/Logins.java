package io.rtoto.gateway.logins;

import io.rtoto.gateway.audit.AuditTrail;
import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.gateway.web.SmallBody;
import io.rtoto.gateway.web.StaticFiles;
import io.rtoto.gateway.web.ThisMachine;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in and out, and the one-time links by which users set their passwords.
 *
 * <p>It remembers who is logged in, how often a wrong password was tried, and which code was used
 * last; with the gateway all of it is forgotten. Only for the event loop, but for what it hands to
 * a thread of its own: checking a password takes some tenths of a second.
 */
public final class Logins implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
  private static final int MOST_WAITING = 20;
  private static final String RETRY_SECONDS = "5";
  private static final String NOBODY = "unknown";
  private static final String WRONG =
      "Name, password or code is wrong, or the login is disabled. Maybe ask an administrator for a"
          + " new one-time link.";
  private static final String NO_INVITATION =
      "The one-time link is used, over after 24 hours, or cut short. Maybe ask for a new one:"
          + " rtoto users reset.";

  private static final Messages<Attempt> ATTEMPTS = Messages.of(Attempt.class);
  private static final Messages<Acceptance> ACCEPTANCES = Messages.of(Acceptance.class);
  private static final Messages<Me> MES = Messages.of(Me.class);
  private static final Messages<Invited> INVITATIONS = Messages.of(Invited.class);

  /** What somebody logs in by. */
  private record Attempt(@Nullable String name, @Nullable String password, @Nullable String code) {}

  /** What somebody with a one-time link sets; only looked at while there is no password. */
  private record Acceptance(
      @Nullable String token, @Nullable String password, @Nullable String code) {}

  /** Who somebody is, for their page. */
  private record Me(
      String name, List<Role> roles, List<Right> rights, String csrf, boolean guest) {}

  /** Whom a one-time link is for, and what their app makes codes by. */
  private record Invited(String name, List<Role> roles, @Nullable CodeSecret code) {}

  private record CodeSecret(String secret, String uri) {}

  private final Users users;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final LoginSessions sessions;
  private final LoginTries tries;
  private final Guard guard;
  private final WorkerExecutor worker;
  private final Map<String, Long> usedSteps = new HashMap<>();
  private int waiting;

  /**
   * For those users.
   *
   * @param takesGuests whether whoever sits at this machine may read all until somebody has a
   *     password
   * @param addresses tells from where a request comes; empty on this machine
   */
  public Logins(
      Vertx vertx,
      Users users,
      AuditTrail audit,
      boolean takesGuests,
      Function<HttpServerRequest, Optional<String>> addresses,
      InstantSource clock) {
    this.users = users;
    this.audit = audit;
    this.clock = clock;
    this.sessions = new LoginSessions(clock);
    this.tries = new LoginTries(clock);
    this.guard = new Guard(users, sessions, takesGuests, addresses);
    this.worker = vertx.createSharedWorkerExecutor("rtoto-logins", 1);
  }

  /** Lets in whoever has logged in. */
  public Guard guard() {
    return guard;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    StaticFiles.mount(router, "/login", "login.html");
    StaticFiles.mount(router, "/web/login.js", "login.js");
    SmallBody.on(router.post("/v1/login"), "a login's").handler(this::logIn);
    SmallBody.on(router.post("/v1/invitation"), "an invitation's").handler(this::tellInvitation);
    SmallBody.on(router.post("/v1/invitation/accept"), "an invitation's").handler(this::accept);
    router.post("/v1/logout").handler(this::logOut);
    router.get("/v1/me").handler(this::tellMe);
  }

  @Override
  public void close() {
    var unused = worker.close();
  }

  private void logIn(RoutingContext context) {
    Attempt attempt = read(context, ATTEMPTS).orElse(new Attempt(null, null, null));
    String name = attempt.name();
    String password = attempt.password();
    if (name == null || password == null) {
      refuseBody(context, "{\"name\":\"anna\",\"password\":\"...\"}");
      return;
    }
    String address = addressOf(context);
    Optional<Duration> wait = tries.wait(name, address);
    if (wait.isPresent()) {
      refuseUntil(context, wait.get(), "A wrong password");
      return;
    }
    // Counted before it is known: many at a time must not get more tries than one after the other.
    tries.failed(name, address);
    Optional<String> kept = users.list().named(name).flatMap(User::usablePassword);
    onWorker(
        context,
        () -> Passwords.matches(kept, password),
        matches -> decide(context, name, kept, matches, attempt.code()),
        () -> tries.takeBack(name, address));
  }

  private String addressOf(RoutingContext context) {
    return guard.addressOf(context.request()).orElse(LoginTries.THIS_MACHINE);
  }

  private static void refuseUntil(RoutingContext context, Duration wait, String what) {
    context.response().putHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
    JsonAnswer.refuse(
        context.response(), 429, what + " was tried too often; expected a pause of 15 minutes.");
  }

  private void decide(
      RoutingContext context,
      String name,
      Optional<String> kept,
      boolean matches,
      @Nullable String code) {
    Optional<User> user =
        users.list().named(name).filter(one -> matches && one.usablePassword().equals(kept));
    if (user.isEmpty()) {
      refuseLogin(context, name, null);
    } else if (!user.get().needsCode()) {
      begin(context, user.get(), AuditAction.LOGIN);
    } else if (code == null || code.isBlank()) {
      tellRefusal(context, name, "The password was right, and the code was missing.");
      JsonAnswer.send(
          context.response(),
          401,
          JsonAnswer.refusal("The code of your app is missing; expected six digits.")
              .put("code", true));
    } else {
      decideByCode(context, user.get(), code);
    }
  }

  private void decideByCode(RoutingContext context, User user, String code) {
    Optional<Duration> wait = tries.waitForCode(user.name());
    if (wait.isPresent()) {
      tellRefusal(context, user.name(), "The password was right, and too many codes were wrong.");
      refuseUntil(context, wait.get(), "A wrong code");
    } else if (usesCode(user, code)) {
      begin(context, user, AuditAction.LOGIN);
    } else {
      tries.failedCode(user.name());
      refuseLogin(context, user.name(), "The password was right, and the code was wrong.");
    }
  }

  /** A code counts once. */
  private boolean usesCode(User user, @Nullable String code) {
    String secret = user.codeSecret();
    if (secret == null || code == null) {
      return false;
    }
    OptionalLong step =
        LoginCodes.step(
            secret,
            code.strip(),
            clock.instant(),
            usedSteps.getOrDefault(secret, Long.MIN_VALUE / 2));
    step.ifPresent(used -> usedSteps.put(secret, used));
    return step.isPresent();
  }

  private void refuseLogin(RoutingContext context, String name, @Nullable String why) {
    tellRefusal(context, name, why);
    JsonAnswer.refuse(context.response(), 401, WRONG);
  }

  /** What is no user's name may be a password in the wrong field: it is written down nowhere. */
  private void tellRefusal(RoutingContext context, String name, @Nullable String why) {
    String known = users.list().named(name).map(User::name).orElse(NOBODY);
    audit.tell(
        new Deed(
            known,
            guard.addressOf(context.request()).orElse(null),
            AuditAction.LOGIN_REFUSED,
            null,
            why));
  }

  private void begin(RoutingContext context, User user, AuditAction action) {
    HttpServerRequest request = context.request();
    tries.succeeded(user.name(), addressOf(context));
    String token = sessions.begin(user.name(), user.usablePassword().orElseThrow());
    context.response().addCookie(cookie(token, request));
    Caller caller = guard.loggedIn(token, request).orElseThrow();
    audit.tell(caller.deed(action, null, null));
    answer(context.response(), caller);
  }

  /**
   * Nothing of ours is asked by another site's page. Without TLS not every browser keeps a secure
   * cookie: only to a page that says it came without, of this machine, it goes as a plain one.
   */
  private static Cookie cookie(String token, HttpServerRequest request) {
    return Cookie.cookie(Guard.COOKIE, token)
        .setPath("/")
        .setSameSite(CookieSameSite.STRICT)
        .setHttpOnly(true)
        .setSecure(!ThisMachine.asksFromPlainPage(request));
  }

  private void logOut(RoutingContext context) {
    Optional<Caller> caller = guard.caller(context.request());
    if (caller.isPresent() && !Guard.isMeant(context.request(), caller.get())) {
      JsonAnswer.refuse(context.response(), 403, Guard.CSRF_HEADER + " is missing or another's.");
      return;
    }
    Guard.token(context.request()).ifPresent(sessions::end);
    caller
        .filter(one -> !one.guest())
        .ifPresent(one -> audit.tell(one.deed(AuditAction.LOGOUT, null, null)));
    context.response().addCookie(cookie("", context.request()).setMaxAge(0));
    var unused = context.response().setStatusCode(204).end();
  }

  private void tellMe(RoutingContext context) {
    guard
        .caller(context.request())
        .ifPresentOrElse(
            caller -> answer(context.response(), caller),
            () -> JsonAnswer.refuse(context.response(), 401, guard.nobody()));
  }

  private static void answer(HttpServerResponse response, Caller caller) {
    JsonAnswer.send(
        response,
        200,
        Buffer.buffer(
            MES.write(
                new Me(
                    caller.name(),
                    caller.roles().stream().sorted().toList(),
                    caller.rights().stream().sorted().toList(),
                    caller.csrf(),
                    caller.guest()))));
  }

  private void tellInvitation(RoutingContext context) {
    Optional<User> invited =
        read(context, ACCEPTANCES)
            .flatMap(asked -> Optional.ofNullable(asked.token()))
            .flatMap(token -> users.list().invitedBy(token, clock.instant()));
    if (invited.isEmpty()) {
      JsonAnswer.refuse(context.response(), 404, NO_INVITATION);
      return;
    }
    User user = invited.get();
    String secret = user.codeSecret();
    JsonAnswer.send(
        context.response(),
        200,
        Buffer.buffer(
            INVITATIONS.write(
                new Invited(
                    user.name(),
                    user.roles().stream().sorted().toList(),
                    secret == null
                        ? null
                        : new CodeSecret(secret, LoginCodes.uri(user.name(), secret))))));
  }

  private void accept(RoutingContext context) {
    Acceptance told = read(context, ACCEPTANCES).orElse(new Acceptance(null, null, null));
    String token = told.token();
    String password = told.password();
    if (token == null || password == null) {
      refuseBody(context, "{\"token\":\"...\",\"password\":\"...\"}");
      return;
    }
    Optional<User> invited = users.list().invitedBy(token, clock.instant());
    if (invited.isEmpty()) {
      JsonAnswer.refuse(context.response(), 404, NO_INVITATION);
      return;
    }
    Optional<String> objection = Passwords.objectionTo(password);
    if (objection.isPresent()) {
      JsonAnswer.refuse(context.response(), 400, objection.get());
    } else if (invited.get().needsCode() && !usesCode(invited.get(), told.code())) {
      JsonAnswer.refuse(
          context.response(),
          400,
          "The code is not the one that the app shows now; expected six digits. Maybe the clock of"
              + " the phone is wrong, or wait for the next.");
    } else {
      onWorker(
          context,
          () -> accepted(token, password),
          user ->
              user.ifPresentOrElse(
                  one -> begin(context, one, AuditAction.INVITATION_ACCEPTED),
                  () -> JsonAnswer.refuse(context.response(), 404, NO_INVITATION)),
          () -> {});
    }
  }

  /** Two with the same link: the second finds it used. */
  private Optional<User> accepted(String token, String password) throws IOException {
    String kept = Passwords.kept(password);
    users.change(
        list ->
            list.invitedBy(token, clock.instant())
                .map(user -> list.with(user.withPassword(kept, clock.instant())))
                .orElse(list));
    return users.list().users().stream()
        .filter(user -> user.usablePassword().equals(Optional.of(kept)))
        .findFirst();
  }

  /**
   * Does what takes long, unless too many wait for that.
   *
   * @param undone what is to be done when that was not
   */
  private <T> void onWorker(
      RoutingContext context, Callable<T> work, Consumer<T> then, Runnable undone) {
    if (waiting >= MOST_WAITING) {
      undone.run();
      refuseForNow(context, "Too many log in at a time.");
      return;
    }
    waiting++;
    worker
        .executeBlocking(work, false)
        .onComplete(
            done -> {
              waiting--;
              if (done.succeeded()) {
                then.accept(done.result());
              } else {
                undone.run();
                LOG.error("A login failed for a reason that is ours.", done.cause());
                refuseForNow(context, "The login could not be checked or kept.");
              }
            });
  }

  private static void refuseForNow(RoutingContext context, String sentence) {
    context.response().putHeader("Retry-After", RETRY_SECONDS);
    JsonAnswer.refuse(context.response(), 503, sentence + " Maybe try again.");
  }

  private static void refuseBody(RoutingContext context, String expected) {
    JsonAnswer.refuse(
        context.response(),
        400,
        "The body is none of these; expected JSON such as "
            + expected
            + ", with Content-Type application/json.");
  }

  /** A page of another site can send a body of another type only. */
  private static <T> Optional<T> read(RoutingContext context, Messages<T> messages) {
    String type = context.request().getHeader("Content-Type");
    return type != null && type.startsWith("application/json")
        ? SmallBody.read(context, messages)
        : Optional.empty();
  }
}
