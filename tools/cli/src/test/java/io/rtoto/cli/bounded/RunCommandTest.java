package io.rtoto.cli.bounded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.shop.SimulateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RunCommandTest {
  private static final Path LIBRARY = Path.of(System.getProperty("rtoto.root"), "rules/library");

  private final StringWriter told = new StringWriter();
  @TempDir private Path folder;

  /** Years from now: what a run gives must not depend on the day on which it runs. */
  @Test
  void readsTheTimeAskedForWithTheCatalogueAndTellsWhatCameOfIt() throws IOException {
    Path shop = folder.resolve("shop.jsonl");
    execute(
        new SimulateCommand(),
        "--start=2090-01-02T00:00:00Z",
        "--days=8",
        "--customers=30",
        "--out=" + shop);
    Instant from = Instant.parse("2090-01-03T00:00:00Z");
    Instant to = Instant.parse("2090-01-08T12:00:00Z");
    long lines = 0;
    long within = 0;
    Instant last = Instant.EPOCH;
    for (String line : Files.readAllLines(shop)) {
      Instant at = Instant.parse(new JsonMapper().readTree(line).path("timestamp").asText());
      lines++;
      if (!at.isBefore(from) && at.isBefore(to)) {
        within++;
        last = at;
      }
    }
    assertThat(within).isPositive().isLessThan(lines);

    int exitCode =
        execute(
            new RunCommand(),
            "--input=" + shop,
            "--format=segment",
            "--from=" + from,
            "--to=" + to,
            "--until=PT1H",
            "--catalog=" + shop + ".catalog.jsonl",
            "--rules=" + LIBRARY,
            "--out=" + folder.resolve("out"));

    assertThat(exitCode).as(told.toString()).isZero();
    JsonNode summary = new JsonMapper().readTree(folder.resolve("out/summary.json").toFile());
    assertThat(summary.path("lines").asLong()).isEqualTo(lines);
    assertThat(summary.path("read").asLong()).isEqualTo(within);
    assertThat(summary.path("applied").asLong()).isEqualTo(within);
    assertThat(summary.path("timeEndedAt").asText()).isEqualTo(last.plusSeconds(3600).toString());
    assertThat(
            summary
                .at("/decisions/byRule")
                .path("retail.recommendation_ready.strip.goes_with_it")
                .asLong())
        .isPositive();
    assertThat(told.toString())
        .contains(
            String.format(
                "%,d lines, %,d events read, %,d applied, 0 duplicates, 0 dead letters {}",
                lines, within, within),
            "Moments: {CartAbandoned=",
            "Decisions: {",
            "See " + folder.resolve("out/summary.json"))
        .doesNotContain("started again");
  }

  @Test
  void failsWhenAFileWasNotCopiedToItsEnd() throws IOException {
    Path cut = folder.resolve("cut.jsonl.gz");
    Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 3});
    int exitCode =
        execute(
            new RunCommand(),
            "--input=" + cut,
            "--format=segment",
            "--rules=" + LIBRARY,
            "--out=" + folder.resolve("out"));
    assertThat(exitCode).isEqualTo(1);
    assertThat(told.toString()).contains(cut + " is packed with gzip and cannot be unpacked");
    assertThat(folder.resolve("out/summary.json")).doesNotExist();
  }

  @Test
  void isCalledWrongWhenAFileIsOfAnotherFormat() throws IOException {
    Path calls = Files.writeString(folder.resolve("calls.jsonl"), "{\"type\":\"page\"}\n");
    assertThat(runOf(calls, "--format=rees46")).isEqualTo(2);
    assertThat(told.toString())
        .contains(calls + " is no rees46 file: its first line is {\"type\":\"page\"}; expected ")
        .contains("Maybe --format segment.");
    assertThat(folder.resolve("out/summary.json")).doesNotExist();
  }

  @Test
  void failsWhenThereIsNoEvent() throws IOException {
    Path blank = Files.writeString(folder.resolve("blank.jsonl"), "\n\n");
    assertThat(runOf(blank, "--format=segment")).isEqualTo(1);
    assertThat(told.toString())
        .contains("There is no event in " + blank + ". Maybe another file is meant.");
    Path purchases = Files.writeString(folder.resolve("cdnow.txt"), " 00004 19970118  2   29.73");
    assertThat(runOf(purchases, "--format=cdnow", "--from=1997-02-01T00:00:00Z")).isEqualTo(1);
    assertThat(told.toString())
        .contains("There is no event within the time asked for in " + purchases + " (lines: 1).");
    assertThat(folder.resolve("out/summary.json")).doesNotExist();
  }

  private int runOf(Path input, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--input=" + input);
    arguments.add("--rules=" + LIBRARY);
    arguments.add("--out=" + folder.resolve("out"));
    return execute(new RunCommand(), arguments.toArray(String[]::new));
  }

  @Test
  void failsWhenAnEventIsMissing() {
    Path out = folder.resolve("out");
    assertThatCode(() -> RunCommand.requireAllAccountedFor(read(10, 6, 3, 1), out))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> RunCommand.requireAllAccountedFor(read(10, 6, 2, 1), out))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("10 events were read, but 6 were applied, 2 repeated and 1 refused");
  }

  private static Summary read(long events, long applied, long repeated, long refused) {
    return new Summary(
        "segment",
        events,
        events,
        applied,
        repeated,
        new TreeMap<>(Map.of("schema", refused)),
        1,
        new TreeMap<>(),
        new TreeMap<>(),
        new Summary.Ordered(0, new TreeMap<>()),
        new Summary.Decided(new TreeMap<>(), new TreeMap<>(), new TreeMap<>()),
        0,
        "v1",
        Instant.EPOCH,
        1,
        10);
  }

  private int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(told))
        .setErr(new PrintWriter(told))
        .execute(arguments);
  }
}
