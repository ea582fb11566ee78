package io.rtoto.jobs.time;

import io.rtoto.jobs.state.RecordTypes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
    heldBack = HeldBack.in(context, RecordTypes.of(HeldBack.Place.class), type);
  }

  @Override
  public void comes(E element, TimerService timers, Step<E> step) throws Exception {
    long at = turnOf.apply(element).at().toEpochMilli();
    if (at <= timers.currentWatermark()) {
      throw tooLate(at, timers.currentWatermark());
    }
    heldBack().add(at, element);
    timers.registerEventTimeTimer(at);
  }

  @Override
  public void reaches(long time, Step<E> step) throws Exception {
    List<E> due = heldBack().take(time);
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

  private HeldBack<E> heldBack() {
    return Objects.requireNonNull(heldBack, "not opened");
  }
}
