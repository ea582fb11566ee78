package io.rtoto.jobs.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is lost, doubled, reordered or rolled back, customers come out as the oracle says. */
final class ProtocolSimulationTest {
  private static final long SEEDS = 8_000;
  private static final long SEEDS_FOR_A_MUTANT = 60_000;

  @ParameterizedTest
  @EnumSource
  void agreesWithTheOracle(Mode mode) {
    for (long seed = 0; seed < SEEDS; seed++) {
      assertThat(Simulation.SOUND.failure(seed, mode)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void needsEachOfItsSafeguards(Mutant mutant) {
    assertThat(LongStream.range(mutant.firstSeed, mutant.firstSeed + SEEDS_FOR_A_MUTANT))
        .anyMatch(seed -> mutant.simulation.fails(seed, mutant.mode));
  }
}
