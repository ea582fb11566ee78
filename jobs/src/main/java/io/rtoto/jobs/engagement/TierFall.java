package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.PurchaseDay;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.TierMove;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.jobs.attrition.TierStanding;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.TierChanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What put the customer into their tier is too long ago: they fall, unless they buy.
 *
 * @param move from where to where
 * @param currency of what was spent
 * @param last the last order
 * @param deadline the midnight (UTC) with which the day begins that leaves too little
 */
record TierFall(TierMove move, String currency, Activity last, Instant deadline)
    implements Absence {
  private static final String NAME = Moment.nameOf(TierChanged.class);

  static Optional<Absence> in(CustomerMemory memory, Standards standards) {
    Activity last = memory.orders().last();
    if (last == null) {
      return Optional.empty();
    }
    TierScheme tiers = standards.tiers();
    PurchaseHistory history = memory.orders().kept();
    List<PurchaseDay> newestFirst = history.days();
    for (int oldest = newestFirst.size() - 1; oldest >= 0; oldest--) {
      long day = newestFirst.get(oldest).day() + tiers.periodDays();
      Instant deadline = Standards.beginOf(day);
      if (!deadline.isAfter(last.at()) || memory.noticed().has(NAME, deadline)) {
        continue;
      }
      TierStanding before = tiers.standing(history, day - 1);
      TierStanding after = tiers.standing(history, day);
      if (after.rank() < before.rank()) {
        return Optional.of(
            new TierFall(new TierMove(before, after), tiers.currency(), last, deadline));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(Standards.tierChanged(move, currency));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Whoever buys nothing may fall twice. */
  @Override
  public String which() {
    return move.to().tier();
  }

  @Override
  public Activity cause() {
    return last;
  }

  @Override
  public boolean isSame(Absence other) {
    return other instanceof TierFall fall && deadline.equals(fall.deadline);
  }

  /** Each fall is noticed by its own time. */
  @Override
  public Remark noticed() {
    return Remark.noticed(last.leaf(), Noticed.of(NAME, deadline));
  }
}
