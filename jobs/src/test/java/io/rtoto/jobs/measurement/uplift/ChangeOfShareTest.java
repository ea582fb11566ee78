package io.rtoto.jobs.measurement.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.measurement.uplift.ChangeOfShare.Day;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ChangeOfShareTest {
  @Test
  void findsTheFirstDayOfTheNewShare() {
    List<Day> days = new ArrayList<>();
    days.addAll(days(1, 10, 200, 0.1));
    days.addAll(days(2, 5, 200, 0.2));

    assertThat(ChangeOfShare.among(days))
        .hasValueSatisfying(
            change -> {
              assertThat(change.from()).isBetween(9, 11);
              assertThat(change.before()).isBetween(0.07, 0.13);
              assertThat(change.now()).isBetween(0.15, 0.25);
            });
  }

  @Test
  void findsNothingWhereTheShareStaysAsItIs() {
    long found = 0;
    for (int seed = 0; seed < 500; seed++) {
      found += ChangeOfShare.among(days(seed, 30, 200, 0.1)).isPresent() ? 1 : 0;
    }
    assertThat(found).isZero();
  }

  @Test
  void passesOverAChangeThatNobodyCaresFor() {
    List<Day> days = new ArrayList<>();
    days.addAll(days(1, 10, 100_000, 0.10));
    days.addAll(days(2, 10, 100_000, 0.11));

    assertThat(ChangeOfShare.among(days)).isEmpty();
  }

  @Test
  void saysNothingOfASingleDay() {
    assertThat(ChangeOfShare.among(List.of(new Day(100, 50)))).isEmpty();
    assertThat(ChangeOfShare.among(List.of())).isEmpty();
  }

  private static List<Day> days(long seed, int days, int all, double share) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Day> counts = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      int some = 0;
      for (int i = 0; i < all; i++) {
        some += chance.nextDouble() < share ? 1 : 0;
      }
      counts.add(new Day(all, some));
    }
    return counts;
  }
}
