package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Consents;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;

/**
 * How something is said to the customer.
 *
 * @param purpose what for
 * @param channel by which way
 */
record Approach(Purpose purpose, Channel channel) {
  /**
   * Whether the customer allows it. On the page that they have open, and for service by any way,
   * all is allowed that they did not forbid; for the rest they are asked first.
   */
  boolean isAllowedBy(Consents consents) {
    return consents.allow(purpose, channel, purpose == Purpose.SERVICE || channel == Channel.WEB);
  }
}
