package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.PurchaseDay;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.TierMove;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The plain rule for attrition: in this period the customer is of a lower tier than in the one
 * before. People understand it at once, and it says little of who will come back.
 *
 * @param memory of the customer
 * @param last the last order
 * @param lostFromMinor what the tier begins at that was lost, in minor units
 * @param deadline the midnight (UTC) with which the day begins on which it is so
 * @param standards by what it is judged
 */
record TierDrop(
    CustomerMemory memory, Activity last, long lostFromMinor, Instant deadline, Standards standards)
    implements Absence {
  private static final String CAUSE = "tier";
  private static final String NAME = Moment.nameOf(AttritionRisen.class);
  private static final String KEY = Absence.key(NAME, CAUSE);

  static Optional<Absence> in(CustomerMemory memory, Standards standards) {
    Activity last = memory.orders().last();
    if (last == null || memory.noticed().has(KEY, last.at())) {
      return Optional.empty();
    }
    TierScheme tiers = standards.tiers();
    PurchaseHistory history = memory.orders().kept();
    List<PurchaseDay> newestFirst = history.days();
    for (int oldest = newestFirst.size() - 1; oldest >= 0; oldest--) {
      // A day leaves this period when it enters the one before: no drop begins at another time.
      long day = newestFirst.get(oldest).day() + tiers.periodDays();
      Instant deadline = Standards.beginOf(day);
      Optional<TierMove> move =
          deadline.isAfter(last.at()) ? tiers.move(history, day) : Optional.empty();
      if (move.isPresent() && move.get().isDrop()) {
        long lost = tiers.tiers().get(move.get().from().rank()).fromMinor();
        return Optional.of(new TierDrop(memory, last, lost, deadline, standards));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(
        new Silence(memory.orders(), last, standards, deadline).risen(CAUSE, lostFromMinor));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String which() {
    return CAUSE;
  }

  /** Until they order, and then it is another. */
  @Override
  public Instant lastsUntil() {
    return Instant.MAX;
  }

  @Override
  public Activity cause() {
    return last;
  }
}
