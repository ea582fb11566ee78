package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class CpuReadingTest {
  @TempDir Path tasks;

  @Test
  void tellsWhatEachGroupSpentBetweenTwoReadings() throws IOException {
    thread(1, "What now? (1/2)", 100);
    thread(2, "What now? (2/2)", 40);
    thread(3, "GC Thread#0", 7);
    CpuReading before = CpuReading.take(tasks);
    thread(1, "What now? (1/2)", 130);
    thread(2, "What now? (2/2)", 45);
    CpuReading after = CpuReading.take(tasks);

    ThreadGroups groups = new ThreadGroups(List.of("What now? (1/2)#0", "What now? (2/2)#0"));
    assertThat(after.microsecondsSince(before, groups::of))
        .isEqualTo(Map.of("task What now?", 350_000L, "GC", 0L));
  }

  @Test
  void countsAThreadThatBeganInBetweenWhole() throws IOException {
    CpuReading before = CpuReading.take(tasks);
    thread(9, "rocksdb:low0", 12);

    assertThat(CpuReading.take(tasks).microsecondsSince(before, Function.identity()))
        .isEqualTo(Map.of("rocksdb:low0", 120_000L));
  }

  @Test
  void saysWhyWhereTheSystemTellsNothing() {
    assertThatThrownBy(() -> CpuReading.take(tasks.resolve("missing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing: the CPU time of threads is told by Linux only");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void seesTheWorkOfAThreadOfThisProcess() throws IOException, InterruptedException {
    CpuReading before = CpuReading.take(CpuReading.OF_THIS_PROCESS);
    CpuReading after = before;
    Thread busy = new Thread(CpuReadingTest::spin, "busy-for-a-test");
    busy.start();
    while (busy.isAlive()) {
      CpuReading reading = CpuReading.take(CpuReading.OF_THIS_PROCESS);
      if (reading.threads().values().stream().anyMatch(it -> it.name().equals("busy-for-a-test"))) {
        after = reading;
      }
    }
    busy.join();

    assertThat(after.microsecondsSince(before, Function.identity()).get("busy-for-a-test"))
        .isGreaterThan(50_000L);
  }

  private static void spin() {
    java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    while (threads.getCurrentThreadCpuTime() < 300_000_000L) {
      Thread.onSpinWait();
    }
  }

  private void thread(int id, String name, long ticks) throws IOException {
    Path directory = Files.createDirectories(tasks.resolve(Integer.toString(id)));
    Files.writeString(
        directory.resolve("stat"),
        id
            + " ("
            + name
            + ") S 1 2 3 0 -1 4194368 100 0 0 0 "
            + ticks
            + " 0 0 0 20 0 41 0 1 2 3\n");
  }
}
