package io.rtoto.gateway.push;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the products of the catalogue are called, and what they cost. It remembers the first ones of
 * a catalogue that is larger than it; of the others a page is told the ids.
 *
 * <p>Only for the event loop.
 */
final class Products {
  private static final int PRODUCTS_KNOWN = 20_000;

  private record Known(Map<String, String> names, Money price) {}

  private final Map<String, Known> known = new HashMap<>();

  void add(CatalogEntry entry) {
    if (known.size() < PRODUCTS_KNOWN || known.containsKey(entry.productId())) {
      known.put(entry.productId(), new Known(entry.names(), entry.price()));
    }
  }

  void remove(String productId) {
    known.remove(productId);
  }

  @Nullable Map<String, String> namesOf(String productId) {
    Known product = known.get(productId);
    return product == null ? null : product.names;
  }

  @Nullable Money priceOf(String productId) {
    Known product = known.get(productId);
    return product == null ? null : product.price;
  }
}
