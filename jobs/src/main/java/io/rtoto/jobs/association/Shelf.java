package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.Candidate;
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
  List<Candidate> companions() {
    return places.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(
            place ->
                new Candidate(
                    place.getKey(),
                    Candidate.Because.LISTED,
                    null,
                    1.0 / (1 + place.getValue()),
                    null,
                    null))
        .toList();
  }
}
