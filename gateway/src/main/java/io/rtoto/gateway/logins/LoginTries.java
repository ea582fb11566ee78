package io.rtoto.gateway.logins;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often a wrong password or code was tried. It remembers each user's tries from each address,
 * each address's for all users, and each user's wrong codes, for 15 minutes from the first.
 *
 * <p>Threads may share one.
 */
final class LoginTries {
  /** The address of whoever sits here, or came by a proxy here that was not told of: of anybody. */
  static final String THIS_MACHINE = "";

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int OF_USER_AND_ADDRESS = 10;
  private static final int OF_ADDRESS = 50;
  private static final int CODES_OF_USER = 10;
  private static final int MOST = 100_000;

  /** Whose tries: a user's from an address, all of an address, or a user's from all addresses. */
  private record Who(@Nullable String user, @Nullable String address) {}

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
        .or(() -> wait(new Who(null, address), OF_ADDRESS));
  }

  /** How long there is to wait before another code; empty when there is nothing to wait for. */
  Optional<Duration> waitForCode(String user) {
    return wait(new Who(user, null), CODES_OF_USER);
  }

  /** Counts a try that failed. */
  void failed(String user, String address) {
    add(new Who(user, address));
    if (!address.equals(THIS_MACHINE)) {
      add(new Who(null, address));
    }
  }

  /**
   * Counts a wrong code, from wherever: whoever gets so far has the password, and could go on from
   * one address after the other.
   */
  void failedCode(String user) {
    add(new Who(user, null));
  }

  /** Counts a try no longer: whether it was right was not found out. */
  void takeBack(String user, String address) {
    subtract(new Who(user, address));
    subtract(new Who(null, address));
  }

  /** Forgets the tries of a user who has logged in from there; the last was none that failed. */
  void succeeded(String user, String address) {
    counts.invalidate(new Who(user, address));
    subtract(new Who(null, address));
  }

  private Optional<Duration> wait(Who who, int most) {
    Count count = counts.getIfPresent(who);
    if (count == null || count.tries() < most) {
      return Optional.empty();
    }
    long left = count.beganMillis() + WINDOW.toMillis() - clock.millis();
    return left > 0 ? Optional.of(Duration.ofMillis(left)) : Optional.empty();
  }

  private void subtract(Who who) {
    Count unused =
        counts
            .asMap()
            .computeIfPresent(
                who, (key, count) -> new Count(count.tries() - 1, count.beganMillis()));
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
