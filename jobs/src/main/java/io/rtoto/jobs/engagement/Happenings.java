package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.events.CustomerEvent;
import java.util.List;

/** The moments that an event brings about by happening. */
final class Happenings {
  private Happenings() {}

  /**
   * Those that some rule is on.
   *
   * @param before what was remembered before the event
   * @param after what is with it
   */
  static List<Moment> of(
      CustomerMemory before, CustomerEvent event, CustomerMemory after, RulesInForce rules) {
    return List.of();
  }
}
