package io.rtoto.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    return bounds().atLeast(1, "--parallelism", parallelism);
  }

  Path rules() {
    return rules;
  }

  /** Flink's settings by name, stronger than those of the bench. */
  Map<String, String> flink() {
    return flink;
  }

  /** Within what the numbers of the command are. */
  Bounds bounds() {
    return new Bounds(spec);
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
    new Output(spec.commandLine().getOut(), json).print(measured, table);
  }
}
