package io.rtoto.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-01-05T10:00:00Z");

  @Test
  void tellsALineEveryTenSecondsWhereNobodyLooksAtATerminal() {
    Progress progress = progress(false);
    progress.begin("reading", -1);
    passes(Duration.ofSeconds(9));
    progress.reached(1024);
    assertThat(shown.toString(UTF_8)).isEmpty();
    passes(Duration.ofSeconds(1));
    progress.reached(2048);
    progress.reached(3072);
    progress.begin("sending", 5000);
    passes(Duration.ofSeconds(10));
    progress.reached(1234);
    progress.end();
    assertThat(shown.toString(UTF_8).lines())
        .containsExactly("reading: 2,048", "sending: 1,234 of 5,000");
  }

  @Test
  void drawsABarOnATerminal() {
    Progress progress = progress(true);
    progress.begin("sending", 5000);
    progress.reached(5000);
    progress.end();
    assertThat(shown.toString(UTF_8)).contains("sending", "100%", "[====", "5000/5000");
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintStream(shown, true, UTF_8), terminal, () -> now);
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }
}
