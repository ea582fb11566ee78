package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.EngageTuning;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The process in which the job runs, apart from the broker and from what fills it. */
public final class JobProcess {
  private static final int CHECKPOINT_SECONDS = 10;

  /** What it writes to its output, on a line of its own, when it is ready to be measured. */
  static final String WARM = "rtoto-bench: warm";

  private JobProcess() {}

  /**
   * Runs the job over the events that wait, tells when it has dealt with those that warm up, and
   * writes what the others cost.
   *
   * @param arguments the broker, Flink's directory, the file to write, then customers, events,
   *     products, the hot one's share of the looks, parallelism, megabytes of memory, and whether
   *     identifiers are joined
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Load load =
        new Load(
            Integer.parseInt(arguments[3]),
            Long.parseLong(arguments[4]),
            Integer.parseInt(arguments[5]),
            Double.parseDouble(arguments[6]),
            Integer.parseInt(arguments[7]),
            Integer.parseInt(arguments[8]));
    Progress progress =
        Progress.to(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8)));
    try (LocalFlink flink =
        LocalFlink.start(
            Path.of(arguments[1]), load.parallelism(), load.memoryMegabytes(), settings())) {
      StreamExecutionEnvironment environment = flink.environment();
      environment.setParallelism(load.parallelism());
      EngageSettings engage = EngageSettings.defaults(arguments[0]).withRecordedPast();
      if (Boolean.parseBoolean(arguments[9])) {
        EngageJob.assemble(environment, engage);
      } else {
        EngageJob.assembleWithoutJoining(environment, engage);
      }
      LocalJob job = flink.submit(environment, "engage", null);
      Measurement measurement = new Course(load, job, progress, JobProcess::tellThatItIsWarm).run();
      new ObjectMapper().writeValue(Path.of(arguments[2]).toFile(), measurement);
    }
    // Flink leaves threads behind that would keep the process.
    System.exit(0);
  }

  private static void tellThatItIsWarm() {
    System.out.println(WARM);
    System.out.flush();
  }

  /** Flink's, for the job. */
  static Map<String, String> settings() {
    return settings(CHECKPOINT_SECONDS);
  }

  /** Flink's, for the job, with a checkpoint so often. */
  static Map<String, String> settings(int checkpointSeconds) {
    Map<String, String> settings = new HashMap<>(EngageTuning.configuration().toMap());
    settings.put("metrics.reporter.bench.factory.class", EventCounterFactory.class.getName());
    settings.put("execution.checkpointing.interval", checkpointSeconds + "s");
    return settings;
  }
}
