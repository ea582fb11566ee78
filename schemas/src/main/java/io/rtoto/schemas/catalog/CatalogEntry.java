package io.rtoto.schemas.catalog;

import io.rtoto.schemas.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product that the shop sells. Key of its topic: the product's id; a tombstone takes it out.
 *
 * @param productId the shop's id
 * @param names the product's name by language (BCP 47)
 * @param category the shop's category
 * @param price of one piece
 * @param stock how many pieces can be delivered; null when it is not counted
 * @param companions products that go with it, best first
 * @param packSize how many units one piece holds, such as the capsules of a box; null when it is
 *     not told
 */
public record CatalogEntry(
    String productId,
    Map<String, String> names,
    String category,
    Money price,
    @Nullable Integer stock,
    List<String> companions,
    @Nullable Integer packSize) {

  /** A product of which nobody told how much one piece holds. */
  public CatalogEntry(
      String productId,
      Map<String, String> names,
      String category,
      Money price,
      @Nullable Integer stock,
      List<String> companions) {
    this(productId, names, category, price, stock, companions, null);
  }
}
