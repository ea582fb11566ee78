package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.TierMove;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.jobs.attrition.TierStanding;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.TierChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderPlaced;
import java.time.Instant;
import java.util.Optional;

/** A customer buys, and rises to a higher tier. Whoever buys for the first time has had none. */
final class TierRise {
  private TierRise() {}

  static Optional<TierChanged> by(
      CustomerMemory before, CustomerEvent event, CustomerMemory after, Standards standards) {
    Instant now = after.lastSeenAt();
    if (!(event instanceof OrderPlaced) || now == null || before.orders().last() == null) {
      return Optional.empty();
    }
    TierScheme tiers = standards.tiers();
    long day = PurchaseHistory.dayOf(now);
    TierStanding was = tiers.standing(before.orders().kept(), day);
    TierStanding is = tiers.standing(after.orders().kept(), day);
    return is.rank() > was.rank()
        ? Optional.of(Standards.tierChanged(new TierMove(was, is), tiers.currency()))
        : Optional.empty();
  }
}
