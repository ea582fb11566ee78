package io.rtoto.gateway.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rtoto.gateway.limits.Buckets;
import io.rtoto.gateway.web.JsonAnswer;
import io.rtoto.gateway.web.SmallBody;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.Pseudonyms;
import io.rtoto.schemas.naming.Sender;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions and their streams, for pages of origins that their write key is for.
 *
 * <p>Only for the event loop.
 */
final class SessionApi {
  private static final Logger LOG = LoggerFactory.getLogger(SessionApi.class);
  private static final int NAME_LENGTH = 256;

  /** All pages of an office come back at once when the gateway was away. */
  private static final int SECONDS_OF_SESSIONS = 4;

  /** A stream ends half an hour after it began, and up to five minutes later, not all at once. */
  private static final Duration STREAM_LASTS = Duration.ofMinutes(30);

  private static final int JITTER_SECONDS = 300;

  /** A page signs out by the token that its stream began with, which may have run out long ago. */
  private static final Duration ENDS_WITHIN = STREAM_LASTS.plusSeconds(JITTER_SECONDS);

  private static final String REQUEST_HEADERS = "authorization, content-type, x-write-key";
  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";
  private static final Messages<SessionRequest> REQUESTS = Messages.of(SessionRequest.class);

  /**
   * What a page asks for.
   *
   * @param anonymousId the browser, by the id that its SDK gave it
   * @param proof that a user signed in, by a server of the shop; null when none did
   * @param writeKey where no header tells it
   */
  private record SessionRequest(
      @Nullable String anonymousId, @Nullable String proof, @Nullable String writeKey) {}

  private final SessionAccess access;
  private final Function<HttpServerRequest, Optional<String>> addresses;
  private final Pseudonyms pseudonyms;
  private final SessionTokens tokens;
  private final Sessions sessions;
  private final Hub hub;
  private final Traffic traffic;
  private final InstantSource clock;
  private final Buckets openedPerAddress;

  /**
   * The routes' answers.
   *
   * @param sessionsPerAddress how many sessions may be opened each second from one address
   */
  SessionApi(
      SessionAccess access,
      Function<HttpServerRequest, Optional<String>> addresses,
      Pseudonyms pseudonyms,
      SessionTokens tokens,
      Sessions sessions,
      Hub hub,
      Traffic traffic,
      InstantSource clock,
      int sessionsPerAddress) {
    this.access = access;
    this.addresses = addresses;
    this.pseudonyms = pseudonyms;
    this.tokens = tokens;
    this.sessions = sessions;
    this.hub = hub;
    this.traffic = traffic;
    this.clock = clock;
    this.openedPerAddress =
        new Buckets(sessionsPerAddress, sessionsPerAddress * (long) SECONDS_OF_SESSIONS, clock);
  }

  /** Adds the routes. */
  void mount(Router router) {
    SmallBody.on(router.post("/v1/session"), "a session's")
        .handler(c -> answered(c, () -> openSession(c)));
    router.post("/v1/session/end").handler(c -> answered(c, () -> endSession(c)));
    router.get("/v1/offers").handler(c -> answered(c, () -> openStream(c)));
    for (String path : new String[] {"/v1/session", "/v1/session/end", "/v1/offers"}) {
      router.route(HttpMethod.OPTIONS, path).handler(c -> preflight(c.request(), c.response()));
    }
  }

  /** The one place that turns a refusal into an answer. */
  private void answered(RoutingContext context, Runnable answer) {
    try {
      answer.run();
    } catch (NotAdmitted refusal) {
      refuse(context.response(), refusal);
    }
  }

  private void openSession(RoutingContext context) {
    countAddress(context);
    SessionRequest asked = read(context);
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    String tenant = access.tenantOf(writeKey(context.request(), asked), origin);
    allow(context.request(), context.response());
    String anonymousId = asked.anonymousId();
    Visitor visitor =
        new Visitor(
            tenant,
            tokens.serial(),
            identifier(IdentifierType.ANONYMOUS_ID, anonymousId),
            user(tenant, asked.proof(), String.valueOf(anonymousId)),
            origin == null ? "" : origin);
    Instant now = clock.instant();
    String customerId = hub.customerOf(visitor);
    JsonAnswer.send(
        context.response(),
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("token", tokens.token(visitor, customerId, now))
            .put("expiresIn", SessionTokens.TOKEN_LASTS.toSeconds())
            .put("ticket", tokens.ticket(visitor, customerId, now))
            .put("ticketExpiresIn", SessionTokens.TICKET_LASTS.toSeconds()));
  }

