package io.rtoto.cli.bounded;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** First and later orders and customers lost, counted by a few lines that share no engine code. */
final class Lifecycles {
  private static final Duration LOST_AFTER = Duration.ofDays(180);
  private static final BigDecimal HIGH_VALUE = new BigDecimal("200");

  /**
   * An order, or goods given back.
   *
   * @param paid what was paid; below zero where it was paid back
   */
  record Deal(Instant at, String who, boolean order, BigDecimal paid) {}

  /**
   * What became of all customers.
   *
   * @param first how many ordered once at least
   * @param nth how many orders were none of these
   * @param fifth how many ordered five times at least
   * @param tenth how many ordered ten times at least
   * @param lostOfHighValue how often somebody was lost who had spent 200 or more by then
   * @param lostOfLowValue how often somebody was lost who had not
   */
  record Counts(
      long first, long nth, long fifth, long tenth, long lostOfHighValue, long lostOfLowValue) {
    long lost() {
      return lostOfHighValue + lostOfLowValue;
    }
  }

  private Lifecycles() {}

  /**
   * Counts.
   *
   * @param end when the time ends
   */
  static Counts count(List<Deal> deals, Instant end) {
    Map<String, List<Deal>> byPerson = new HashMap<>();
    deals.forEach(
        deal -> byPerson.computeIfAbsent(deal.who(), none -> new ArrayList<>()).add(deal));
    long orders = 0;
    long first = 0;
    long fifth = 0;
    long tenth = 0;
    long lostOfHighValue = 0;
    long lostOfLowValue = 0;
    for (List<Deal> life : byPerson.values()) {
      List<Instant> ordered =
          life.stream()
              .filter(Deal::order)
              .map(Deal::at)
              .sorted(Comparator.naturalOrder())
              .toList();
      orders += ordered.size();
      first += ordered.isEmpty() ? 0 : 1;
      fifth += ordered.size() < 5 ? 0 : 1;
      tenth += ordered.size() < 10 ? 0 : 1;
      for (int place = 0; place < ordered.size(); place++) {
        Instant lost = ordered.get(place).plus(LOST_AFTER);
        if (!lost.isAfter(place + 1 < ordered.size() ? ordered.get(place + 1) : end)) {
          BigDecimal spent =
              life.stream()
                  .filter(deal -> !deal.at().isAfter(lost))
                  .map(Deal::paid)
                  .reduce(BigDecimal.ZERO, BigDecimal::add);
          if (spent.compareTo(HIGH_VALUE) >= 0) {
            lostOfHighValue++;
          } else {
            lostOfLowValue++;
          }
        }
      }
    }
    return new Counts(first, orders - first, fifth, tenth, lostOfHighValue, lostOfLowValue);
  }
}
