package io.rtoto.jobs.association.learning;

import io.rtoto.schemas.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a product beside its id, as of when it was last met with.
 *
 * @param category the shop's category; null when it is not known
 * @param price of one piece; null when it is not known
 */
public record Facts(@Nullable String category, @Nullable Money price) {
  /** Of a product of which nothing was told. */
  public static final Facts NONE = new Facts(null, null);
}
