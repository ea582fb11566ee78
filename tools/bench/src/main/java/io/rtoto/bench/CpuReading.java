package io.rtoto.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How long each thread of a process has had a core, at one moment.
 *
 * @param threads the threads by id
 */
record CpuReading(Map<Integer, ThreadTime> threads) {

  /** Where Linux tells of this process's threads. */
  static final Path OF_THIS_PROCESS = Path.of("/proc/self/task");

  /**
   * Reads the threads that live now.
   *
   * @throws IOException when the directory cannot be read, as on a system other than Linux
   */
  static CpuReading take(Path tasks) throws IOException {
    if (!Files.isDirectory(tasks)) {
      throw new IOException(
          tasks
              + " is missing: the CPU time of threads is told by Linux only. Maybe run it there.");
    }
    Map<Integer, ThreadTime> threads = new HashMap<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(tasks)) {
      for (Path directory : directories) {
        String line;
        try {
          line = Files.readString(directory.resolve("stat"));
        } catch (NoSuchFileException | UncheckedIOException ended) {
          continue;
        } catch (IOException ended) {
          // Linux answers "no such process" when a thread ends between listing and reading.
          if (Files.exists(directory)) {
            throw ended;
          }
          continue;
        }
        ThreadTime thread = ThreadTime.parse(line);
        threads.put(thread.id(), thread);
      }
    }
    return new CpuReading(threads);
  }

  /**
   * What was spent since an earlier reading, in microseconds by group.
   *
   * @param groupOf the group of a thread of that name
   */
  Map<String, Long> microsecondsSince(CpuReading earlier, Function<String, String> groupOf) {
    Map<String, Long> spent = new TreeMap<>();
    for (ThreadTime thread : threads.values()) {
      ThreadTime before = earlier.threads.get(thread.id());
      long ticks = thread.ticks() - (before == null ? 0 : before.ticks());
      spent.merge(
          groupOf.apply(thread.name()), ticks * ThreadTime.MICROSECONDS_PER_TICK, Long::sum);
    }
    return spent;
  }
}
