package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.authoring.Shortfalls.Step;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ShortfallsTest {
  private static final long MANY = 20_000;

  @Test
  void findsTheNearestDistanceWithinWhichSoManyLie() {
    Shortfalls shortfalls = of(LongStream.of(700, 20, 5, 20, 20));
    assertThat(shortfalls.within(1)).contains(new Step(5, 1));
    assertThat(shortfalls.within(2)).contains(new Step(20, 4));
    assertThat(shortfalls.within(4)).contains(new Step(20, 4));
    assertThat(shortfalls.within(5)).contains(new Step(700, 5)).isEqualTo(shortfalls.all());
    assertThat(shortfalls.within(6)).isEmpty();
  }

  @Test
  void knowsNoneWhereNothingWasMissed() {
    assertThat(new Shortfalls().within(1)).isEmpty();
    assertThat(new Shortfalls().all()).isEmpty();
  }

  @Test
  void countsExactlyWhatLiesWithinTheDistanceThatItTellsHoweverManyThereAre() {
    long[] distances = LongStream.generate(this::distance).limit(MANY).toArray();
    Shortfalls shortfalls = of(Arrays.stream(distances));
    long[] sorted = Arrays.stream(distances).sorted().toArray();
    for (int often = 1; often < MANY; often += 97) {
      Step within = shortfalls.within(often).orElseThrow();
      assertThat(within.often())
          .isEqualTo(Arrays.stream(distances).filter(one -> one <= within.farthest()).count());
      // A step is less than a thousandth of all that lies between.
      assertThat(within.farthest() - sorted[often - 1])
          .isNotNegative()
          .isLessThan(2 * sorted[sorted.length - 1] / 1_000);
    }
  }

  @Test
  void comesToTheSameInWhateverOrderItIsCounted() {
    long[] distances = LongStream.generate(this::distance).limit(MANY).toArray();
    Shortfalls together = of(Arrays.stream(distances));
    for (int part = 1; part < MANY; part += 3_331) {
      Shortfalls first = of(Arrays.stream(distances, 0, part));
      Shortfalls rest = of(Arrays.stream(distances, part, distances.length).sorted());
      boolean forth = part % 2 == 0;
      Shortfalls sum = forth ? first : rest;
      sum.add(forth ? rest : first);
      for (int often = 1; often < MANY; often += 97) {
        assertThat(sum.within(often)).isEqualTo(together.within(often));
      }
    }
  }

  private final Random chance = new Random(4);

  /** Most lie near, as amounts do. */
  private long distance() {
    return 1 + (long) Math.pow(10, 6 * chance.nextDouble());
  }

  private static Shortfalls of(LongStream distances) {
    Shortfalls shortfalls = new Shortfalls();
    distances.forEach(shortfalls::add);
    return shortfalls;
  }
}
