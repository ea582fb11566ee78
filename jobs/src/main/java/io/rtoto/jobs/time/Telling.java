package io.rtoto.jobs.time;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.streaming.api.TimerService;

/**
 * When what has changed is told: in a replay at its end, live a while after the first change, so
 * that many changes are told at once.
 *
 * @param replay whether the run ends with its input
 * @param apart how long after a change it is told; without meaning in a replay
 */
public record Telling(boolean replay, Duration apart) implements Serializable {
  /** Sets the timer upon which it is told. */
  public void await(TimerService timers) {
    if (replay) {
      timers.registerEventTimeTimer(Long.MAX_VALUE);
    } else {
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + apart.toMillis());
    }
  }
}
