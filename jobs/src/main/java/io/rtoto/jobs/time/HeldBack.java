package io.rtoto.jobs.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.state.MapState;

/**
 * What a replay holds back for one key until time has reached it: remembers each from its arrival
 * until it is taken, by the millisecond of its event time.
 *
 * <p>The caller sets an event-time timer for every millisecond that {@link #add} returns, and takes
 * what is due when it fires: so the timers of the key and what it holds back come in one order of
 * time, however far the watermark jumps.
 *
 * @param <T> what is held back
 */
public final class HeldBack<T> {
  private final MapState<Long, List<T>> byMilli;
  private final Function<T, Instant> time;
  private final Comparator<T> order;

  /**
   * In that state.
   *
   * @param byMilli keyed state, of the key at hand
   * @param time the event time of one
   * @param ties the order of two of the same event time: total, so that the order of arrival does
   *     not matter
   */
  public HeldBack(MapState<Long, List<T>> byMilli, Function<T, Instant> time, Comparator<T> ties) {
    this.byMilli = byMilli;
    this.time = time;
    this.order = Comparator.comparing(time).thenComparing(ties);
  }

  /** Holds one back; returns when to take it, in epoch milliseconds. */
  public long add(T one) throws Exception {
    long milli = time.apply(one).toEpochMilli();
    List<T> held = byMilli.get(milli);
    List<T> more = held == null ? new ArrayList<>() : new ArrayList<>(held);
    more.add(one);
    byMilli.put(milli, more);
    return milli;
  }

  /** Takes out those of that millisecond, in order. */
  public List<T> take(long milli) throws Exception {
    List<T> held = byMilli.get(milli);
    if (held == null) {
      return List.of();
    }
    byMilli.remove(milli);
    List<T> ordered = new ArrayList<>(held);
    ordered.sort(order);
    return ordered;
  }
}
