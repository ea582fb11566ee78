package io.rtoto.cli.bounded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Abandoned carts, counted by a few lines that share nothing with the engine. */
final class AbandonedCarts {
  private static final long PATIENCE_MILLIS = Duration.ofMinutes(30).toMillis();

  /** Who did what with which product, and when. */
  record Act(long at, String who, String what, String product) {}

  private AbandonedCarts() {}

  /**
   * Counts the times that someone left something in the cart and did nothing for half an hour.
   *
   * @param end when the time ends, in milliseconds
   */
  static long count(List<Act> acts, long end) {
    Map<String, List<Act>> byPerson = new HashMap<>();
    acts.forEach(act -> byPerson.computeIfAbsent(act.who(), none -> new ArrayList<>()).add(act));
    long abandoned = 0;
    for (List<Act> life : byPerson.values()) {
      life.sort(Comparator.comparingLong(Act::at));
      Map<String, Integer> pieces = new HashMap<>();
      for (int place = 0; place < life.size(); place++) {
        Act act = life.get(place);
        switch (act.what()) {
          case "cart", "addtocart" -> pieces.merge(act.product(), 1, Integer::sum);
          case "purchase", "buy", "transaction" -> pieces.remove(act.product());
          case "remove" ->
              pieces.computeIfPresent(act.product(), (product, n) -> n == 1 ? null : n - 1);
          default -> {}
        }
        long next = place + 1 < life.size() ? life.get(place + 1).at() : end;
        if (!pieces.isEmpty() && next - act.at() >= PATIENCE_MILLIS) {
          abandoned++;
        }
      }
    }
    return abandoned;
  }
}
