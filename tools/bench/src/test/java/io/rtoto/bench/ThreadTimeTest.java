package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ThreadTimeTest {
  private static final String REST =
      " S 1 2 3 0 -1 4194368 100 0 0 0 250 50 0 0 20 0 41 0 1234 5678 90";

  @Test
  void addsUserAndSystemTime() {
    assertThat(ThreadTime.parse("4711 (GC Thread#0)" + REST))
        .isEqualTo(new ThreadTime(4711, "GC Thread#0", 300));
  }

  @Test
  void readsANameWithBracketsInIt() {
    assertThat(ThreadTime.parse("12 (What now? (1/2))" + REST).name()).isEqualTo("What now? (1/2)");
  }

  @Test
  void refusesALineOfAnotherKind() {
    assertThatThrownBy(() -> ThreadTime.parse("VmHWM: 123 kB"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VmHWM: 123 kB");
    assertThatThrownBy(() -> ThreadTime.parse("12 (main) S 1 2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 (main) S 1 2");
  }
}
