package io.rtoto.jobs.time;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What a replay holds back for one key until time has reached it: remembers each element from its
 * arrival until it is taken, by the millisecond of its event time.
 *
 * <p>Each has an entry of its own: a thousand of one millisecond, as in data that tells only the
 * day, cost a thousand times what one costs.
 */
final class HeldBack<E> {
  private final MapState<Long, Integer> counts;
  private final MapState<Place, E> elements;

  /**
   * Where an element is kept.
   *
   * @param milli its event time, in epoch milliseconds
   * @param index how many of that millisecond came before it
   */
  public record Place(long milli, int index) {}

  private HeldBack(MapState<Long, Integer> counts, MapState<Place, E> elements) {
    this.counts = counts;
    this.elements = elements;
  }

  static <E> HeldBack<E> in(
      RuntimeContext context, TypeInformation<Place> place, TypeInformation<E> type) {
    return new HeldBack<>(
        context.getMapState(new MapStateDescriptor<>("held-back-counts", Types.LONG, Types.INT)),
        context.getMapState(new MapStateDescriptor<>("held-back", place, type)));
  }

  void add(long milli, E element) throws Exception {
    Integer before = counts.get(milli);
    int index = before == null ? 0 : before;
    elements.put(new Place(milli, index), element);
    counts.put(milli, index + 1);
  }

  /** Takes out those of that millisecond, as they came. */
  List<E> take(long milli) throws Exception {
    Integer count = counts.get(milli);
    if (count == null) {
      return new ArrayList<>();
    }
    counts.remove(milli);
    List<E> taken = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      Place place = new Place(milli, index);
      taken.add(elements.get(place));
      elements.remove(place);
    }
    return taken;
  }
}
