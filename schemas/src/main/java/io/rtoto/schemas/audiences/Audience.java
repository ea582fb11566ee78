package io.rtoto.schemas.audiences;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers who are drawn most to a product or a category. Key of its topic: {@code product:}
 * or {@code category:} and the name; the newest counts, and a tombstone says that there is nobody
 * any more.
 *
 * @param kind to what
 * @param name the product's id, or the category
 * @param asOf the day (UTC) of the newest interest in it; scores are of this day
 * @param members most drawn first, 1,000 at most
 * @param buyers who has bought the product lately, and will hardly buy it again: not among the
 *     members, and to be left out where others than these are asked, such as those drawn to its
 *     category; 1,000 at most. Of a category none
 */
public record Audience(
    AudienceKind kind, String name, LocalDate asOf, List<Member> members, List<String> buyers) {

  /**
   * A customer who is drawn to it.
   *
   * @param customerId the customer
   * @param score what they did, weighed, and halved every 14 days: a look on that day is 1, a wish
   *     3, into the cart 4, an order 8; rounded to thousandths
   * @param tier what the customer is worth; null before the first order
   * @param lastInterestOn the day (UTC) of their newest interest that was told
   */
  public record Member(
      String customerId, double score, @Nullable String tier, LocalDate lastInterestOn) {}
}
