package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.Rhythm;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.OrderStatistics;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Dormant;
import java.time.Duration;
import java.time.Instant;

/**
 * A customer has not ordered since their last order.
 *
 * @param orders theirs
 * @param last the last of them
 * @param standards by what they are judged
 * @param until when
 */
record Silence(OrderStatistics orders, Activity last, Standards standards, Instant until) {
  private static final int PERCENT = 100;

  AttritionRisen risen(String cause, long threshold) {
    Duration gap = orders.usualGap();
    return new AttritionRisen(
        cause,
        orders.placed(),
        gap == null ? 0 : gap.toDays(),
        days(),
        threshold,
        alivePercent(),
        rhythmPercent());
  }

  Dormant dormant(String cause) {
    return new Dormant(cause, orders.placed(), days(), alivePercent());
  }

  private long days() {
    return Duration.between(last.at(), until).toDays();
  }

  private long alivePercent() {
    return (long) (PERCENT * standards.pAlive(orders.history(), until).orElse(1));
  }

  private long rhythmPercent() {
    PurchaseHistory history = orders.history();
    if (history.last().isEmpty()) {
      return 0;
    }
    long silent = PurchaseHistory.dayOf(until) - history.last().getAsLong();
    return (long) (PERCENT * Rhythm.of(history).percentile(silent).orElse(0));
  }
}
