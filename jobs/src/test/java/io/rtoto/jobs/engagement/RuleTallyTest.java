package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.rules.Verdict;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RuleTallyTest {
  private final RuleTally tally = new RuleTally();

  @Test
  void countsOfWhatIsShownAndDismissedOnlyTheOffers() {
    for (int i = 0; i < 20; i++) {
      tell("strip" + i, OfferOutcome.SHOWN, "recommendation");
    }
    tell("dismissedStrip", OfferOutcome.DISMISSED, "recommendation");
    tell("shown", OfferOutcome.SHOWN, "offer");
    tell("dismissed", OfferOutcome.DISMISSED, "offer");
    tell("shownSomewhere", OfferOutcome.SHOWN, null);
    assertThat(tally.counts(NOON).shown()).isEqualTo(2);
    assertThat(tally.counts(NOON).dismissed()).isEqualTo(1);
  }

  @Test
  void tellsByMomentHowOftenTheRulesWereAskedAndWhatItTook() {
    List<String> heard = new ArrayList<>();
    RuleTally measured = new RuleTally((moment, micros) -> heard.add(moment));
    measured.asked("CartAbandoned", () -> Verdict.SILENCE);
    measured.asked("ProductViewed", () -> Verdict.SILENCE);
    measured.asked("CartAbandoned", () -> Verdict.SILENCE);

    RuleTally.Counts counts = measured.counts(NOON);
    assertThat(counts.asked())
        .extracting(Asking::moment, Asking::times)
        .containsExactly(tuple("CartAbandoned", 2L), tuple("ProductViewed", 1L));
    assertThat(counts.asked().stream().mapToLong(Asking::micros).sum())
        .isEqualTo(counts.evaluationMicros());
    assertThat(counts.asked().get(0).took().stream().mapToLong(Asking.Took::times).sum())
        .isEqualTo(2);
    assertThat(heard).containsExactly("CartAbandoned", "ProductViewed", "CartAbandoned");
  }

  private void tell(String messageId, OfferOutcome outcome, @Nullable String slot) {
    tally.count(
        new OfferOutcomeReported(
            new Occurrence(messageId, NOON, null, Topic.CLICKSTREAM, null),
            "0".repeat(32),
            outcome,
            slot));
  }
}
