package io.rtoto.jobs.association;

import io.rtoto.jobs.time.Turn;
import org.jspecify.annotations.Nullable;

/**
 * How popular an article is in a category.
 *
 * @param category whose articles are compared; {@link #OVERALL} for all of the shop
 * @param article the article; one that cannot be delivered is none of the category's
 * @param looks how often it was looked at
 * @param turn of the look that it is news by; null when the catalogue changed
 */
public record Popularity(String category, Article article, Decayed looks, @Nullable Turn turn)
    implements CategoryMessage {
  /** The category that everything is of. */
  public static final String OVERALL = "";

  /** Whether a look tells it, and not the catalogue. */
  boolean isOfALook() {
    return turn != null;
  }

  /** The same for the whole shop. */
  Popularity overall() {
    return new Popularity(OVERALL, article, looks, turn);
  }
}
