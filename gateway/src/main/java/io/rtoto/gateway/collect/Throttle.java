package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.rtoto.gateway.keys.WriteKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sends away who sends too much, by token buckets. It remembers a bucket for each key, address,
 * device and customer that sent something in the last minutes, of each kind at most a hundred
 * thousand; who is forgotten begins with a full one. Each gateway counts for itself.
 *
 * <p>Threads may share one.
 */
final class Throttle {
  /** A page that opens sends several requests at once. */
  private static final int SECONDS_OF_REQUESTS = 2;

  /** A phone that was out of reach sends what it could not. */
  private static final int SECONDS_OF_EVENTS = 30;

  private static final int MOST_REMEMBERED = 100_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final LoadingCache<String, Bucket> keys;
  private final LoadingCache<String, Bucket> addresses;
  private final LoadingCache<String, Bucket> devices;
  private final LoadingCache<String, Bucket> customers;
  private final InstantSource clock;

  Throttle(RateLimits limits, InstantSource clock) {
    this.clock = clock;
    this.keys = requests(limits.perKey());
    this.addresses = requests(limits.perAddress());
    this.devices = events(limits.perDevice());
    this.customers = events(limits.perCustomer());
  }

  /**
   * Counts a request from an address.
   *
   * @throws Refused when there were too many
   */
  void countAddress(String address) {
    count(addresses, address, 1, "requests come from this address");
  }

  /**
   * Counts a request with that key and the calls in it. Of a server, which speaks for all its
   * customers, only the request counts.
   *
   * @throws Refused when there were too many
   */
  void count(WriteKey key, List<JsonNode> calls) {
    count(keys, key.id(), 1, "requests come with this write key");
    if (!key.isServer()) {
      countEach(devices, calls, "anonymousId", "events come of this device");
      countEach(customers, calls, "userId", "events come of this customer");
    }
  }

  private static void countEach(
      LoadingCache<String, Bucket> buckets, List<JsonNode> calls, String field, String what) {
    Map<String, Integer> events = new HashMap<>();
    for (JsonNode call : calls) {
      String id = call.path(field).asText("");
      if (!id.isEmpty()) {
        events.merge(id, 1, Integer::sum);
      }
    }
    events.forEach((id, number) -> count(buckets, id, number, what));
  }

  private static void count(
      LoadingCache<String, Bucket> buckets, String id, int number, String what) {
    ConsumptionProbe probe = buckets.get(id).tryConsumeAndReturnRemaining(number);
    if (!probe.isConsumed()) {
      throw Refused.forNow(
          "Too many " + what + ". Send it again later.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private LoadingCache<String, Bucket> requests(int perSecond) {
    return buckets(perSecond, perSecond * (long) SECONDS_OF_REQUESTS);
  }

  /** A batch must fit in, or it never would. */
  private LoadingCache<String, Bucket> events(int perSecond) {
    return buckets(perSecond, Math.max(Limits.BATCH_EVENTS, perSecond * (long) SECONDS_OF_EVENTS));
  }

  private LoadingCache<String, Bucket> buckets(int perSecond, long atOnce) {
    TimeMeter time = new Time(clock);
    return Caffeine.newBuilder()
        .maximumSize(MOST_REMEMBERED)
        .expireAfterAccess(REMEMBERED)
        .build(
            id ->
                Bucket.builder()
                    .withCustomTimePrecision(time)
                    .addLimit(
                        limit ->
                            limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build());
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
