package io.rtoto.gateway.logins;

import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.gateway.web.ThisMachine;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets in whoever has the right, and nobody else. */
public final class Guard {
  static final String COOKIE = "rtoto_login";
  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final String CALLER = "rtoto.caller";
  private static final String GUEST = "guest";

  /** What a guest may: all that changes nothing. */
  private static final Set<Right> OF_GUESTS =
      Arrays.stream(Right.values())
          .filter(Right::isReading)
          .collect(Collectors.toUnmodifiableSet());

  private final Users users;
  private final LoginSessions sessions;
  private final boolean takesGuests;
  private final Function<HttpServerRequest, Optional<String>> addresses;

  /**
   * For those users.
   *
   * @param takesGuests whether whoever sits at this machine may read all until somebody has a
   *     password
   * @param addresses tells from where a request comes; empty on this machine
   */
  Guard(
      Users users,
      LoginSessions sessions,
      boolean takesGuests,
      Function<HttpServerRequest, Optional<String>> addresses) {
    this.users = users;
    this.sessions = sessions;
    this.takesGuests = takesGuests;
    this.addresses = addresses;
  }

  /** The first handler of a route: whoever has not that right gets no further. */
  public Handler<RoutingContext> lets(Right right) {
    return context -> {
      Optional<Caller> caller = caller(context.request());
      if (caller.isEmpty()) {
        JsonAnswer.refuse(context.response(), 401, nobody());
      } else if (!caller.get().rights().contains(right)) {
        JsonAnswer.refuse(context.response(), 403, forbidden(caller.get(), right));
      } else if (!isMeant(context.request(), caller.get())) {
        JsonAnswer.refuse(
            context.response(),
            403,
            CSRF_HEADER
                + " is missing or another's; expected what /v1/me tells as csrf. Maybe load the page"
                + " again.");
      } else {
        context.put(CALLER, caller.get());
        context.next();
      }
    };
  }

  /** Whether whoever was let in by that right still is, for what goes on after the answer began. */
  public BooleanSupplier stillLets(Right right, HttpServerRequest request) {
    return () -> caller(request).filter(caller -> caller.rights().contains(right)).isPresent();
  }

  /** Who was let in. */
  public static Caller callerOf(RoutingContext context) {
    return Objects.requireNonNull(context.<Caller>get(CALLER), "The route has no guard.");
  }

  /** Whoever asks; empty when it is not known who that is. */
  Optional<Caller> caller(HttpServerRequest request) {
    Optional<Caller> loggedIn = token(request).flatMap(token -> loggedIn(token, request));
    return loggedIn.isPresent() ? loggedIn : guest(request);
  }

  /** What the browser shows of its login. */
  static Optional<String> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue);
  }

  /** From where a request comes; empty on this machine. */
  Optional<String> addressOf(HttpServerRequest request) {
    return addresses.apply(request);
  }

  /** Whether a request that changes something comes from a page of ours. */
  static boolean isMeant(HttpServerRequest request, Caller caller) {
    return request.method().equals(HttpMethod.GET)
        || caller.csrf().equals(request.getHeader(CSRF_HEADER));
  }

  /** Why nobody is let in. */
  String nobody() {
    return users.hasFile()
        ? "Nobody is logged in, or it is over; expected a login. Maybe open /login."
        : "This gateway knows no users; expected a login. Maybe set RTOTO_USERS to a file, or"
            + " RTOTO_GUESTS to true where nobody else can reach it.";
  }

  /** Whoever is logged in by that token. */
  Optional<Caller> loggedIn(String token, HttpServerRequest request) {
    return sessions
        .use(token)
        .flatMap(
            session ->
                users
                    .list()
                    .named(session.user())
                    .filter(user -> user.usablePassword().equals(Optional.of(session.password())))
                    .map(user -> caller(user, session.csrf(), request)));
  }

  private Caller caller(User user, String csrf, HttpServerRequest request) {
    return new Caller(
        user.name(), user.roles(), user.rights(), csrf, false, addressOf(request).orElse(null));
  }

  /** No other site's page can send a header of its own here, so any constant is a guest's token. */
  private Optional<Caller> guest(HttpServerRequest request) {
    return takesGuests && !users.list().isInUse() && ThisMachine.asks(request)
        ? Optional.of(new Caller(GUEST, Set.of(), OF_GUESTS, GUEST, true, null))
        : Optional.empty();
  }

  private static String forbidden(Caller caller, Right right) {
    return "%s may not do this; expected one of the roles %s.%s"
        .formatted(
            caller.name(),
            Role.names(Role.with(right)),
            caller.guest() ? " Maybe log in by the one-time link that the start has printed." : "");
  }
}
