package io.rtoto.cli.audience;

import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audiences.AudienceKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked for, most likely first: those drawn to the product, then those drawn to its category
 * who have not bought it. Nobody comes twice.
 *
 * @param kind what was asked for
 * @param name the product's id, or the category
 * @param category of the product; null when it is not known
 * @param customers in that order
 */
record LikelyCustomers(
    AudienceKind kind, String name, @Nullable String category, List<Likely> customers) {

  /**
   * A customer.
   *
   * @param rank from 1
   * @param customerId the customer
   * @param drawnTo whether to the product or to its category
   * @param score how much, as of that day
   * @param asOf the day (UTC) of the newest interest of anybody drawn to the same
   * @param tier what the customer is worth; null before the first order
   * @param lastInterestOn the day (UTC) of their newest interest that was told
   */
  record Likely(
      int rank,
      String customerId,
      AudienceKind drawnTo,
      double score,
      LocalDate asOf,
      @Nullable String tier,
      LocalDate lastInterestOn) {}

  /**
   * Those of that audience, then those of the other.
   *
   * @param own of what was asked for; null when nobody is drawn to it
   * @param wider of the product's category; null when nobody is drawn to it, or none was asked for
   */
  static LikelyCustomers of(
      AudienceKind kind,
      String name,
      @Nullable String category,
      @Nullable Audience own,
      @Nullable Audience wider,
      int top) {
    List<Likely> customers = new ArrayList<>();
    Set<String> passedOver = new HashSet<>(own == null ? List.of() : own.buyers());
    for (Audience audience : new @Nullable Audience[] {own, wider}) {
      if (audience != null) {
        add(audience, passedOver, customers, top);
      }
    }
    return new LikelyCustomers(kind, name, category, List.copyOf(customers));
  }

  private static void add(
      Audience audience, Set<String> passedOver, List<Likely> customers, int top) {
    for (Audience.Member one : audience.members()) {
      if (customers.size() < top && passedOver.add(one.customerId())) {
        customers.add(
            new Likely(
                customers.size() + 1,
                one.customerId(),
                audience.kind(),
                one.score(),
                audience.asOf(),
                one.tier(),
                one.lastInterestOn()));
      }
    }
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s%s"
            .formatted(
                kind == AudienceKind.PRODUCT ? "Product" : "Category",
                name,
                category == null ? "" : ", of category " + category));
    if (customers.isEmpty()) {
      lines.add("Nobody is drawn to it.");
      return lines;
    }
    lines.add(
        "%5s  %-21s  %-8s  %9s  %-10s  %-10s  %s"
            .formatted("", "customer", "drawn to", "score", "as of", "last", "tier"));
    for (Likely one : customers) {
      lines.add(
          "%5d  %-21s  %-8s  %9s  %s  %s  %s"
              .formatted(
                  one.rank(),
                  one.customerId(),
                  one.drawnTo().wireName(),
                  one.score(),
                  one.asOf(),
                  one.lastInterestOn(),
                  one.tier() == null ? "-" : one.tier()));
    }
    return lines;
  }
}
