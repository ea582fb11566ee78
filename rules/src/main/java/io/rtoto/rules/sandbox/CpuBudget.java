package io.rtoto.rules.sandbox;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much processor time the rules of one event may take. It is the thread's own time: a pause of
 * the collector, or a machine that is busy elsewhere, is no fault of a rule.
 *
 * @param perEvent so much
 * @param nanos tells the time that the thread has taken, in nanoseconds
 */
public record CpuBudget(Duration perEvent, LongSupplier nanos) {
  /** For the rules of an event. */
  public static final Duration USUAL = Duration.ofMillis(20);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** That of the thread that asks. */
  public static final CpuBudget LIVE = new CpuBudget(USUAL, CpuBudget::ofThread);

  /** The processor time of this thread, in nanoseconds; always 0 where the platform tells none. */
  static long ofThread() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : 0;
  }

  /** Whether so many nanoseconds are more. */
  public boolean isLessThan(long taken) {
    return taken > perEvent.toNanos();
  }
}
