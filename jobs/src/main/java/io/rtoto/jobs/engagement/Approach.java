package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Consents;
import io.rtoto.schemas.decisions.Decision.PassedOver;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import java.util.List;

/**
 * How something is said to the customer.
 *
 * @param purpose what for
 * @param channel by which way
 * @param passedOver the ways that are preferred to that one, and why they were not taken
 */
record Approach(Purpose purpose, Channel channel, List<PassedOver> passedOver) {
  /** By that way, to which none is preferred. */
  static Approach by(Purpose purpose, Channel channel) {
    return new Approach(purpose, channel, List.of());
  }

  /**
   * Whether the customer allows it. On the page that they have open, and for service by any way,
   * all is allowed that they did not forbid; for the rest they are asked first.
   */
  boolean isAllowedBy(Consents consents) {
    return consents.allow(purpose, channel, purpose == Purpose.SERVICE || channel == Channel.WEB);
  }
}
