package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** With what a benchmark runs the job, and how it tells what came out. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchSettings {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      defaultValue = "${sys:rtoto.root:-.}/rules/library",
      description = "Default: the library of the project.")
  private Path rules;

  @Option(
      names = "--flink",
      paramLabel = "NAME=VALUE",
      description = {
        "A setting of Flink for the job, such as execution.checkpointing.interval=60s; as often as"
            + " needed."
      })
  private Map<String, String> flink = Map.of();

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  int parallelism() {
    return atLeast(1, "--parallelism", parallelism);
  }

  Path rules() {
    return rules;
  }

  /** Flink's settings by name, stronger than those of the bench. */
  Map<String, String> flink() {
    return flink;
  }

  /** What an option was set to; less than that is wrong usage. */
  int atLeast(int least, String option, int value) {
    return (int) atLeast((long) least, option, value);
  }

  long atLeast(long least, String option, long value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; expected at least " + least + ".");
    }
    return value;
  }

  /** What an option was set to; less or more than that is wrong usage. */
  double within(double least, double most, String option, double value) {
    if (value >= least && value <= most) {
      return value;
    }
    throw new ParameterException(
        spec.commandLine(),
        option + " is " + value + "; expected a number from " + least + " to " + most + ".");
  }

  /** Where a benchmark tells how far it is. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /**
   * Prints what was measured.
   *
   * @param table the same, for people
   */
  void print(Object measured, String table) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(measured)
            : table);
    out.flush();
  }
}
