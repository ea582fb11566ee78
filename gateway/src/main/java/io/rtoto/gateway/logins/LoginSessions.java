package io.rtoto.gateway.logins;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rtoto.gateway.keys.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Who is logged in. A session is forgotten half an hour after it was used last, twelve hours after
 * it began, and with the gateway.
 *
 * <p>Threads may share one.
 */
final class LoginSessions {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final int MOST = 10_000;

  /**
   * A session.
   *
   * @param user whose it is
   * @param password the user's, as it is kept: with another one the session is over
   * @param csrf what a page must send with all that changes something
   * @param began when
   */
  record Session(String user, String password, String csrf, Instant began) {}

  private final InstantSource clock;
  private final Cache<String, Session> sessions;

  LoginSessions(InstantSource clock) {
    this.clock = clock;
    this.sessions =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfterAccess(IDLE)
            .build();
  }

  /**
   * Begins one.
   *
   * @return the token that the browser is to show
   */
  String begin(String user, String password) {
    String token = Secrets.create();
    sessions.put(
        Secrets.hashOf(token), new Session(user, password, Secrets.create(), clock.instant()));
    return token;
  }

  /** The session of a token, which is used by this. */
  Optional<Session> use(String token) {
    String key = Secrets.hashOf(token);
    Session session = sessions.getIfPresent(key);
    if (session != null && !clock.instant().isBefore(session.began().plus(LONGEST))) {
      sessions.invalidate(key);
      return Optional.empty();
    }
    return Optional.ofNullable(session);
  }

  /** Ends one. */
  void end(String token) {
    sessions.invalidate(Secrets.hashOf(token));
  }
}
