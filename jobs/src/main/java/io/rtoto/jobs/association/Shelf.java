package io.rtoto.jobs.association;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.Candidate.Because;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The companions of a product that can be delivered.
 *
 * @param places the place of each, best first from 0
 * @param articles each as the catalogue has it
 */
public record Shelf(Map<String, Integer> places, Map<String, Article> articles) {
  static final Shelf EMPTY = new Shelf(Map.of(), Map.of());

  /** Version 0.1 before November 2026 remembered the places only. */
  public Shelf {
    articles = Objects.requireNonNullElse(articles, Map.of());
  }

  /** The shelf after that news. */
  Shelf after(Supply news) {
    String companion = news.companion().productId();
    Map<String, Integer> places = new HashMap<>(this.places);
    Map<String, Article> articles = new HashMap<>(this.articles);
    if (news.place() == Listing.GONE) {
      places.remove(companion);
      articles.remove(companion);
    } else {
      places.put(companion, news.place());
      articles.put(companion, news.companion());
    }
    return new Shelf(places, articles);
  }

  /** What to remember; null when there is nothing on the shelf. */
  @Nullable Shelf remembered() {
    return places.isEmpty() ? null : this;
  }

  /** Best first: what the shop lists. */
  List<Candidate> companions() {
    return places.keySet().stream()
        .sorted(Comparator.comparing(this::place).thenComparing(Comparator.naturalOrder()))
        .map(this::candidate)
        .toList();
  }

  private int place(String companion) {
    return Objects.requireNonNull(places.get(companion), companion);
  }

  private Candidate candidate(String companion) {
    Article article = articles.getOrDefault(companion, Article.unknown(companion));
    return new Candidate(
        companion,
        Because.LISTED,
        null,
        1.0 / (1 + place(companion)),
        article.category(),
        article.price());
  }
}
