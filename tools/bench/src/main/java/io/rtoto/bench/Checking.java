package io.rtoto.bench;

import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.rules.authoring.CompilerProcess;
import io.rtoto.rules.authoring.RuleBookCheck;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.CartChanged;
import io.rtoto.rules.facts.CheckoutStarted;
import io.rtoto.rules.facts.FirstOrder;
import io.rtoto.rules.facts.OrderPlaced;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a check of rules costs.
 *
 * @param machine on which
 * @param cpuMillis of the process for one check, without the JVM's compilers: median, milliseconds
 * @param millis from its beginning to its end: median, milliseconds
 * @param apartMillis from its beginning to its end in a process of its own, as a command does it:
 *     median, milliseconds
 */
record Checking(Machine machine, double cpuMillis, double millis, double apartMillis) {
  /** Rounds that are not counted. */
  static final int WARM_UP = 3;

  private static final double NANOS = 1e6;
  private static final double MICROS = 1e3;
  private static final List<Class<?>> MOMENTS =
      List.of(
          CartAbandoned.class,
          CartChanged.class,
          CheckoutStarted.class,
          FirstOrder.class,
          OrderPlaced.class);

  /** Measures it that often, and as often in a process of its own. */
  static Checking measure(int rules, int rounds) throws IOException {
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    List<Double> apart = new ArrayList<>();
    for (int i = -WARM_UP; i < rounds; i++) {
      RuleLibrary library = library(rules, i + WARM_UP);
      double cpuBefore = spentMillis();
      double millis = millis(RuleBookCheck::check, library);
      double cpuAfter = spentMillis();
      if (i >= 0) {
        cpu.add(cpuAfter - cpuBefore);
        wall.add(millis);
        apart.add(millis(CompilerProcess::check, library));
      }
    }
    return new Checking(
        Machine.ofThisProcess(),
        Quantiles.of(cpu).p50(),
        Quantiles.of(wall).p50(),
        Quantiles.of(apart).p50());
  }

  private static double millis(Function<RuleLibrary, List<Finding>> check, RuleLibrary library) {
    long before = System.nanoTime();
    List<Finding> findings = check.apply(library);
    double millis = (System.nanoTime() - before) / NANOS;
    if (!findings.isEmpty()) {
      throw new IllegalStateException("The rules to check are not sound: " + findings.get(0));
    }
    return millis;
  }

  /**
   * Threads of the engine's compiler may end: the process has their time, and no thread any more.
   */
  private static double spentMillis() throws IOException {
    long compilers =
        CpuReading.take(CpuReading.OF_THIS_PROCESS)
            .microsecondsSince(new CpuReading(Map.of()), new ThreadGroups(List.of())::of)
            .getOrDefault(ThreadGroups.JIT, 0L);
    long process =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime();
    return process / NANOS - compilers / MICROS;
  }

  /** Rules that differ, a file each, of two conditions as most of a shop's. */
  private static RuleLibrary library(int rules, int round) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < rules; i++) {
      Class<?> moment = MOMENTS.get(i % MOMENTS.size());
      String folder = Vocabulary.folderOf(moment);
      files.put(
          "retail/%s/idea_%d.drl".formatted(folder, i),
          """
          package retail.%1$s

          rule "Propose idea %2$d"
              @id("retail.%1$s.idea_%2$d")
              @owner("bench") @since("2026-11-27")
              agenda-group "propose"
          when
              %3$s( items > %4$d, worthMinor >= %5$d )
              Customer( orders >= %6$d, tier in ("gold", "silver") || leadScore > %2$d )
          then
              insert( new Offer( "offer-%2$d", %2$d ) );
          end
          """
              .formatted(folder, i, moment.getSimpleName(), i % 7 + round, 1000 * i, i % 5));
    }
    return new RuleLibrary(files);
  }
}
