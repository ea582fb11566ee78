package io.rtoto.jobs.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.memory.Standing;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audiences.AudienceKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RankingTest {
  private static final int TODAY = 20_000;

  @Test
  void anInterestOfTodayComesBeforeOneTwiceAsStrongOfThreeWeeksAgo() {
    Audience audience = audience(Map.of("anna", drawn(1, TODAY - 21), "bert", drawn(0, TODAY)));
    assertThat(audience.asOf()).isEqualTo(LocalDate.ofEpochDay(TODAY));
    assertThat(audience.members())
        .extracting(Audience.Member::customerId, Audience.Member::score)
        .containsExactly(tuple("bert", 1.0), tuple("anna", 0.707));
  }

  @Test
  void whoStandsAboveAnotherDoesSoWheneverTheyAreCompared() {
    Standing anna = drawn(1, TODAY - 10);
    Standing bert = drawn(0.4, TODAY);
    for (int day : new int[] {TODAY - 100, TODAY, TODAY + 100}) {
      assertThat(bert.score(day)).isGreaterThan(anna.score(day));
    }
  }

  @Test
  void ofThoseWhoAreEquallyDrawnTheLatestComesFirstAndThenTheFirstById() {
    Audience audience =
        audience(
            Map.of(
                "cleo", drawn(0, TODAY), "anna", drawn(0, TODAY), "bert", drawn(-1, TODAY + 14)));
    assertThat(audience.members())
        .extracting(Audience.Member::customerId)
        .containsExactly("bert", "anna", "cleo");
  }

  @Test
  void aBuyerIsNoMember() {
    Audience audience =
        audience(
            Map.of("anna", drawn(1, TODAY), "bert", new Standing(2_000, TODAY + 1, "gold", true)));
    assertThat(audience.buyers()).containsExactly("bert");
    assertThat(audience.members())
        .extracting(Audience.Member::customerId, Audience.Member::tier)
        .containsExactly(tuple("anna", null));
  }

  @Test
  void theWeakestOfThoseAndOfTheseAreTooMany() {
    Map<String, Standing> all = new HashMap<>();
    for (int i = 0; i <= Ranking.MOST; i++) {
      all.put("member" + i, drawn(i, TODAY));
      all.put("buyer" + i, new Standing(i, TODAY, null, true));
    }
    assertThat(new Ranking(all).tooMany()).containsExactlyInAnyOrder("member0", "buyer0");
    assertThat(audience(all).members()).hasSize(Ranking.MOST);
    assertThat(audience(all).buyers()).hasSize(Ranking.MOST).doesNotContain("buyer0");
  }

  private static Audience audience(Map<String, Standing> standings) {
    return new Ranking(standings).audience(AudienceKind.PRODUCT, "boots");
  }

  /** Two to that power, on that day. */
  private static Standing drawn(double power, int day) {
    return new Standing(power + day / 14.0, day, null, false);
  }
}
