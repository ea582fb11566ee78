package io.rtoto.bench;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the job is put to where it runs in a JVM of its own. */
@SuppressWarnings("NullAway.Init") // picocli sets the mixin
final class LoadSettings {
  @Option(
      names = "--customers",
      defaultValue = "100000",
      description = "How many there are. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "1024",
      description = "Of the job's heap, and again of RocksDB. Default: ${DEFAULT-VALUE}.")
  private int memoryMegabytes;

  @Mixin private BenchSettings bench;

  BenchSettings bench() {
    return bench;
  }

  /**
   * The load.
   *
   * @param events how many are measured
   */
  Load load(long events) {
    return new Load(
        bench.atLeast(1, "--customers", customers),
        bench.atLeast(1L, "--events", events),
        bench.parallelism(),
        bench.atLeast(256, "--memory", memoryMegabytes));
  }
}