  /** Before anything is parsed, so that guesses at keys and proofs count too. */
  private void countAddress(RoutingContext context) {
    Duration wait =
        addresses
            .apply(context.request())
            .map(address -> openedPerAddress.take(address, 1))
            .orElse(Duration.ZERO);
    if (wait.isZero()) {
      return;
    }
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && access.admits(origin)) {
      allow(context.request(), context.response());
    }
    throw NotAdmitted.forNow(
        "Too many sessions are opened from this address. Open it again later.", wait);
  }

  private @Nullable Identifier user(String tenant, @Nullable String proof, String anonymousId) {
    if (proof == null || proof.isEmpty()) {
      return null;
    }
    String userId =
        access
            .userOf(tenant, proof, anonymousId)
            .orElseThrow(
                () ->
                    new NotAdmitted(
                        401,
                        "The proof proves nothing; expected one that a server of the shop signed"
                            + " for this browser, of the last ten minutes. Maybe fetch a new one."));
    return identifier(IdentifierType.USER_ID, userId);
  }

  private Identifier identifier(IdentifierType type, @Nullable String sent) {
    String name =
        sent == null || sent.length() > NAME_LENGTH
            ? null
            : Naming.PLAIN.canonical(type, sent, Sender.by(Topic.CLICKSTREAM));
    if (name == null) {
      throw new NotAdmitted(
          400,
          "%s names nobody; expected a text of at most %d characters that tells one from another."
              .formatted(type.wireName(), NAME_LENGTH));
    }
    return pseudonyms.identifier(type, name);
  }

  private void endSession(RoutingContext context) {
    Instant now = clock.instant();
    Visitor visitor = ofToken(context.request(), now.minus(ENDS_WITHIN));
    requireOrigin(context.request(), visitor);
    allow(context.request(), context.response());
    tokens.end(visitor, now);
    hub.signOut(visitor);
    var unused = context.response().setStatusCode(204).end();
  }

  private void openStream(RoutingContext context) {
    HttpServerRequest request = context.request();
    Instant now = clock.instant();
    String ticket = request.getParam("ticket");
    Visitor visitor =
        ticket == null
            ? ofToken(request, now)
            : tokens
                .useTicket(ticket, now)
                .orElseThrow(
                    () ->
                        new NotAdmitted(
                            401,
                            "The ticket is not good; it is once, for 30 seconds. Maybe open a new"
                                + " session."));
    requireOrigin(request, visitor);
    allow(request, context.response());
    String customerId = hub.customerOf(visitor);
    String address = addresses.apply(request).orElse(Sessions.THIS_MACHINE);
    Optional<NotAdmitted> refusal = sessions.refusal(visitor, customerId, address);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    begin(request, visitor, customerId, address, now);
  }

  private void begin(
      HttpServerRequest request, Visitor visitor, String customerId, String address, Instant now) {
    String lastId = request.getHeader("Last-Event-ID");
    LiveSession session =
        new LiveSession(
            visitor,
            address,
            request.response(),
            clock,
            hub::catchUp,
            traffic,
            customerId,
            Position.read(lastId == null ? request.getParam("lastEventId") : lastId),
            now.plus(STREAM_LASTS)
                .plusSeconds(Math.floorMod(visitor.sid().hashCode(), JITTER_SECONDS)));
    request
        .response()
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        // Proxies collect answers before they pass them on, unless told not to.
        .putHeader("X-Accel-Buffering", "no")
        .closeHandler(closed -> hub.forget(session))
        .exceptionHandler(
            failure -> {
              LOG.debug("A stream broke: {}", failure.toString());
              hub.forget(session);
            });
    session.begin();
    hub.open(session);
  }

  private Visitor ofToken(HttpServerRequest request, Instant goodAt) {
    return credentials(request, BEARER)
        .flatMap(token -> tokens.readToken(token, goodAt))
        .orElseThrow(
            () ->
                new NotAdmitted(
                    401,
                    "The session is not known or has ended; expected its token as Bearer"
                        + " authorization, or its ticket as ?ticket=. Maybe open a new session."));
  }

  /**
   * A page of another origin must not use what it found. A browser tells no origin when it asks its
   * own for a stream: then the address that it asks is the origin.
   */
  private static void requireOrigin(HttpServerRequest request, Visitor visitor) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean own =
        origin == null
            ? visitor.origin().isEmpty()
                || visitor.origin().endsWith("://" + request.getHeader(HttpHeaders.HOST))
            : origin.equals(visitor.origin());
    if (!own) {
      throw new NotAdmitted(403, "The session is of a page of another origin.");
    }
  }

  private static SessionRequest read(RoutingContext context) {
    return SmallBody.read(context, REQUESTS)
        .orElseThrow(
            () ->
                new NotAdmitted(
                    400,
                    "The body is not a session's; expected JSON such as {\"anonymousId\":\"...\"}."));
  }

  private static String writeKey(HttpServerRequest request, SessionRequest asked) {
    return credentials(request, BASIC)
        .flatMap(SessionApi::user)
        .or(() -> Optional.ofNullable(request.getHeader("X-Write-Key")))
        .or(() -> Optional.ofNullable(request.getParam("writeKey")))
        .or(() -> Optional.ofNullable(asked.writeKey()))
        .orElseThrow(
            () ->
                new NotAdmitted(
                    401,
                    "No write key; expected it as the user of Basic authorization, in X-Write-Key,"
                        + " as ?writeKey= or as writeKey in the body."));
  }

  private static Optional<String> credentials(HttpServerRequest request, String scheme) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(authorization.substring(scheme.length()).trim())
        : Optional.empty();
  }

  private static Optional<String> user(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return Optional.of(pair.split(":", 2)[0]);
    } catch (IllegalArgumentException notBase64) {
      throw new NotAdmitted(401, "Basic authorization is not Base64; expected base64(writeKey:).");
    }
  }

  private void preflight(HttpServerRequest request, HttpServerResponse response) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !access.admits(origin)) {
      refuse(response, new NotAdmitted(403, "No write key is for pages of this origin."));
      return;
    }
    allow(request, response);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "7200");
    var unused = response.setStatusCode(204).end();
  }

  /** Lets the page read the answer. No cookie is asked for, so none is allowed. */
  private static void allow(HttpServerRequest request, HttpServerResponse response) {
    response.headers().add(HttpHeaders.VARY, "Origin");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    }
  }

  private static void refuse(HttpServerResponse response, NotAdmitted refusal) {
    if (refusal.waitSeconds() > 0) {
      response.putHeader("Retry-After", Long.toString(refusal.waitSeconds()));
    }
    JsonAnswer.refuse(response, refusal.status(), refusal.sentence());
  }
}
