package io.rtoto.jobs.replenishment;

import java.util.List;
import java.util.OptionalDouble;

/**
 * When one customer bought one product, and how much of it. Purchases of one day are one.
 *
 * @param days newest first, each once; at least one
 */
public record ProductHistory(List<Bought> days) {
  /** The newest purchase. */
  public Bought last() {
    return days.get(0);
  }

  /** How many intervals lie between the purchases. */
  public int intervals() {
    return days.size() - 1;
  }

  /**
   * How many days a piece has lasted this customer: from the first purchase to the last, for each
   * piece bought before the last. Empty before the second purchase.
   */
  public OptionalDouble daysOfAPiece() {
    if (days.size() < 2) {
      return OptionalDouble.empty();
    }
    long pieces = days.stream().skip(1).mapToLong(Bought::pieces).sum();
    return OptionalDouble.of((last().day() - days.get(days.size() - 1).day()) / (double) pieces);
  }

  /**
   * Which share of the last two intervals the earlier one has, each by the piece that it lasted:
   * one half where they are alike. Empty before the third purchase.
   */
  public OptionalDouble shareOfTheEarlier() {
    if (days.size() < 3) {
      return OptionalDouble.empty();
    }
    double earlier = daysOfAPiece(days.get(2), days.get(1));
    double later = daysOfAPiece(days.get(1), days.get(0));
    return OptionalDouble.of(earlier / (earlier + later));
  }

  private static double daysOfAPiece(Bought one, Bought next) {
    return (next.day() - one.day()) / (double) one.pieces();
  }
}
