package io.rtoto.cli.why;

import io.rtoto.schemas.decisions.Decision.Recommended;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a product was recommended, in a sentence. */
final class Shown {
  private static final int WEEK = 7;

  private Shown() {}

  /** Such as {@code P2000, often viewed after P1000, weight 0.42}. */
  static String sentence(Recommended one) {
    String chance =
        one.propensity() < 1 ? ", shown by a chance of " + number(one.propensity()) : "";
    return "%s, %s, weight %s%s"
        .formatted(one.productId(), because(one), number(one.weight()), chance);
  }

  private static String because(Recommended one) {
    String of = one.of();
    return switch (one.because()) {
      case "goes-with-it" -> "listed with the product on the page";
      case "viewed-together" ->
          of == null ? "often viewed in the same visit" : "often viewed after " + of;
      case "bought-together" ->
          of == null ? "often bought in the same order" : "often bought with " + of;
      case "goes-with-basket" -> "goes with the basket: often bought with " + of;
      case "bought-again" -> everyDays(one.everyDays());
      case "looked-at-before" -> "the customer looked at it before";
      default -> one.because().replace('-', ' ');
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
