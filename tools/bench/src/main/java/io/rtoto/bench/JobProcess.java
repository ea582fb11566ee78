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
  private static final int FIXED_ARGUMENTS = 10;

  /** What it writes to its output, on a line of its own, when it is ready to be measured. */
  static final String WARM = "rtoto-bench: warm";

  private JobProcess() {}

  /**
   * Runs the job over the events that wait, tells when it has dealt with those that warm up, and
   * writes what the others cost.
   *
   * @param arguments the broker, Flink's directory, the file to write, then customers, events,
   *     products, the hot one's share of the looks, parallelism, megabytes of memory, whether
   *     identifiers are joined, and settings of Flink as names and values in turn
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Load load =
        new Load(
            Integer.parseInt(arguments[3]),
            Long.parseLong(arguments[4]),
            Integer.parseInt(arguments[5]),
            Double.parseDouble(arguments[6]),
            Integer.parseInt(arguments[7]),
            Integer.parseInt(arguments[8]),
            flink(arguments, FIXED_ARGUMENTS));
    Progress progress =
        Progress.to(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8)));
    try (LocalFlink flink =
        LocalFlink.start(
            Path.of(arguments[1]),
            load.parallelism(),
            load.memoryMegabytes(),
            settings(load.flink()))) {
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

  static void tellThatItIsWarm() {
    System.out.println(WARM);
    System.out.flush();
  }

  /**
   * Settings of Flink by name.
   *
   * @param first where names and values begin that are told in turn
   */
  static Map<String, String> flink(String[] arguments, int first) {
    Map<String, String> flink = new HashMap<>();
    for (int i = first; i < arguments.length; i += 2) {
      flink.put(arguments[i], arguments[i + 1]);
    }
    return flink;
  }

  /**
   * Flink's, for the job.
   *
   * @param others by name, stronger than those made here
   */
  static Map<String, String> settings(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(EngageTuning.configuration().toMap());
    settings.put("metrics.reporter.bench.factory.class", EventCounterFactory.class.getName());
    settings.put("execution.checkpointing.interval", "10s");
    settings.putAll(others);
    return settings;
  }
}
