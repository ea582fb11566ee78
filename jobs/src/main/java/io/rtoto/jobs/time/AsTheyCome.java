package io.rtoto.jobs.time;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;

/** Takes every element at once; remembers nothing. */
final class AsTheyCome<E> implements EventTimeOrder<E> {
  private static final long serialVersionUID = 1;

  @Override
  public void open(RuntimeContext context) {}

  @Override
  public void comes(E element, TimerService timers, Step<E> step) throws Exception {
    step.take(element);
  }

  @Override
  public void reaches(long time, Step<E> step) {}
}
