package io.rtoto.gateway.logins;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How often a wrong password was tried. It remembers each user's tries from each address, and each
 * address's for all users, for 15 minutes from the first.
 *
 * <p>Threads may share one.
 */
final class LoginTries {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int OF_USER_AND_ADDRESS = 10;
  private static final int OF_ADDRESS = 50;
  private static final int MOST = 100_000;

  /** Whose tries: a user's from an address, or with no user all of the address. */
  private record Who(String user, String address) {}

  /** How many, from when on. */
  private record Count(int tries, long beganMillis) {}

  private final InstantSource clock;
  private final Cache<Who, Count> counts;

  LoginTries(InstantSource clock) {
    this.clock = clock;
    this.counts =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfterWrite(WINDOW)
            .build();
  }

  /** How long there is to wait before another try; empty when there is nothing to wait for. */
  Optional<Duration> wait(String user, String address) {
    return wait(new Who(user, address), OF_USER_AND_ADDRESS)
        .or(() -> wait(new Who("", address), OF_ADDRESS));
  }

  /** Counts a try that failed. */
  void failed(String user, String address) {
    add(new Who(user, address));
    add(new Who("", address));
  }

  /** Forgets the tries of a user who has logged in from there; the last was none that failed. */
  void succeeded(String user, String address) {
    counts.invalidate(new Who(user, address));
    Count unused =
        counts
            .asMap()
            .computeIfPresent(
                new Who("", address),
                (key, count) -> new Count(count.tries() - 1, count.beganMillis()));
  }

  private Optional<Duration> wait(Who who, int most) {
    Count count = counts.getIfPresent(who);
    if (count == null || count.tries() < most) {
      return Optional.empty();
    }
    long left = count.beganMillis() + WINDOW.toMillis() - clock.millis();
    return left > 0 ? Optional.of(Duration.ofMillis(left)) : Optional.empty();
  }

  private void add(Who who) {
    long now = clock.millis();
    Count unused =
        counts
            .asMap()
            .compute(
                who,
                (key, before) ->
                    before == null || now - before.beganMillis() >= WINDOW.toMillis()
                        ? new Count(1, now)
                        : new Count(before.tries() + 1, before.beganMillis()));
  }
}
