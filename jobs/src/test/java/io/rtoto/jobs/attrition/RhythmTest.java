package io.rtoto.jobs.attrition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RhythmTest {
  @Test
  void aSilenceIsUnusualForWhoUsuallyComesBackSooner() {
    Rhythm weekly = boughtOn(0, 6, 13, 20, 40);
    assertThat(weekly.gaps()).containsExactly(6L, 7L, 7L, 20L);
    assertThat(weekly.percentile(5)).hasValue(0);
    assertThat(weekly.percentile(7)).hasValue(.2);
    assertThat(weekly.percentile(8)).hasValue(.6);
  }

  @Test
  void fewGapsNeverMakeASilenceCertain() {
    assertThat(boughtOn(0, 1, 2, 3).percentile(10_000)).hasValue(.75);
  }

  @Test
  void twoGapsAreNoRhythm() {
    assertThat(boughtOn(0, 7, 14).percentile(100)).isEmpty();
    assertThat(Rhythm.of(PurchaseHistory.NONE).percentile(100)).isEmpty();
  }

  private static Rhythm boughtOn(long... days) {
    return Rhythm.of(
        LongStream.of(days)
            .mapToObj(day -> PurchaseHistory.of(day, null))
            .reduce(PurchaseHistory.NONE, PurchaseHistory::merge));
  }
}
