package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.dashboard.Frame.DecisionLine;
import io.rtoto.gateway.dashboard.Frame.EventLine;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the products of the catalogue are called. It remembers the first ones of a catalogue that is
 * larger than it; the others appear under their ids.
 */
final class ProductNames {
  private static final int PRODUCTS_KNOWN = 20_000;

  /** A fact of a decision that tells a product or several, behind the name of its kind or not. */
  private static final Pattern TELLS_PRODUCTS = Pattern.compile("(.*\\.)?product(s|Id)?");

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
      decision
          .facts()
          .forEach(
              (fact, value) -> {
                if (TELLS_PRODUCTS.matcher(fact).matches()) {
                  toldIn(value).forEach(product -> find(product, found));
                }
              });
    }
    others.forEach(product -> find(product, found));
    return found;
  }

  /** Of a fact's value: a list reads {@code [one, other]}. */
  private static List<String> toldIn(String value) {
    return value.startsWith("[") && value.endsWith("]")
        ? List.of(value.substring(1, value.length() - 1).split(", ", -1))
        : List.of(value);
  }

  private void find(String productId, Map<String, Map<String, String>> found) {
    Map<String, String> name = names.get(productId);
    if (name != null) {
      found.put(productId, name);
    }
  }
}
