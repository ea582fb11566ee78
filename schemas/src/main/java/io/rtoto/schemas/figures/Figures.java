package io.rtoto.schemas.figures;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a minute of event time. Key of its topic: the minute; the newest counts, for
 * what comes late is added. What each figure means is told in {@code docs/measurement.md}.
 *
 * @param minute its beginning
 * @param events how many events were applied, by the topic that they came on
 * @param funnel how many events of the way to an order
 * @param decisions how much was decided, by kind; what was held out is a {@code record}
 * @param offersShown how many offers were shown
 * @param carts the carts that were left, and that were ordered after all, by what kept the customer
 *     from ordering
 * @param checkouts the same of checkouts; nothing tells their causes
 * @param ordered what was ordered
 * @param takenBack what was cancelled or returned
 * @param tierMovements the customers who rose or fell, by where from and where to
 * @param atRisk the customers of whom there was reason to think that they are leaving, and what
 *     they spent so far
 * @param deadLetters what was refused, by reason; in a replay all of it stands in the last minute
 * @param watermarkDelayMillis how far the time of the events, or the newest that counts here where
 *     that is later, was behind the clock when this was told; null in a replay
 */
public record Figures(
    Instant minute,
    Map<String, Long> events,
    Funnel funnel,
    Map<String, Long> decisions,
    long offersShown,
    List<Abandonment> carts,
    List<Abandonment> checkouts,
    Sum ordered,
    Sum takenBack,
    List<TierMovement> tierMovements,
    Sum atRisk,
    Map<String, Long> deadLetters,
    @Nullable Long watermarkDelayMillis) {

  /** The key of its message. */
  public String key() {
    return minute.toString();
  }

  /**
   * The way to an order, in events.
   *
   * @param views products looked at
   * @param additions products put into a cart
   * @param checkouts checkouts begun
   * @param orders orders placed
   */
  public record Funnel(long views, long additions, long checkouts, long orders) {}

  /**
   * What was left.
   *
   * @param cause what kept the customer from ordering, such as {@code shipping-cost}; {@code
   *     unknown} where nothing tells
   * @param abandoned what was left in this minute
   * @param rescued what was left before, within the window of attribution, and the customer ordered
   *     after all in this minute
   */
  public record Abandonment(String cause, Sum abandoned, Sum rescued) {}

  /**
   * So many, and what they come to.
   *
   * @param count how many
   * @param worthMinor in minor units by currency; what has no price is not in it
   */
  public record Sum(long count, Map<String, Long> worthMinor) {}

  /**
   * Customers who rose or fell.
   *
   * @param from the tier before
   * @param to the tier since
   * @param customers how many
   */
  public record TierMovement(String from, String to, long customers) {}
}
