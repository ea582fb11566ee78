package io.rtoto.jobs.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** Remembers each element until the watermark has passed its time. */
final class InTurn<E> implements EventTimeOrder<E> {
  private static final long serialVersionUID = 1;

  private final TypeInformation<E> type;
  private final TurnOf<E> turnOf;
  private transient @Nullable HeldBack<E> heldBack;

  InTurn(TypeInformation<E> type, TurnOf<E> turnOf) {
    this.type = type;
    this.turnOf = turnOf;
  }

  @Override
  public void open(RuntimeContext context) {
    heldBack =
        new HeldBack<>(
            context.getMapState(
                new MapStateDescriptor<>("held-back", Types.LONG, Types.LIST(type))),
            element -> turnOf.apply(element).at(),
            Comparator.comparing(turnOf));
  }

  @Override
  public void comes(E element, TimerService timers, Step<E> step) throws Exception {
    long at = heldBack().add(element);
    if (at <= timers.currentWatermark()) {
      throw tooLate(at, timers.currentWatermark());
    }
    timers.registerEventTimeTimer(at);
  }

  @Override
  public void reaches(long time, Step<E> step) throws Exception {
    for (E element : heldBack().take(time)) {
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

  private HeldBack<E> heldBack() {
    return Objects.requireNonNull(heldBack, "not opened");
  }
}
