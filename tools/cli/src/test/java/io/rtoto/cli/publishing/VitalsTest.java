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
    assertThat(new Vitals(100, 5, 60, 100_000, 100, 50, Duration.ofMinutes(1)).tripped(GUARDS))
        .isEmpty();
  }

  @Test
  void tripsWhereRulesFailTooOften() {
    Vitals vitals = new Vitals(100, 6, 0, 0, 0, 0, Duration.ofMinutes(1));
    assertThat(vitals.tripped(GUARDS))
        .hasValue("rules fail at 6.0 % of the moments; at most 5 % may");
  }

  @Test
  void judgesNoShareOfTooFew() {
    assertThat(new Vitals(99, 99, 0, 0, 99, 99, Duration.ofMinutes(1)).tripped(GUARDS)).isEmpty();
  }

  @Test
  void tripsWhereTooManyOffersAreMade() {
    Vitals vitals = new Vitals(100, 0, 121, 0, 0, 0, Duration.ofMinutes(2));
    assertThat(vitals.tripped(GUARDS).orElseThrow()).contains("offers a minute", "at most 60");
  }

  @Test
  void takesNoRushOfTheFirstSecondsForTheRate() {
    assertThat(new Vitals(100, 0, 60, 0, 0, 0, Duration.ofSeconds(1)).tripped(GUARDS)).isEmpty();
  }

  @Test
  void tripsWhereRulesTakeTooLong() {
    Vitals vitals = new Vitals(100, 0, 0, 100_100, 0, 0, Duration.ofMinutes(1));
    assertThat(vitals.tripped(GUARDS).orElseThrow()).contains("1001 microseconds");
  }

  @Test
  void tripsWhereCustomersDismissWhatTheyAreShown() {
    Vitals vitals = new Vitals(0, 0, 0, 0, 100, 51, Duration.ofMinutes(1));
    assertThat(vitals.tripped(GUARDS).orElseThrow()).contains("51.0 % of the offers shown");
  }

  @Test
  void isOfAllSubtasksThatDecideByTheNumber() {
    Vitals vitals = Vitals.of(8, List.of(report(0, 8, 10), report(1, 8, 20), report(2, 7, 1_000)));
    assertThat(vitals.offers()).isEqualTo(30);
    assertThat(vitals.counted()).isEqualTo(Duration.ofMinutes(5));
  }

  private static RuleReport report(int subtask, long number, long offers) {
    return new RuleReport(
        subtask,
        3,
        NOON.plus(Duration.ofMinutes(5)),
        "v",
        number,
        NOON,
        0,
        0,
        offers,
        0,
        0,
        0,
        "",
        List.of(),
        null);
  }
}
