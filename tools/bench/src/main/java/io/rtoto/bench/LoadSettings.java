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
      names = "--products",
      defaultValue = "1000",
      description = "How many the shop sells. Default: ${DEFAULT-VALUE}.")
  private int products;

  @Option(
      names = "--hot",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "This share of all looks is at one product, from 0 to 0.9. Default: ${DEFAULT-VALUE}.")
  private double hot;

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
        bench.bounds().atLeast(1, "--customers", customers),
        bench.bounds().atLeast(1L, "--events", events),
        bench.bounds().atLeast(1, "--products", products),
        bench.bounds().within(0, 0.9, "--hot", hot),
        bench.parallelism(),
        bench.bounds().atLeast(256, "--memory", memoryMegabytes),
        bench.flink());
  }
}
