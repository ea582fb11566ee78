package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.schemas.models.ModelParameters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bounded run on trial: one file, with the project's rules or others, without a catalogue. */
record TrialRun(
    Path input,
    InputFormat format,
    Path out,
    Duration until,
    @Nullable Instant to,
    List<ModelParameters> models,
    Path rules,
    int parallelism) {

  static TrialRun of(Path input, InputFormat format, Path out) {
    return new TrialRun(
        input,
        format,
        out,
        Duration.ZERO,
        null,
        List.of(),
        Path.of(System.getProperty("rtoto.root"), "rules", "library"),
        2);
  }

  TrialRun until(Duration duration) {
    return new TrialRun(input, format, out, duration, to, models, rules, parallelism);
  }

  TrialRun to(Instant end) {
    return new TrialRun(input, format, out, until, end, models, rules, parallelism);
  }

  TrialRun by(ModelParameters parameters) {
    return new TrialRun(input, format, out, until, to, List.of(parameters), rules, parallelism);
  }

  TrialRun with(Path library) {
    return new TrialRun(input, format, out, until, to, models, library, parallelism);
  }

  TrialRun withParallelism(int subtasks) {
    return new TrialRun(input, format, out, until, to, models, rules, subtasks);
  }

  Summary run() throws IOException {
    InstantSource clock = InstantSource.system();
    RunRequest request =
        new RunRequest(
            List.of(input), format, out, null, to, until, rules, null, models, parallelism);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new BoundedRun(request, new Progress(nowhere, false, clock), clock).run();
  }
}
