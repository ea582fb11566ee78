package io.rtoto.jobs.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the elements whose time the watermark has not passed yet, and forgets each when it is
 * taken.
 */
final class HeldBack<E> implements EventTimeOrder<E> {
  private final TypeInformation<E> type;
  private final TurnOf<E> turnOf;
  private transient @Nullable MapState<Long, List<E>> heldUntil;

  HeldBack(TypeInformation<E> type, TurnOf<E> turnOf) {
    this.type = type;
    this.turnOf = turnOf;
  }

  @Override
  public void open(RuntimeContext context) {
    heldUntil =
        context.getMapState(
            new MapStateDescriptor<>("held until their time", Types.LONG, Types.LIST(type)));
  }

  @Override
  public void comes(E element, TimerService timers, Step<E> step) throws Exception {
    long at = turnOf.apply(element).at();
    if (at <= timers.currentWatermark()) {
      throw tooLate(at, timers.currentWatermark());
    }
    MapState<Long, List<E>> held = heldUntil();
    List<E> sameTime = held.get(at);
    List<E> now = sameTime == null ? new ArrayList<>(1) : sameTime;
    now.add(element);
    held.put(at, now);
    timers.registerEventTimeTimer(at);
  }

  @Override
  public void reaches(long time, Step<E> step) throws Exception {
    List<E> due = heldUntil().get(time);
    if (due == null) {
      return;
    }
    heldUntil().remove(time);
    due.sort(Comparator.comparing(turnOf));
    for (E element : due) {
      step.take(element);
    }
  }

  /** Taken now, it would be out of turn, and another run of the same input might end otherwise. */
  private static SuppressRestartsException tooLate(long at, long watermark) {
    return new SuppressRestartsException(
        new IllegalStateException(
            "An event of "
                + Instant.ofEpochMilli(at)
                + " came when the replay had passed "
                + Instant.ofEpochMilli(watermark)
                + ".\nMaybe the input is less well ordered than OUT_OF_ORDER says."));
  }

  private MapState<Long, List<E>> heldUntil() {
    return Objects.requireNonNull(heldUntil, "not opened");
  }
}
