package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OrderStatistics;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A regular, one with at least four orders that lie a day or more apart on average, has not ordered
 * for twice that time.
 *
 * @param orders theirs
 * @param last the last of them
 * @param usualGap the mean time between two
 * @param standards by what the customer is judged
 */
record BrokenRhythm(OrderStatistics orders, Activity last, Duration usualGap, Standards standards)
    implements Absence {
  private static final String CAUSE = "rhythm";
  private static final String NAME = Moment.nameOf(AttritionRisen.class);
  private static final String KEY = Absence.key(NAME, CAUSE);
  private static final long ORDERS_OF_A_REGULAR = 4;
  private static final Duration SHORTEST_RHYTHM = Duration.ofDays(1);

  static Optional<Absence> in(CustomerMemory memory, Standards standards) {
    OrderStatistics orders = memory.orders();
    Activity last = orders.last();
    Duration usualGap = orders.usualGap();
    if (last == null
        || usualGap == null
        || orders.placed() < ORDERS_OF_A_REGULAR
        || usualGap.compareTo(SHORTEST_RHYTHM) < 0
        || memory.noticed().has(KEY, last.at())) {
      return Optional.empty();
    }
    return Optional.of(new BrokenRhythm(orders, last, usualGap, standards));
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(
        new Silence(orders, last, standards, deadline())
            .risen(CAUSE, Duration.between(last.at(), deadline()).toDays()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String which() {
    return CAUSE;
  }

  @Override
  public Instant deadline() {
    return last.at().plus(usualGap.multipliedBy(2));
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
