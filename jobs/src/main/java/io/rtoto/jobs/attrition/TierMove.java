package io.rtoto.jobs.attrition;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's tier is another than in the period before.
 *
 * @param from where they stood
 * @param to where they stand
 */
public record TierMove(TierStanding from, TierStanding to) {

  /** What a period's spend is made of. */
  public enum Component {
    /** On how many days they bought. */
    PURCHASE_DAYS,
    /** How much they spent on such a day. */
    SPEND_PER_DAY
  }

  /** Whether the customer fell. */
  public boolean isDrop() {
    return to.rank() < from.rank();
  }

  /** What moved the way the tier did: at least one of both, for the spend is their product. */
  public List<Component> moved() {
    int direction = Integer.signum(to.rank() - from.rank());
    List<Component> moved = new ArrayList<>();
    if (Integer.signum(to.purchaseDays() - from.purchaseDays()) == direction) {
      moved.add(Component.PURCHASE_DAYS);
    }
    // Multiplied out: a period without a purchase has no mean.
    long now = Math.multiplyExact(to.spentMinor(), from.purchaseDays());
    long before = Math.multiplyExact(from.spentMinor(), to.purchaseDays());
    if (Long.signum(Long.compare(now, before)) == direction) {
      moved.add(Component.SPEND_PER_DAY);
    }
    return moved;
  }
}
