package io.rtoto.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SinksTest {
  /** Else the sink with the shorter name would end the other's transactions when it starts. */
  @Test
  void nameTheirTransactionsSoThatNoneBeginsLikeTheOthers() {
    assertThat(Sinks.APPLIED).isNotEmpty().doesNotStartWith(Sinks.REPEATS);
    assertThat(Sinks.REPEATS).isNotEmpty().doesNotStartWith(Sinks.APPLIED);
  }
}
