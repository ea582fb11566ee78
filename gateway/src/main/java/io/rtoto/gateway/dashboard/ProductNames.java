package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.dashboard.Frame.DecisionLine;
import io.rtoto.gateway.dashboard.Frame.EventLine;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the products of the catalogue are called. It remembers the first ones of a catalogue that is
 * larger than it; the others appear under their ids.
 */
final class ProductNames {
  private static final int PRODUCTS_KNOWN = 20_000;

  /** The fact of a decision that tells which product its moment is about. */
  private static final String WHAT_IT_IS_ABOUT = "productId";

  private final Map<String, Map<String, String>> names = new HashMap<>();

  void add(CatalogEntry entry) {
    if (names.size() < PRODUCTS_KNOWN || names.containsKey(entry.productId())) {
      names.put(entry.productId(), entry.names());
    }
  }

  void remove(String productId) {
    names.remove(productId);
  }

  /** The names of all products in these. */
  Map<String, Map<String, String>> of(
      List<EventLine> events, List<DecisionLine> decisions, List<String> others) {
    Map<String, Map<String, String>> found = new HashMap<>();
    for (EventLine event : events) {
      String product = event.product();
      if (product != null) {
        find(product, found);
      }
    }
    for (DecisionLine decision : decisions) {
      decision.products().forEach(product -> find(product, found));
      find(decision.facts().getOrDefault(WHAT_IT_IS_ABOUT, ""), found);
    }
    others.forEach(product -> find(product, found));
    return found;
  }

  private void find(String productId, Map<String, Map<String, String>> found) {
    Map<String, String> name = names.get(productId);
    if (name != null) {
      found.put(productId, name);
    }
  }
}
