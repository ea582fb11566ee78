package io.rtoto.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtoto bench throughput}: the whole job, from topic to topic. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the whole job on a real broker, from topic to topic, and measures what an event costs:",
      "CPU time by group of threads, events per second, memory, bytes of state for each customer.",
      "",
      "Before the events that are measured, others warm the job up: as many as there are customers,"
          + " so that each is visited once, and at least half as many as are measured.",
      "The job runs in a JVM of its own, with the heap given here and as much managed memory."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It was measured.", "1:It failed; the message says why.", "2:Wrong usage."})
final class ThroughputCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Option(
      names = "--customers",
      defaultValue = "100000",
      description = "How many there are. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "How many are measured. Default: ${DEFAULT-VALUE}.")
  private long events;

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "1024",
      description = "Of the job's heap, and again of RocksDB. Default: ${DEFAULT-VALUE}.")
  private int memoryMegabytes;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      defaultValue = "${sys:rtoto.root:-.}/rules/library",
      description = "Default: the library of the project.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path rules;

  @Option(names = "--json", description = "Print an object instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    require(customers >= 1, "--customers is " + customers + "; expected at least 1.");
    require(parallelism >= 1, "--parallelism is " + parallelism + "; expected at least 1.");
    require(memoryMegabytes >= 256, "--memory is " + memoryMegabytes + "; expected at least 256.");
    require(events >= 1, "--events is " + events + "; expected at least 1.");
    Load load = new Load(customers, events, parallelism, memoryMegabytes);
    Measurement measurement =
        Throughput.measure(load, rules, Progress.to(spec.commandLine().getErr()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? asJson(measurement) : Table.of(measurement));
    out.flush();
    return 0;
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static String asJson(Measurement measurement) throws IOException {
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(measurement);
  }
}
