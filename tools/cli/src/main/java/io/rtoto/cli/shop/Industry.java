package io.rtoto.cli.shop;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of an industry to play it: what its pages show, what its customers hold
 * over time, and what they ask. It stands in a file of its name beside this class.
 *
 * @param products what its pages show; those of a category are companions
 * @param holdings what customers may hold
 * @param ordersPercent how many visits of a customer end with an order, such as a trade
 * @param phrases what is asked and answered in the chat, by language
 */
record Industry(
    List<Product> products,
    List<Holding> holdings,
    int ordersPercent,
    Map<String, Phrases> phrases) {
  static final String RETAIL = "retail";

  private static final List<String> WITH_HOLDINGS =
      List.of("banking", "insurance", "telecom", "software", "brokerage", "travel", "property");

  private static final String CURRENCY = "USD";

  /**
   * Something that the pages show.
   *
   * @param id the business's id
   * @param category its category
   * @param priceMinor its price, in cents
   * @param names by language
   */
  record Product(String id, String category, long priceMinor, Map<String, String> names) {}

  /**
   * Something that a customer may hold.
   *
   * @param kind as in the rule library's {@code agreements.yaml}
   * @param names by language
   * @param percent how many of the customers hold it
   * @param value from what worth to what, in whole dollars
   * @param heldDays since how many days it is held, from and to
   * @param startsInDays in how many days it begins, from and to; null when it has begun
   * @param endsInDays in how many days it ends, from its beginning or the first day; null for never
   * @param usedDays up to how many days ago it was last used; null when it is not used
   */
  record Holding(
      String kind,
      Map<String, String> names,
      int percent,
      Range value,
      Range heldDays,
      @Nullable Range startsInDays,
      @Nullable Range endsInDays,
      @Nullable Integer usedDays) {}

  /**
   * Whole numbers.
   *
   * @param from the least
   * @param to the most
   */
  record Range(int from, int to) {}

  /** Nobody changes them. */
  Industry {
    products = List.copyOf(products);
    holdings = List.copyOf(holdings);
    phrases = Map.copyOf(phrases);
  }

  /** The names of those that there are. */
  static List<String> names() {
    return Stream.concat(Stream.of(RETAIL), WITH_HOLDINGS.stream()).toList();
  }

  /** The business of that name and seed. */
  static Simulation simulation(String name, long seed) {
    return name.equals(RETAIL) ? new DemoShop(seed) : new DemoBusiness(named(name), seed);
  }

  /** What there is to know of the one of that name. */
  static Industry named(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            Industry.class.getResourceAsStream(name + ".json"), "There is no " + name + ".json.")) {
      return Messages.of(Industry.class).read(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<CatalogEntry> catalogue() {
    return products.stream()
        .map(
            product ->
                new CatalogEntry(
                    product.id(),
                    product.names(),
                    product.category(),
                    new Money(product.priceMinor(), CURRENCY),
                    null,
                    companionsOf(product)))
        .toList();
  }

  private List<String> companionsOf(Product product) {
    return products.stream()
        .filter(other -> other.category().equals(product.category()) && !other.equals(product))
        .map(Product::id)
        .toList();
  }
}
