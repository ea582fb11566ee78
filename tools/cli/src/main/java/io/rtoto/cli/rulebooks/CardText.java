package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.Counted;
import io.rtoto.schemas.scorecards.Finding;
import io.rtoto.schemas.scorecards.Measure;
import io.rtoto.schemas.scorecards.Scorecard;
import io.rtoto.schemas.scorecards.Scorecard.Orders;
import io.rtoto.schemas.scorecards.Scorecard.Uplift;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a scorecard tells, in sentences. */
final class CardText {
  private final Scorecard card;

  private CardText(Scorecard card) {
    this.card = card;
  }

  /** One sentence a line; none of what there is nothing to say about. */
  static List<String> of(Scorecard card) {
    CardText text = new CardText(card);
    List<String> lines = new ArrayList<>();
    if (card.evaluated() > 0) {
      lines.add("asked %,d times".formatted(card.evaluated()));
    }
    if (card.shown() + card.clicked() + card.dismissed() + card.expired() + card.undelivered()
        > 0) {
      lines.add(
          "shown %,d, clicked %,d, dismissed %,d, expired %,d, undelivered %,d"
              .formatted(
                  card.shown(),
                  card.clicked(),
                  card.dismissed(),
                  card.expired(),
                  card.undelivered()));
    }
    if (card.anyTouch().count() > 0) {
      lines.add(
          "seen last before %s; seen before %s"
              .formatted(orders(card.lastTouch()), orders(card.anyTouch())));
    }
    if (card.complaints() > 0) {
      lines.add(Counted.of(card.complaints(), "complaint") + " after it was seen last");
    }
    card.uplift().forEach(uplift -> lines.add(text.uplift(uplift)));
    card.findings().forEach(finding -> lines.add(sentence(finding)));
    return lines;
  }

  private String uplift(Uplift uplift) {
    boolean shares = uplift.of() == Measure.CONVERSION;
    String difference =
        shares ? points(uplift.estimate()) : money(uplift.estimate(), uplift.currency());
    Double low = uplift.low();
    Double high = uplift.high();
    String interval =
        low == null || high == null
            ? "too few for an interval"
            : "%s to %s at %.0f %%"
                .formatted(
                    shares ? points(low) : money(low, uplift.currency()),
                    shares ? points(high) : money(high, uplift.currency()),
                    100 * uplift.level());
    return shares
        ? String.format(
            Locale.ROOT,
            "%,d of %,d who were told ordered, %,d of %,d held out: %s (%s)",
            card.treated().converted(),
            card.treated().customers(),
            card.control().converted(),
            card.control().customers(),
            difference,
            interval)
        : "a customer who was told ordered for %s more (%s)".formatted(difference, interval);
  }

  private static String sentence(Finding finding) {
    Map<String, String> figures = finding.figures();
    String known =
        switch (finding.code()) {
          case NEVER_FIRED ->
              "It was asked %s times and never proposed anything"
                  .formatted(figures.get("evaluated"));
          case ALWAYS_LOSES ->
              "All of its %s proposals lost to %s"
                  .formatted(figures.get("fired"), figures.get("rule"));
          case ALWAYS_SUPPRESSED ->
              "All of its %s proposals were stopped by %s"
                  .formatted(figures.get("fired"), figures.get("by"));
          case UPLIFT_NEGATIVE ->
              "Fewer order who are told: %s to %s"
                  .formatted(points(figures, "low"), points(figures, "high"));
          case UPLIFT_POSITIVE ->
              "More order who are told: %s to %s"
                  .formatted(points(figures, "low"), points(figures, "high"));
          case DRIFTING ->
              "Since %s it fires at %s of its moments, before at %s"
                  .formatted(
                      figures.get("since"), percent(figures, "now"), percent(figures, "before"));
          case CONTRADICTS ->
              "At %s of its %s proposals %s proposed something else"
                  .formatted(figures.get("together"), figures.get("fired"), figures.get("rule"));
        };
    return known + " (seen since " + finding.since() + ").";
  }

  private static String orders(Orders orders) {
    String revenue =
        orders.revenueMinor().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> money(each.getValue(), each.getKey()))
            .collect(Collectors.joining(", "));
    return Counted.of(orders.count(), "order") + (revenue.isEmpty() ? "" : " of " + revenue);
  }

  private static String points(Map<String, String> figures, String name) {
    return points(Double.parseDouble(figures.getOrDefault(name, "0")));
  }

  private static String percent(Map<String, String> figures, String name) {
    double share = Double.parseDouble(figures.getOrDefault(name, "0"));
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f points", 100 * share);
  }

  private static String money(double minor, @Nullable String currency) {
    String code = currency == null ? "" : currency;
    int digits =
        code.isEmpty() ? 0 : Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
    return BigDecimal.valueOf(Math.round(minor), digits).toPlainString() + ' ' + code;
  }
}
