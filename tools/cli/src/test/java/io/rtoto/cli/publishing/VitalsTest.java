package io.rtoto.cli.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.settings.PublishSettings.Guards;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VitalsTest {
  private static final Guards GUARDS = new Guards(Duration.ofMinutes(15), 100, 5, 60, 1_000, 50);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void tripsNothingWhileAllIsWithinTheGuards() {
    assertThat(vitals(100, 5, 60, 100_000, 100, 50).tripped(GUARDS)).isEmpty();
  }

  @Test
  void tripsWhereRulesFailTooOften() {
    Vitals vitals = vitals(100, 6, 0, 0, 0, 0);
    assertThat(vitals.tripped(GUARDS))
        .hasValue("rules fail at 6.0 % of the moments; at most 5 % may");
  }

  /** The rule that always fails is not heard after the third time: 3 of 401 moments are few. */
  @Test
  void tripsWhereARuleIsNotHeardAnyMoreHoweverSeldomRulesFail() {
    Vitals vitals = new Vitals(401, 3, 0, 0, 0, 0, List.of("common.guards.hours"));
    assertThat(vitals.tripped(GUARDS))
        .hasValue("common.guards.hours failed too often to be heard further; no rule may");
  }

  @Test
  void namesEachRuleThatSomeSubtaskDoesNotHearAnyMoreOnce() {
    Vitals vitals =
        Vitals.of(
            8,
            List.of(
                List.of(suspending(0, "b", "a")),
                List.of(suspending(1, "b")),
                List.of(suspending(2))));
    assertThat(vitals.suspended()).containsExactly("a", "b");
  }

  @Test
  void judgesNoShareOfTooFew() {
    assertThat(vitals(99, 99, 0, 0, 99, 99).tripped(GUARDS)).isEmpty();
  }

  @Test
  void tripsWhereTooManyOffersAreMade() {
    Vitals vitals = vitals(100, 0, 60.5, 0, 0, 0);
    assertThat(vitals.tripped(GUARDS).orElseThrow()).contains("offers a minute", "at most 60");
  }

  @Test
  void takesNoRushOfTheFirstSecondsForTheRate() {
    assertThat(rate(told(Duration.ofSeconds(1), 60))).isEqualTo(60);
  }

  @Test
  void countsAllOffersWhileTheRulesAreYoung() {
    assertThat(rate(told(Duration.ofMinutes(1), 10), told(Duration.ofMinutes(4), 400)))
        .isEqualTo(100);
  }

  @Test
  void findsARushAfterALongQuietTime() {
    assertThat(rate(told(Duration.ofMinutes(60), 10), told(Duration.ofMinutes(65), 510)))
        .isEqualTo(100);
  }

  @Test
  void forgetsARushThatIsLongOver() {
    assertThat(rate(told(Duration.ofMinutes(60), 9_000), told(Duration.ofMinutes(65), 9_010)))
        .isEqualTo(2);
  }

  @Test
  void countsNothingOfWhatWasBeforeARestart() {
    RuleReport before = told(Duration.ofMinutes(60), 9_000);
    RuleReport after = report(0, 8, 30, NOON.plus(Duration.ofMinutes(62)), Duration.ofMinutes(63));
    assertThat(rate(before, after)).isEqualTo(30);
  }

  @Test
  void tripsWhereRulesTakeTooLong() {
    Vitals vitals = vitals(100, 0, 0, 100_100, 0, 0);
    assertThat(vitals.tripped(GUARDS).orElseThrow()).contains("1001 microseconds");
  }

  @Test
  void tripsWhereCustomersDismissWhatTheyAreShown() {
    Vitals vitals = vitals(0, 0, 0, 0, 100, 51);
    assertThat(vitals.tripped(GUARDS).orElseThrow()).contains("51.0 % of the offers shown");
  }

  @Test
  void isOfAllSubtasksThatDecideByTheNumber() {
    Vitals vitals =
        Vitals.of(
            8,
            List.of(
                List.of(report(0, 8, 10, NOON, Duration.ofMinutes(2))),
                List.of(report(1, 8, 20, NOON, Duration.ofMinutes(2))),
                List.of(report(2, 7, 1_000, NOON, Duration.ofMinutes(2)))));
    assertThat(vitals.moments()).isEqualTo(2);
    assertThat(vitals.offersPerMinute()).isEqualTo(15);
  }

  private static Vitals vitals(
      long moments,
      long failures,
      double offersPerMinute,
      long evaluationMicros,
      long shown,
      long dismissed) {
    return new Vitals(
        moments, failures, offersPerMinute, evaluationMicros, shown, dismissed, List.of());
  }

  private static double rate(RuleReport... told) {
    return Vitals.of(8, List.of(List.of(told))).offersPerMinute();
  }

  private static RuleReport told(Duration after, long offers) {
    return report(0, 8, offers, NOON, after);
  }

  private static RuleReport report(
      int subtask, long number, long offers, Instant since, Duration after) {
    return report(subtask, number, offers, since, after, List.of());
  }

  private static RuleReport suspending(int subtask, String... rules) {
    return report(subtask, 8, 0, NOON, Duration.ofMinutes(1), List.of(rules));
  }

  private static RuleReport report(
      int subtask,
      long number,
      long offers,
      Instant since,
      Duration after,
      List<String> suspended) {
    return new RuleReport(
        subtask,
        3,
        NOON.plus(after),
        "v",
        number,
        since,
        1,
        0,
        offers,
        0,
        0,
        0,
        "",
        suspended,
        null,
        since,
        "",
        List.of());
  }
}
