package io.rtoto.jobs.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Live elements of a key that came before time: remembers each until what must be settled before it
 * is settled.
 *
 * @param <E> the element
 */
public final class Deferred<E> {
  private final ListState<E> waiting;
  private final Comparator<E> inTurn;

  private Deferred(ListState<E> waiting, Comparator<E> inTurn) {
    this.waiting = waiting;
    this.inTurn = inTurn;
  }

  /**
   * Kept in the state of that context.
   *
   * @param name of the state
   * @param type of the elements
   * @param turnOf tells an element's turn among those that wait
   */
  public static <E> Deferred<E> in(
      RuntimeContext context,
      String name,
      TypeInformation<E> type,
      EventTimeOrder.TurnOf<E> turnOf) {
    return new Deferred<>(
        context.getListState(new ListStateDescriptor<>(name, type)), Comparator.comparing(turnOf));
  }

  /** Tells whether an element must wait. */
  @FunctionalInterface
  public interface Condition<E> {
    /** Whether it must. */
    boolean test(E element) throws Exception;
  }

  /** Remembers one, under the current key. */
  public void add(E element) throws Exception {
    waiting.add(element);
  }

  /**
   * Takes, in turn, those of the current key that need not wait any longer.
   *
   * @param mustWait asked of each after those before it were taken
   * @return whether any are left
   */
  public boolean release(Condition<E> mustWait, EventTimeOrder.Step<E> step) throws Exception {
    List<E> all = new ArrayList<>();
    waiting.get().forEach(all::add);
    if (all.isEmpty()) {
      return false;
    }
    all.sort(inTurn);
    List<E> left = new ArrayList<>();
    for (E element : all) {
      if (mustWait.test(element)) {
        left.add(element);
      } else {
        step.take(element);
      }
    }
    waiting.update(left);
    return !left.isEmpty();
  }
}
