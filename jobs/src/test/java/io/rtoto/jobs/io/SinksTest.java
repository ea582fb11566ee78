package io.rtoto.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SinksTest {
  /** Else the sink with the shorter name would end another's transactions when it starts. */
  @Test
  void nameTheirTransactionsSoThatNoneBeginsLikeAnother() {
    List<String> names = List.of(Sinks.APPLIED, Sinks.REPEATS, Sinks.LEDGER, Sinks.IDENTITIES);
    for (String name : names) {
      assertThat(names).filteredOn(name::startsWith).containsExactly(name);
    }
  }
}
