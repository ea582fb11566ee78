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
      case "bought-again" -> "the customer buys this " + every(one.everyDays());
      case "looked-at-before" -> "the customer looked at it before";
      default -> one.because().replace('-', ' ');
    };
  }

  private static String every(@Nullable Integer days) {
    if (days == null) {
      return "again and again";
    }
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
