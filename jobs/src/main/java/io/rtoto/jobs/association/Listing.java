package io.rtoto.jobs.association;

/**
 * A product is listed as a companion of another, or no longer.
 *
 * @param companion the product that is listed
 * @param product the product that lists it
 * @param place its place in the list, from 0; {@link #GONE} when it is no longer listed
 */
public record Listing(String companion, String product, int place) {
  /** The place of what is not, or no longer, among the companions. */
  public static final int GONE = -1;

  boolean isGone() {
    return place == GONE;
  }
}
