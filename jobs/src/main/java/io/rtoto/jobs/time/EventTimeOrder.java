package io.rtoto.jobs.time;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;

/**
 * In which order a keyed function takes its elements. Live, an element is taken as it comes. In a
 * replay each key's elements are taken in the order of their {@link Turn}, so that what comes of
 * them depends on nothing but the input.
 *
 * <p>A function opens it in {@code open}, gives it every element in {@code processElement}, and
 * every event-time timer in {@code onTimer}; whatever else is due at the same time, the function
 * does first.
 *
 * @param <E> the element
 */
public sealed interface EventTimeOrder<E> extends Serializable permits AsTheyCome, InTurn {

  /** What is to be done with an element when it is its turn. */
  @FunctionalInterface
  interface Step<E> {
    /** Takes the element. */
    void take(E element) throws Exception;
  }

  /** Tells an element's turn; travels to the workers with the function. */
  @FunctionalInterface
  interface TurnOf<E> extends Function<E, Turn>, Serializable {}

  /**
   * The order of a run.
   *
   * @param replay whether elements are held back until the watermark has passed them
   * @param type of the elements, to keep them
   * @param turnOf tells an element's turn
   */
  static <E> EventTimeOrder<E> of(boolean replay, TypeInformation<E> type, TurnOf<E> turnOf) {
    return replay ? new InTurn<>(type, turnOf) : new AsTheyCome<>();
  }

  /** Takes its state from the function's context. */
  void open(RuntimeContext context);

  /** An element came, under the current key. */
  void comes(E element, TimerService timers, Step<E> step) throws Exception;

  /** Event time reached {@code time}, under the current key. */
  void reaches(long time, Step<E> step) throws Exception;
}
