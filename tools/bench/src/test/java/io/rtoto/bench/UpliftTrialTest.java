package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.bench.progress.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class UpliftTrialTest {
  @Test
  void scorecardsTellTheTruthAboutRulesWhoseWorthIsKnown() {
    UpliftTrial trial =
        UpliftTrial.of(8, 600, 50, Progress.to(new PrintWriter(new StringWriter())));

    assertThat(trial.rules())
        .extracting(UpliftTrial.Found::rule)
        .containsExactly("helps", "nothing", "harms");
    assertThat(trial.rules())
        .allSatisfy(
            found -> {
              assertThat(found.looks()).isGreaterThanOrEqualTo(8 * 20);
              assertThat(found.seedsCovered()).isEqualTo(8);
            });
    assertThat(trial.rules()).extracting(UpliftTrial.Found::calledHarm).containsExactly(0, 0, 8);
    assertThat(trial.rules().get(0).calledSuccess()).isGreaterThanOrEqualTo(7);
    assertThat(trial.rules().get(1).calledSuccess()).isZero();
    assertThat(trial.holds()).isTrue();
  }

  @Test
  void aMonthWithoutAnIntervalDoesNotCountAsCovered() {
    UpliftTrial.Found found = new UpliftTrial.Found("helps", 0.05, 0, 0, 0, 0, 0);

    assertThat(found.with(new UpliftMonth.Told(0, 0, false, false)).seedsCovered()).isZero();
    assertThat(found.with(new UpliftMonth.Told(3, 3, false, false)).seedsCovered()).isOne();
  }

  @Test
  void aMonthOfAFewCustomersCallsNoRuleASuccessOrAHarm() {
    UpliftTrial trial = UpliftTrial.of(4, 10, 50, Progress.to(new PrintWriter(new StringWriter())));

    assertThat(trial.rules())
        .allSatisfy(
            found -> {
              assertThat(found.calledSuccess()).isZero();
              assertThat(found.calledHarm()).isZero();
            });
    assertThat(trial.holds()).isFalse();
  }
}
