package io.rtoto.cli.bounded;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.console.LogFile;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.formats.WrongFormat;
import io.rtoto.cli.models.ParameterFile;
import io.rtoto.schemas.models.ModelParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends files through the real broker and the real job, to their end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Sends files through the real broker and the real job, to their end, and writes"
          + " decisions.jsonl, customers.jsonl, journal.jsonl, dead-letters.jsonl,"
          + " identity-ledger.jsonl, audiences.jsonl, scorecards.jsonl, figures.jsonl and"
          + " summary.json.",
      "It succeeds only when every event read was applied, was a duplicate, or is among the dead"
          + " letters."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      split = ",",
      description = "The files to read; gzip is accepted.")
  private List<Path> inputs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description =
          "How they are laid out: segment, rees46, taobao, retailrocket, online-retail, cdnow.")
  private String format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to write; made when missing.")
  private Path out;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Leave out events before it, such as 2026-01-05T00:00:00Z.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Leave out events at it or later.")
  private @Nullable Instant to;

  @Option(
      names = "--until",
      paramLabel = "DURATION",
      defaultValue = "PT0S",
      description =
          "How far time moves on after the last event, so that absences are noticed, such as P2D"
              + " (default: not at all).")
  private Duration until;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The rule library (default: rules/library of RTOTO).")
  private @Nullable Path rules;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "Products, one a line, as rtoto simulate writes them.")
  private @Nullable Path catalog;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      split = ",",
      description =
          "Models, as rtoto model fit writes them. By one of who comes back, customers.jsonl tells"
              + " of each whether they will, as of the run's end; by one of how long products last,"
              + " these fall due again.")
  private List<Path> models = List.of();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Into how many subtasks each step is divided (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Override
  public Integer call() throws IOException {
    RunRequest request = request();
    LogFile.in(out);
    InstantSource clock = InstantSource.system();
    Progress progress = new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), clock);
    Summary summary = run(new BoundedRun(request, progress, clock));
    tell(summary);
    requireAllAccountedFor(summary, out);
    return 0;
  }

  private Summary run(BoundedRun run) throws IOException {
    try {
      return run.run();
    } catch (WrongFormat e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Every event that was read has ended somewhere; else it is no success. */
  static void requireAllAccountedFor(Summary summary, Path out) {
    if (!summary.accountsForAll()) {
      throw new CommandFailure(
          String.format(
              "%,d events were read, but %,d were applied, %,d repeated and %,d refused: that does"
                  + " not add up. The log in %s tells more; please report it.",
              summary.read(), summary.applied(), summary.duplicates(), summary.refused(), out));
    }
  }

  private RunRequest request() throws IOException {
    InputFormat known =
        InputFormat.named(format)
            .orElseThrow(
                () -> wrong("--format is " + format + "; expected one of " + InputFormat.names()));
    if (until.isNegative()) {
      throw wrong("--until is " + until + "; expected no less than PT0S");
    }
    if (parallelism < 1 || parallelism > 32) {
      throw wrong("--parallelism is " + parallelism + "; expected 1 to 32");
    }
    for (Path input : inputs) {
      if (!Files.isReadable(input) || Files.isDirectory(input)) {
        throw wrong("--input " + input + " is no file that can be read");
      }
    }
    if (catalog != null && !Files.isReadable(catalog)) {
      throw wrong("--catalog " + catalog + " is no file that can be read");
    }
    Map<String, ModelParameters> parameters = new TreeMap<>();
    for (Path model : models) {
      ModelParameters read = ParameterFile.read(spec, model);
      if (parameters.put(read.key(), read) != null) {
        throw wrong("--model has two models of " + read.key() + "; expected one");
      }
    }
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw wrong("--out " + out + " is no folder, and cannot be made one");
    }
    if (!Files.isWritable(out)) {
      throw wrong("--out " + out + " is a folder that cannot be written to");
    }
    return new RunRequest(
        inputs,
        known,
        out,
        from,
        to,
        until,
        rules == null ? ProjectRoot.find().resolve("rules/library") : rules,
        catalog,
        List.copyOf(parameters.values()),
        parallelism);
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what + ".");
  }

  private void tell(Summary summary) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%s, %s read, %,d applied, %s, %s %s; %s.%n",
        Counted.of(summary.lines(), "line"),
        Counted.of(summary.read(), "event"),
        summary.applied(),
        Counted.of(summary.duplicates(), "duplicate"),
        Counted.of(summary.refused(), "dead letter"),
        summary.deadLetters(),
        Counted.of(summary.customers(), "customer"));
    if (summary.restarts() > 0) {
      err.printf(
          "The job failed and started again %,d times; nothing is lost, and the log in %s tells"
              + " why.%n",
          summary.restarts(), out);
    }
    err.printf("Moments: %s%n", summary.moments());
    err.printf("Decisions: %s%n", summary.decisions().byRule());
    if (!summary.decisions().heldOutByRule().isEmpty()) {
      err.printf("Of these held out, not said: %s%n", summary.decisions().heldOutByRule());
    }
    err.printf(
        "%.1f s, %,.0f events/s. See %s.%n",
        summary.seconds(), summary.eventsPerSecond(), out.resolve("summary.json"));
    err.flush();
  }
}
