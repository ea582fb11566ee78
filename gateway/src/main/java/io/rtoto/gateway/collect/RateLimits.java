package io.rtoto.gateway.collect;

import java.util.List;

/**
 * How much may be sent, each by the second. Requests count for a key and for an address, events for
 * a device and for a customer.
 *
 * @param perKey requests with one key
 * @param perAddress requests from one address (of IPv6, from one /64), but of this machine's own
 *     and of servers that tell their key in a header
 * @param perDevice events of one {@code anonymousId} with browsers' keys
 * @param perCustomer events of one {@code userId} with browsers' keys
 * @param trustedProxies addresses, or blocks such as {@code 10.0.0.0/8}, of which {@code
 *     X-Forwarded-For} is believed
 */
public record RateLimits(
    int perKey, int perAddress, int perDevice, int perCustomer, List<String> trustedProxies) {
  /** What is set unless told otherwise. */
  public static final RateLimits DEFAULTS = new RateLimits(1_000, 50, 20, 20, List.of());

  public RateLimits {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
