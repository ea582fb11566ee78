package io.rtoto.jobs.association;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The companions of a product that can be delivered.
 *
 * @param places the place of each, best first from 0
 */
public record Shelf(Map<String, Integer> places) {
  static final Shelf EMPTY = new Shelf(Map.of());

  /** The shelf after that news. */
  Shelf after(Supply news) {
    Map<String, Integer> changed = new HashMap<>(places);
    if (news.place() == Listing.GONE) {
      changed.remove(news.companion());
    } else {
      changed.put(news.companion(), news.place());
    }
    return new Shelf(changed);
  }

  /** What to remember; null when there is nothing on the shelf. */
  @Nullable Shelf remembered() {
    return places.isEmpty() ? null : this;
  }

  /** Best first. */
  List<String> companions() {
    return places.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
