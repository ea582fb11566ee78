package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists that hold one value an identifier, strongest first, and are never changed. */
public final class Edges {
  private Edges() {}

  /** The edge to that identifier; null when there is none. */
  public static @Nullable Edge to(Identifier other, List<Edge> edges) {
    int place = place(edges, Edge::to, other);
    return place >= 0 ? edges.get(place) : null;
  }

  /** With this edge, in the place of one to the same identifier. */
  public static List<Edge> with(Edge edge, List<Edge> edges) {
    return with(edge, edges, Edge::to);
  }

  static List<Edge> without(Identifier other, List<Edge> edges) {
    int place = place(edges, Edge::to, other);
    if (place < 0) {
      return edges;
    }
    List<Edge> fewer = new ArrayList<>(edges);
    fewer.remove(place);
    return fewer;
  }

  static List<Identifier> with(Identifier one, List<Identifier> others) {
    return with(one, others, Function.identity());
  }

  private static <T> List<T> with(T one, List<T> others, Function<T, Identifier> key) {
    int place = place(others, key, key.apply(one));
    List<T> more = new ArrayList<>(others.size() + 1);
    more.addAll(others);
    if (place >= 0) {
      more.set(place, one);
    } else {
      more.add(-place - 1, one);
    }
    return more;
  }

  /** Where it is, or, less than 0, one less than minus the place where it belongs. */
  private static <T> int place(List<T> all, Function<T, Identifier> key, Identifier wanted) {
    int from = 0;
    int to = all.size() - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int order = key.apply(all.get(middle)).compareTo(wanted);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -from - 1;
  }
}
