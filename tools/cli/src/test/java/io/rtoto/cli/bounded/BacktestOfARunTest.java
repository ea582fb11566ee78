package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.backtest.Backtest;
import io.rtoto.cli.backtest.BacktestRequest;
import io.rtoto.cli.backtest.RecordedFiles;
import io.rtoto.cli.backtest.Report;
import io.rtoto.cli.backtest.Side;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.rulebooks.Library;
import io.rtoto.cli.shop.DemoShop;
import io.rtoto.cli.shop.ShopCall;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.jobs.settings.EngageSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of the real job on a real broker, rehearsed by the rules that it went by. */
final class BacktestOfARunTest {
  private static final Path RULES = Path.of(System.getProperty("rtoto.root"), "rules", "library");

  @TempDir private Path folder;

  @Test
  void decidesAgainAllThatTheJobDecided() throws IOException {
    List<ShopCall> calls = new ArrayList<>();
    new DemoShop(6)
        .simulate(
            40,
            Instant.parse("2026-01-05T00:00:00Z"),
            Duration.ofDays(20),
            calls::add,
            truth -> {});
    calls.sort(Comparator.comparing(ShopCall::at));
    Path input =
        Files.write(
            folder.resolve("shop.jsonl"),
            calls.stream().map(call -> call.json().toString()).toList());
    Path run = folder.resolve("run");
    Summary summary = TrialRun.of(input, InputFormat.SEGMENT, run).until(Duration.ofDays(2)).run();

    Report report = backtest(run);

    assertThat(report.isEmpty()).isTrue();
    assertThat(report.recording().events()).isEqualTo(calls.size());
    assertThat(report.recording().customers()).isEqualTo(summary.customers());
    assertThat(report.recording().versions()).containsExactly(report.base().version());
    Report.Reproduced reproduced = report.reproduced();
    long decided = summary.decisions().byRule().values().stream().mapToLong(Long::longValue).sum();
    assertThat(decided).isGreaterThan(100);
    assertThat(reproduced)
        .isEqualTo(
            new Report.Reproduced(decided, decided, 0, 0, 0, 0, new TreeSet<>(), 0, List.of()));
  }

  private Report backtest(Path run) throws IOException {
    Side side = new Side(RULES.toString(), Library.compileApart(RULES, Instant.EPOCH));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    BacktestRequest request =
        new BacktestRequest(
            new RecordedFiles(run.resolve("journal.jsonl"), run.resolve("decisions.jsonl")),
            side,
            side,
            new Hindsight.Beside(EngageSettings.defaults("none"), List.of(), product -> false),
            Duration.ofDays(1000),
            null,
            Files.createDirectory(folder.resolve("work")),
            2);
    return new Backtest(request, new Progress(nowhere, false, InstantSource.system()))
        .run()
        .report();
  }
}
