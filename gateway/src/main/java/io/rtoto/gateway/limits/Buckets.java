package io.rtoto.gateway.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Token buckets, one for each who takes of them. It remembers those who took something in the last
 * minutes, at most a hundred thousand; who is forgotten begins with a full one. Each gateway counts
 * for itself.
 *
 * <p>Threads may share one.
 */
public final class Buckets {
  private static final int MOST_REMEMBERED = 100_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final LoadingCache<String, Bucket> buckets;

  /**
   * Full buckets.
   *
   * @param perSecond how many tokens come back each second
   * @param atOnce how many a full one holds
   */
  public Buckets(int perSecond, long atOnce, InstantSource clock) {
    TimeMeter time = new Time(clock);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build(
                who ->
                    Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(
                            limit ->
                                limit
                                    .capacity(atOnce)
                                    .refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
  }

  /**
   * Takes tokens, if there are so many.
   *
   * @return zero when they were taken; else nothing was, and after this long there are so many
   */
  public Duration take(String who, int tokens) {
    ConsumptionProbe probe = buckets.get(who).tryConsumeAndReturnRemaining(tokens);
    return Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private record Time(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
