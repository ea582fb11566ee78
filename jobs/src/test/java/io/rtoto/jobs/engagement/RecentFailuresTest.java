package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.Verdict;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RecentFailuresTest {
  private final RecentFailures failures = new RecentFailures();

  @Test
  void findsTheThirdWithinAMinuteTooMuch() {
    assertThat(fails("a", 0)).isFalse();
    assertThat(fails("a", 30)).isFalse();
    assertThat(fails("a", 60)).isTrue();
  }

  @Test
  void bearsWithThreeInMoreThanAMinute() {
    assertThat(fails("a", 0)).isFalse();
    assertThat(fails("a", 30)).isFalse();
    assertThat(fails("a", 61)).isFalse();
    assertThat(fails("a", 62)).isTrue();
  }

  @Test
  void bearsWithThreeOfThreeHoursWhereTheEarliestIsTheLastToCome() {
    assertThat(fails("a", 3_600)).isFalse();
    assertThat(fails("a", 7_200)).isFalse();
    assertThat(fails("a", 0)).isFalse();
  }

  @Test
  void countsEachRuleForItself() {
    assertThat(fails("a", 0)).isFalse();
    assertThat(fails("b", 1)).isFalse();
    assertThat(fails("a", 2)).isFalse();
    assertThat(fails("b", 3)).isFalse();
    assertThat(fails("b", 4)).isTrue();
  }

  @Test
  void doesNotWaitForASecondOneWithoutEnd() {
    assertThat(fails("a", 0, Verdict.Failure.WITHOUT_END)).isTrue();
  }

  private boolean fails(String rule, int second) {
    return fails(rule, second, "IllegalArgumentException");
  }

  private boolean fails(String rule, int second, String error) {
    return failures.isTooMuch(
        new RuleFailed(
            rule,
            "v1",
            "ProductViewed",
            "anna",
            "e",
            NOON.plus(Duration.ofSeconds(second)),
            error));
  }
}
