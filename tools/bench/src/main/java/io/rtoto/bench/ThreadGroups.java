package io.rtoto.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a thread works on, told from its name as the system knows it: the first 15 bytes.
 *
 * <p>A task of Flink is named after its first operator and is a group of its own.
 */
final class ThreadGroups {
  /** The compilers of the JVM: their work ends once the hot code is compiled. */
  static final String JIT = "JIT compiler";

  private static final int NAME_BYTES = 15;
  private static final Pattern SUBTASK = Pattern.compile(" \\(\\d+/\\d+\\)#\\d+$");

  /** A beginning of a name, and its group; the first that fits counts. */
  private record Beginning(String name, String group) {}

  private static final List<Beginning> KNOWN =
      List.of(
          new Beginning("C1 CompilerThre", JIT),
          new Beginning("C2 CompilerThre", JIT),
          new Beginning("Sweeper thread", JIT),
          new Beginning("GC Thread#", "GC"),
          new Beginning("G1 ", "GC"),
          new Beginning("ParGC", "GC"),
          new Beginning("Reference Handl", "GC"),
          new Beginning("Finalizer", "GC"),
          new Beginning("Common-Cleaner", "GC"),
          new Beginning("VM ", "JVM"),
          new Beginning("rocksdb:", "RocksDB background"),
          new Beginning("Source Data Fet", "Kafka fetchers"),
          new Beginning("kafka-producer-", "Kafka producers"),
          new Beginning("kafka-coordinat", "Kafka fetchers"),
          new Beginning("AsyncOperations", "checkpoints"),
          new Beginning("Checkpoint ", "checkpoints"),
          new Beginning("flink-", "Flink's own"),
          new Beginning("jobmanager-", "Flink's own"),
          new Beginning("mini-cluster-", "Flink's own"),
          new Beginning("Time Trigger fo", "Flink's own"),
          new Beginning("System Time Tri", "Flink's own"),
          new Beginning("OutputFlusher", "network flushers"),
          new Beginning("kafka-admin-cli", "other"),
          new Beginning("CloseableReaper", "other"),
          new Beginning("Flink-RocksDBSt", "checkpoints"));

  private final List<Beginning> tasks = new ArrayList<>();

  /**
   * Groups of a process in which these tasks run.
   *
   * @param taskNames whole names of Flink's task threads, such as {@code "What now? (1/2)#0"};
   *     known helpers among them stay what they are
   */
  ThreadGroups(Collection<String> taskNames) {
    Map<String, String> named = new TreeMap<>();
    for (String name : taskNames) {
      named.merge(cut(name), SUBTASK.matcher(name).replaceFirst(""), ThreadGroups::common);
    }
    named.forEach((beginning, task) -> tasks.add(new Beginning(beginning, "task " + task)));
  }

  /** One name for two tasks that the system cannot tell apart. */
  private static String common(String one, String other) {
    if (one.equals(other)) {
      return one;
    }
    int shorter = Math.min(one.length(), other.length());
    int length = 0;
    while (length < shorter && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return one.substring(0, length) + "...";
  }

  /** The group of a thread with that name, as the system knows it. */
  String of(String name) {
    for (Beginning known : KNOWN) {
      if (name.startsWith(known.name())) {
        return known.group();
      }
    }
    for (Beginning task : tasks) {
      if (task.name().equals(name)) {
        return task.group();
      }
    }
    return "other";
  }

  private static String cut(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= NAME_BYTES
        ? name
        : new String(bytes, 0, NAME_BYTES, StandardCharsets.UTF_8);
  }
}
