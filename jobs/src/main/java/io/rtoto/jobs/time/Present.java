package io.rtoto.jobs.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.streaming.api.TimerService;

/** What time it is: by what has been read, and by the clock on the wall. */
public final class Present {
  private final TimerService timers;
  private final boolean replay;
  private final long reached;

  /**
   * As these timers have it.
   *
   * @param replay whether the run ends with its input: then the end of time is meant
   * @param reached how far event time has come, in epoch milliseconds: after a restart the timers
   *     know it later
   */
  public Present(TimerService timers, boolean replay, long reached) {
    this.timers = timers;
    this.replay = replay;
    this.reached = reached;
  }

  /** How far event time has come. */
  public Instant watermark() {
    return Instant.ofEpochMilli(reached);
  }

  /** By the clock on the wall. */
  public Instant clock() {
    return Instant.ofEpochMilli(timers.currentProcessingTime());
  }

  /** Whether a timer that is set for this instant is still to go off. */
  public boolean isAhead(Instant at) {
    return wholeMilli(at).toEpochMilli() > timers.currentWatermark();
  }

  /**
   * Whether a live stream was drained: it ends with the greatest watermark, which sets off every
   * timer though no time has passed.
   */
  public boolean isCutShort() {
    return !replay && timers.currentWatermark() == Long.MAX_VALUE;
  }

  /** Timers are set in whole milliseconds: the first at which this instant has come. */
  static Instant wholeMilli(Instant at) {
    Instant milli = at.truncatedTo(ChronoUnit.MILLIS);
    return milli.equals(at) ? at : milli.plusMillis(1);
  }
}
