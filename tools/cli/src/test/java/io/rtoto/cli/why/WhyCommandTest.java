package io.rtoto.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class WhyCommandTest {
  private final StringWriter out = new StringWriter();
  @TempDir private Path run;

  @BeforeEach
  void aRunHasFinished() throws IOException {
    MomentArose arose =
        new MomentArose(
            "m",
            "CartAbandoned",
            "anna",
            "e",
            Instant.parse("2026-11-23T12:00:00Z"),
            0,
            0,
            Map.of("items", "1"));
    Files.createFile(run.resolve("decisions.jsonl"));
    Files.write(
        run.resolve("journal.jsonl"), Messages.of(JournalEntry.class).write((JournalEntry) arose));
  }

  @Test
  void tellsOfAFinishedRun() {
    assertThat(why("anna")).isZero();
    assertThat(out.toString())
        .startsWith("2026-11-23T12:00:00Z CartAbandoned: items 1")
        .contains("  No rule proposed anything.");
  }

  @Test
  void failsWhereNothingIsKnown() {
    assertThat(why("bert")).isNotZero();
    assertThat(out.toString()).isEmpty();
  }

  private int why(String customer) {
    return new CommandLine(new WhyCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(customer, "--run", run.toString());
  }
}
