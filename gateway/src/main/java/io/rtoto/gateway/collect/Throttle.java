package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.gateway.keys.WriteKey;
import io.rtoto.gateway.limits.Buckets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Sends away who sends too much: a key, an address, a device or a customer.
 *
 * <p>Threads may share one.
 */
final class Throttle {
  /** A page that opens sends several requests at once. */
  private static final int SECONDS_OF_REQUESTS = 2;

  /** A phone that was out of reach sends what it could not. */
  private static final int SECONDS_OF_EVENTS = 30;

  private final Buckets keys;
  private final Buckets addresses;
  private final Buckets devices;
  private final Buckets customers;
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
   * Counts a request with that key.
   *
   * @throws Refused when there were too many
   */
  void count(WriteKey key) {
    count(keys, key.id(), 1, "requests come with this write key");
  }

  /**
   * Counts the calls of a request, which say by now whether their user is proven. Those of a
   * server, which speaks for all its customers, do not count. Who names a user without a proof
   * spends nothing of theirs: it counts for that name from that address alone.
   *
   * @param address whence it comes; empty for this machine's own programs
   * @throws Refused when there were too many
   */
  void count(WriteKey key, Collection<JsonNode> calls, String address) {
    if (!key.isServer()) {
      countEach(devices, calls, call -> id(call, "anonymousId"), "events come of this device");
      countEach(customers, calls, call -> customer(call, address), "events come of this customer");
    }
  }

  private static String id(JsonNode call, String field) {
    return call.path(field).asText("");
  }

  private static String customer(JsonNode call, String address) {
    String userId = id(call, "userId");
    // No address has a line's end, so that nobody's name is another's with an address before it.
    return userId.isEmpty() || Admission.isProven(call) ? userId : address + "\n" + userId;
  }

  private static void countEach(
      Buckets buckets, Collection<JsonNode> calls, Function<JsonNode, String> ids, String what) {
    Map<String, Integer> events = new HashMap<>();
    for (JsonNode call : calls) {
      String id = ids.apply(call);
      if (!id.isEmpty()) {
        events.merge(id, 1, Integer::sum);
      }
    }
    events.forEach((id, number) -> count(buckets, id, number, what));
  }

  private static void count(Buckets buckets, String id, int number, String what) {
    Duration wait = buckets.take(id, number);
    if (!wait.isZero()) {
      throw Refused.forNow("Too many " + what + ". Send it again later.", wait);
    }
  }

  private Buckets requests(int perSecond) {
    return new Buckets(perSecond, perSecond * (long) SECONDS_OF_REQUESTS, clock);
  }

  /** A batch must fit in, or it never would. */
  private Buckets events(int perSecond) {
    return new Buckets(
        perSecond, Math.max(Limits.BATCH_EVENTS, perSecond * (long) SECONDS_OF_EVENTS), clock);
  }
}
