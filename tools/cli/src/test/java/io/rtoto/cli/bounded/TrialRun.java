package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.formats.InputFormat;
import io.rtoto.schemas.models.AttritionParameters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bounded run on trial: one file, with the project's rules and without a catalogue. */
record TrialRun(
    Path input,
    InputFormat format,
    Path out,
    Duration until,
    @Nullable Instant to,
    @Nullable AttritionParameters model,
    int parallelism) {

  static TrialRun of(Path input, InputFormat format, Path out) {
    return new TrialRun(input, format, out, Duration.ZERO, null, null, 2);
  }

  TrialRun until(Duration duration) {
    return new TrialRun(input, format, out, duration, to, model, parallelism);
  }

  TrialRun to(Instant end) {
    return new TrialRun(input, format, out, until, end, model, parallelism);
  }

  TrialRun by(AttritionParameters parameters) {
    return new TrialRun(input, format, out, until, to, parameters, parallelism);
  }

  TrialRun withParallelism(int subtasks) {
    return new TrialRun(input, format, out, until, to, model, subtasks);
  }

  Summary run() throws IOException {
    InstantSource clock = InstantSource.system();
    RunRequest request =
        new RunRequest(
            List.of(input),
            format,
            out,
            null,
            to,
            until,
            Path.of(System.getProperty("rtoto.root"), "rules", "library"),
            null,
            model,
            parallelism);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new BoundedRun(request, new Progress(nowhere, false, clock), clock).run();
  }
}
