package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {
  private final List<String> stopped = new ArrayList<>();

  @Test
  void areStoppedTheLastOneFirst() {
    try (Parts parts = new Parts()) {
      parts.add(() -> stopped.add("broker"));
      parts.add(() -> stopped.add("job"));
    }
    assertThat(stopped).containsExactly("job", "broker");
  }

  @Test
  void areStoppedAllThoughOneDoesNotStopWell() {
    try (Parts parts = new Parts()) {
      parts.add(() -> stopped.add("broker"));
      parts.add(
          () -> {
            throw new IllegalStateException("The reader does not stop.");
          });
      parts.add(
          () -> {
            throw new IOException("The job does not stop.");
          });
    }
    assertThat(stopped).containsExactly("broker");
  }
}
