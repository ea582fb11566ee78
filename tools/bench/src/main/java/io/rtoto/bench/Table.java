package io.rtoto.bench;

import io.rtoto.bench.Settled.Quantiles;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A measurement for people. */
final class Table {
  private Table() {}

  static String of(Measurement measurement) {
    StringBuilder table = new StringBuilder();
    Load load = measurement.load();
    line(
        table,
        "%,d customers, %,d events measured after %,d to warm up, parallelism %d%s",
        load.customers(),
        load.events(),
        load.warmUp(),
        load.parallelism(),
        settings(load.flink()));
    line(
        table,
        "%,d products, and %.0f %% of all looks are at one",
        load.products(),
        100 * load.hot());
    Machine machine = measurement.machine();
    line(table, "%d cores, Java %s, %s", machine.cores(), machine.java(), machine.system());
    line(table, "");
    line(table, "CPU for each event, in microseconds");
    List<Map.Entry<String, Double>> groups =
        measurement.groups().entrySet().stream()
            .filter(group -> !group.getKey().equals(ThreadGroups.JIT))
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    for (Map.Entry<String, Double> group : groups) {
      line(table, "%8.2f  %s", group.getValue(), group.getKey());
    }
    line(table, "%8.2f  whole", measurement.whole().cpuMicrosPerEvent());
    line(
        table,
        "%8.2f  %s, not part of the whole",
        measurement.groups().getOrDefault(ThreadGroups.JIT, 0.0),
        ThreadGroups.JIT);
    line(table, "");
    line(table, "%,12.0f  events per second", measurement.whole().eventsPerSecond());
    line(
        table,
        "%,12.0f  bytes of state for each customer",
        measurement.whole().stateBytesPerCustomer());
    line(table, "%,12d  MB of state", measurement.memory().state());
    line(table, "%,12d  MB resident at most", measurement.memory().peakResident());
    line(table, "%,12d  MB of heap after collection", measurement.memory().heapAfterCollection());
    line(table, "%,12d  decisions", measurement.decisions());
    return table.toString();
  }

  /** Flink's settings by name, to go on with in a line; nothing where there are none. */
  static String settings(Map<String, String> flink) {
    return flink.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(setting -> ", " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining());
  }

  /** Times in columns: half of them, nine of ten, 99 of a hundred, and the longest. */
  static String row(Quantiles millis) {
    return String.format(
        Locale.ROOT,
        "%5.1f %8.1f %8.1f %8.1f",
        millis.p50(),
        millis.p90(),
        millis.p99(),
        millis.max());
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
