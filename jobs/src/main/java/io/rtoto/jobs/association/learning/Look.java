package io.rtoto.jobs.association.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer looks at a product.
 *
 * @param session in which session
 * @param productId the product
 * @param earlier what was looked at before in the session, newest first; more than is needed does
 *     no harm
 * @param at when
 */
public record Look(String session, String productId, List<String> earlier, Instant at) {
  /**
   * One of the products looked at before, which is to learn what came after it.
   *
   * @param productId the product that learns
   * @param distance how many looks later: 1 is the next one
   */
  public record Earlier(String productId, int distance) {}

  /** A copy with lists of its own. */
  public Look {
    earlier = List.copyOf(earlier);
  }

  /**
   * The other products within reach, each once, at its nearest: each is to be told of this look by
   * {@link ProductAssociations#isFollowed}.
   */
  public List<Earlier> teaches(AssociationSettings settings) {
    List<Earlier> taught = new ArrayList<>(settings.reach());
    for (int i = 0; i < reached(settings); i++) {
      String product = earlier.get(i);
      if (!product.equals(productId) && earlier.indexOf(product) == i) {
        taught.add(new Earlier(product, i + 1));
      }
    }
    return taught;
  }

  int reached(AssociationSettings settings) {
    return Math.min(settings.reach(), earlier.size());
  }
}
