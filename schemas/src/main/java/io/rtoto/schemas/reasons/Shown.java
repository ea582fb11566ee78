package io.rtoto.schemas.reasons;

import io.rtoto.schemas.decisions.Decision.OtherReason;
import io.rtoto.schemas.decisions.Decision.Recommended;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a product was recommended, in a sentence. */
final class Shown {
  private static final int WEEK = 7;

  private Shown() {}

  /**
   * Such as {@code P2000, often viewed after P1000, weight 0.42 (of it 0.12 goes with the basket:
   * often bought with P1001)}.
   */
  static String sentence(Recommended one) {
    String chance =
        one.propensity() < 1 ? ", shown by a chance of " + number(one.propensity()) : "";
    return "%s, %s, weight %s%s%s"
        .formatted(
            one.productId(),
            because(one.because(), one.of(), one.everyDays()),
            number(one.weight()),
            also(one.also()),
            chance);
  }

  private static String also(@Nullable List<OtherReason> others) {
    return others == null
        ? ""
        : others.stream()
            .map(
                each ->
                    "%s %s"
                        .formatted(number(each.weight()), because(each.because(), each.of(), null)))
            .collect(Collectors.joining("; ", " (of it ", ")"));
  }

  private static String because(String because, @Nullable String of, @Nullable Integer everyDays) {
    return switch (because) {
      case "goes-with-it" -> "listed with the product on the page";
      case "viewed-together" ->
          of == null ? "often viewed in the same visit" : "often viewed after " + of;
      case "bought-together" ->
          of == null ? "often bought in the same order" : "often bought with " + of;
      case "goes-with-basket" -> "goes with the basket: often bought with " + of;
      case "bought-again" -> everyDays(everyDays);
      case "looked-at-before" -> "the customer looked at it before";
      default -> because.replace('-', ' ');
    };
  }

  private static String everyDays(@Nullable Integer days) {
    return days == null
        ? "the customer bought this before"
        : "the customer buys this " + every(days);
  }

  private static String every(int days) {
    if (days == 1) {
      return "every day";
    }
    return days > WEEK && days % WEEK == 0
        ? "every " + days / WEEK + " weeks"
        : "every " + days + " days";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
