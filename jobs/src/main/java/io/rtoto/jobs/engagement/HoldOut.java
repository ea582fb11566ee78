package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.settings.HoldOutSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * In which arm of each rule's comparison a customer is: a keyed hash of the name that the customer
 * was first known by, and of the rule. So it is the same at each moment, on each machine and in
 * each run, independent from rule to rule; whoever is held out of a share is so of any larger one.
 *
 * @param rules in force, with the shares
 * @param customer the name; null of who is not known
 */
record HoldOut(RulesInForce rules, @Nullable Identifier customer) {
  /** Is the id of no rule. */
  private static final String ALL_RULES = "";

  private static final int SPARE_BITS = Long.SIZE - 53;
  private static final double PER_BIT = 0x1.0p-53;

  /**
   * An arm.
   *
   * @param arm which
   * @param propensity how likely a customer is in it
   */
  record Place(Arm arm, double propensity) {
    boolean isSaid() {
      return arm == Arm.TREATED;
    }
  }

  static HoldOut of(RulesInForce rules, CustomerMemory memory) {
    return new HoldOut(rules, memory.firstKnownAs());
  }

  /** As to what that rule wants to say there; null of what says nothing to anybody. */
  @Nullable Place of(String rule, Slot slot) {
    if (slot.kind() == DecisionKind.RECORD) {
      return null;
    }
    Approach approach = slot.approach();
    boolean marketing =
        slot.isContact() && approach != null && approach.purpose() == Purpose.MARKETING;
    HoldOutSettings settings = rules.contact().holdOut();
    double fromAll = marketing ? settings.fromAll() : 0;
    double fromRule = settings.share(rule, rules.ownerOf(rule), marketing);
    if (draw(ALL_RULES, fromAll)) {
      return new Place(Arm.HELD_OUT_OF_ALL, fromAll);
    }
    return draw(rule, fromRule)
        ? new Place(Arm.HELD_OUT, (1 - fromAll) * fromRule)
        : new Place(Arm.TREATED, (1 - fromAll) * (1 - fromRule));
  }

  private boolean draw(String rule, double share) {
    return share > 0 && customer != null && drawn(rule, customer) < share;
  }

  /** Evenly from 0 to 1. */
  private double drawn(String rule, Identifier name) {
    long number = Occasion.number(rules.contact().holdOut().salt(), name.key(), rule);
    return (number >>> SPARE_BITS) * PER_BIT;
  }
}
