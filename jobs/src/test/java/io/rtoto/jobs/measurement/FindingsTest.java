package io.rtoto.jobs.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.scorecards.Finding;
import io.rtoto.schemas.scorecards.FindingCode;
import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Map<String, Long> counts = new HashMap<>();
  private KeptScorecard kept = KeptScorecard.NEW;

  @Test
  void aRuleThatWasAskedOftenAndNeverFiredIsNamed() {
    count("evaluated", 500);

    assertThat(found())
        .containsExactly(new Finding(FindingCode.NEVER_FIRED, Map.of("evaluated", "500"), NOON));
  }

  @Test
  void nothingIsSaidOfARuleThatWasAskedAFewTimes() {
    count("evaluated", 499);

    assertThat(found()).isEmpty();
  }

  @Test
  void aRuleThatAlwaysLosesToTheSameOneIsNamedWithIt() {
    count("fired", 20);
    count("lostTo voucher", 20);

    assertThat(found())
        .containsExactly(
            new Finding(FindingCode.ALWAYS_LOSES, Map.of("rule", "voucher", "fired", "20"), NOON));
  }

  @Test
  void aRuleThatWonOnceDoesNotAlwaysLose() {
    count("fired", 21);
    count("lostTo voucher", 20);
    count("said", 1);

    assertThat(found()).isEmpty();
  }

  @Test
  void aRuleThatIsAlwaysStoppedByTheSameIsNamedWithThat() {
    count("fired", 20);
    count("suppressedBy no_consent", 20);

    assertThat(found())
        .containsExactly(
            new Finding(
                FindingCode.ALWAYS_SUPPRESSED, Map.of("by", "no_consent", "fired", "20"), NOON));
  }

  @Test
  void aRuleThatMostlyMeetsAnotherAnswerToTheSameQuestionIsNamedWithIt() {
    count("fired", 100);
    count("said", 60);
    count("lostTo voucher", 40);
    count("against voucher", 80);

    assertThat(found())
        .containsExactly(
            new Finding(
                FindingCode.CONTRADICTS,
                Map.of("rule", "voucher", "together", "80", "fired", "100"),
                NOON));
  }

  @Test
  void aRuleThatHarmsIsNamedAndOneThatMayJustAsWellNotIsNot() {
    arms(20_000, 3_000, 2_000, 400);
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.UPLIFT_NEGATIVE);
              assertThat(Double.parseDouble(finding.figures().getOrDefault("high", "0")))
                  .isNegative();
            });

    arms(2_000, 380, 200, 42);
    assertThat(found()).isEmpty();
  }

  @Test
  void aRuleThatFiresMoreOftenThanItDidIsNamedWithTheDay() {
    for (int day = 1; day <= 20; day++) {
      String name = "day 2026-11-%02d ".formatted(day);
      count(name + "evaluated", 1_000);
      count(name + "fired", day < 15 ? 100 : 300);
    }

    assertThat(found())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.figures())
                    .isEqualTo(Map.of("before", "0.1000", "now", "0.3000", "since", "2026-11-15")));
  }

  @Test
  void aFindingTellsWhenItWasSeenFirst() {
    count("evaluated", 500);
    assertThat(found()).hasSize(1);
    kept = kept.told(scorecard());

    kept =
        kept.with(
            new Change("r|*", new Counts(Map.of("evaluated", 1L), Map.of()), NOON.plusSeconds(60)));

    assertThat(scorecard().findings()).extracting(Finding::since).containsExactly(NOON);
  }

  @Test
  void daysThatAreLongAgoAreForgotten() {
    for (int day = 0; day < 100; day++) {
      count("day " + NOON.plusSeconds(86_400L * day).toString().substring(0, 10) + " evaluated", 1);
    }
    found();

    assertThat(kept.ofTheNewestDays().counts().under("day"))
        .hasSize(60)
        .containsKey("2027-03-01 evaluated");
  }

  private void arms(long treated, long ordered, long control, long orderedToo) {
    counts.clear();
    count("treated 900000 customers", treated);
    count("treated 900000 converted", ordered);
    count("control 100000 customers", control);
    count("control 100000 converted", orderedToo);
  }

  private void count(String name, long amount) {
    counts.put(name, amount);
  }

  private List<Finding> found() {
    kept = KeptScorecard.NEW.with(new Change("r|*", new Counts(counts, Map.of()), NOON));
    return scorecard().findings();
  }

  private Scorecard scorecard() {
    return kept.scorecard("r|*");
  }
}
