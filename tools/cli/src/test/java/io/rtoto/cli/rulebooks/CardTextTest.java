package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.scorecards.Finding;
import io.rtoto.schemas.scorecards.FindingCode;
import io.rtoto.schemas.scorecards.Measure;
import io.rtoto.schemas.scorecards.Method;
import io.rtoto.schemas.scorecards.Scorecard;
import io.rtoto.schemas.scorecards.Scorecard.ArmResult;
import io.rtoto.schemas.scorecards.Scorecard.Orders;
import io.rtoto.schemas.scorecards.Scorecard.Uplift;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CardTextTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void tellsWhatCameOfARuleAndWhatIsFound() {
    Scorecard card =
        card(
            List.of(
                new Uplift(
                    Measure.CONVERSION,
                    null,
                    0.051,
                    -0.012,
                    0.098,
                    0.95,
                    Method.BETA_BINOMIAL_MIXTURE),
                new Uplift(
                    Measure.REVENUE,
                    "JPY",
                    311.2,
                    null,
                    null,
                    0.95,
                    Method.ASYMPTOTIC_NORMAL_MIXTURE)),
            List.of(
                new Finding(FindingCode.NEVER_FIRED, Map.of("evaluated", "500"), NOON),
                new Finding(
                    FindingCode.ALWAYS_LOSES, Map.of("rule", "voucher", "fired", "20"), NOON)));

    assertThat(CardText.of(card))
        .containsExactly(
            "asked 500 times",
            "shown 12, clicked 3, dismissed 1, expired 0, undelivered 0",
            "seen last before 2 orders of 49.90 EUR; seen before 3 orders of 59.90 EUR",
            "1 complaint after it was seen last",
            "154 of 900 who were told ordered, 12 of 100 held out: +5.1 points (-1.2 points to +9.8"
                + " points at 95 %)",
            "a customer who was told ordered for 311 JPY more (too few for an interval)",
            "It was asked 500 times and never proposed anything (seen since 2026-11-22T12:00:00Z).",
            "All of its 20 proposals lost to voucher (seen since 2026-11-22T12:00:00Z).");
  }

  @ParameterizedTest
  @EnumSource
  void hasASentenceForEveryFinding(FindingCode code) {
    Map<String, String> figures =
        Map.ofEntries(
            Map.entry("evaluated", "1"),
            Map.entry("fired", "2"),
            Map.entry("rule", "r"),
            Map.entry("by", "b"),
            Map.entry("low", "0.1"),
            Map.entry("high", "0.2"),
            Map.entry("before", "0.3"),
            Map.entry("now", "0.4"),
            Map.entry("since", "2026-11-20"),
            Map.entry("together", "3"));

    assertThat(CardText.of(card(List.of(), List.of(new Finding(code, figures, NOON)))))
        .last()
        .asString()
        .endsWith(" (seen since 2026-11-22T12:00:00Z).")
        .doesNotContain("null");
  }

  private static Scorecard card(List<Uplift> uplift, List<Finding> findings) {
    return new Scorecard(
        "delivery",
        null,
        "CartAbandoned",
        NOON,
        500,
        0,
        0,
        Map.of(),
        Map.of(),
        0,
        12,
        3,
        1,
        0,
        0,
        new Orders(2, Map.of("EUR", 4_990L)),
        new Orders(3, Map.of("EUR", 5_990L)),
        1,
        new ArmResult(900, 154, Map.of()),
        new ArmResult(100, 12, Map.of()),
        uplift,
        Map.of(),
        findings);
  }
}
