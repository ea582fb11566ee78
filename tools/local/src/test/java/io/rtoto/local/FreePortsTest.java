package io.rtoto.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FreePortsTest {
  @Test
  void areAllDifferent() throws IOException {
    assertThat(FreePorts.choose(50)).hasSize(50).doesNotHaveDuplicates().doesNotContain(0);
  }
}
