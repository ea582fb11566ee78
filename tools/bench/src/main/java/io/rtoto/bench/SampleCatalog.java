package io.rtoto.bench;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the shop of the benchmark sells; a product is a function of its number, from 0.
 *
 * @param products how many
 */
record SampleCatalog(int products) {
  /** Where it does not matter how many there are. */
  static final SampleCatalog USUAL = new SampleCatalog(1_000);

  private static final int CATEGORIES = 40;
  private static final int COMPANIONS = 4;

  /** What the catalogue says of that product. */
  CatalogEntry entry(int product) {
    List<String> companions = new ArrayList<>();
    for (int nth = 1; nth <= COMPANIONS; nth++) {
      companions.add(id((product + nth * 97) % products));
    }
    return new CatalogEntry(
        id(product),
        Map.of("en", "Product number " + product),
        category(product),
        new Money(minor(product), "EUR"),
        product % 10 == 0 ? 0 : 100,
        companions);
  }

  static String id(int product) {
    return String.format(Locale.ROOT, "product-%05d", product);
  }

  static String category(int product) {
    return "category-" + product % CATEGORIES;
  }

  /** The price as a JSON number. */
  static String price(int product) {
    long minor = minor(product);
    return String.format(Locale.ROOT, "%d.%02d", minor / 100, minor % 100);
  }

  private static long minor(int product) {
    return 499 + product * 37L % 20_000;
  }
}
