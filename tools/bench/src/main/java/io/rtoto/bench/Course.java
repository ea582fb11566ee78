package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import io.rtoto.local.LocalJob;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A job from its first event to its last. Those that are measured come only once it has dealt with
 * those that warm up, and has said so.
 */
final class Course {
  private static final String TASKS = "Flink Task Threads";
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long LOOK_EVERY_MILLIS = 10;
  private static final long STUCK_AFTER = TimeUnit.MINUTES.toNanos(2);
  private static final long MEGABYTE = 1 << 20;

  private final Load load;
  private final LocalJob job;
  private final Progress progress;
  private final Runnable warm;

  /**
   * A course.
   *
   * @param warm asks for the events that are measured
   */
  Course(Load load, LocalJob job, Progress progress, Runnable warm) {
    this.load = load;
    this.job = job;
    this.progress = progress;
    this.warm = warm;
  }

  Measurement run() throws IOException, InterruptedException {
    await(EventCounter::entries, load.products(), "entries of the catalogue", progress);
    await(EventCounter::events, load.warmUp(), "events to warm up", progress);
    ThreadGroups groups = new ThreadGroups(taskNames());
    CpuReading cpuBefore = CpuReading.take(CpuReading.OF_THIS_PROCESS);
    long began = System.nanoTime();
    warm.run();
    await(EventCounter::events, load.all(), "events", progress);
    long nanoseconds = System.nanoTime() - began;
    CpuReading cpuAfter = CpuReading.take(CpuReading.OF_THIS_PROCESS);
    if (job.restarts() > 0) {
      throw new IOException(
          "The job failed and started again on the way: the figures would mean nothing.");
    }
    long state = sizeOf(job.stopWithSavepoint());

    Map<String, Double> microsPerEvent = new TreeMap<>();
    double whole = 0;
    for (Map.Entry<String, Long> group :
        cpuAfter.microsecondsSince(cpuBefore, groups::of).entrySet()) {
      double micros = group.getValue() / (double) load.events();
      microsPerEvent.put(group.getKey(), micros);
      whole += group.getKey().equals(ThreadGroups.JIT) ? 0 : micros;
    }
    return new Measurement(
        load,
        Machine.ofThisProcess(),
        new Measurement.Whole(
            whole,
            (double) load.events() * TimeUnit.SECONDS.toNanos(1) / nanoseconds,
            (double) state / load.customers()),
        microsPerEvent,
        new Measurement.Memory(
            peakResident() / MEGABYTE, heapAfterCollection() / MEGABYTE, state / MEGABYTE),
        0);
  }

  /** Waits until the job of this process has dealt with that many. */
  static void await(LongSupplier count, long all, String what, Progress progress)
      throws IOException, InterruptedException {
    long seen = 0;
    long lastMove = System.nanoTime();
    while (true) {
      long now = count.getAsLong();
      if (now >= all) {
        return;
      }
      if (now > seen) {
        seen = now;
        lastMove = System.nanoTime();
      } else if (System.nanoTime() - lastMove > STUCK_AFTER) {
        throw new IOException(
            "The job stands still: it has dealt with "
                + seen
                + " of "
                + all
                + " "
                + what
                + ". Maybe the rest went to the dead letters.");
      }
      progress.reached(what, now, all);
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static List<String> taskNames() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getThreadGroup() != null && thread.getThreadGroup().getName().equals(TASKS))
        .map(Thread::getName)
        .toList();
  }

  private static long heapAfterCollection() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && left != null) {
        used += left.getUsed();
      }
    }
    return used;
  }

  private static long peakResident() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException(STATUS + " has no line VmHWM.");
  }

  /** How many bytes the files in that directory have. */
  static long sizeOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
