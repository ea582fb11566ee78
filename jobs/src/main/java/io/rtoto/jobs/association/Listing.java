package io.rtoto.jobs.association;

import io.rtoto.jobs.time.Turn;
import org.jspecify.annotations.Nullable;

/**
 * A product is listed as a companion of another, or no longer.
 *
 * @param companion the product that is listed
 * @param product the product that lists it
 * @param place its place in the list, from 0; {@link #GONE} when it is no longer listed
 */
public record Listing(String companion, String product, int place) implements AboutArticle {
  /** The place of what is not, or no longer, among the companions. */
  public static final int GONE = -1;

  @Override
  public String articleId() {
    return companion;
  }

  @Override
  public @Nullable Turn turn() {
    return null;
  }

  boolean isGone() {
    return place == GONE;
  }
}
