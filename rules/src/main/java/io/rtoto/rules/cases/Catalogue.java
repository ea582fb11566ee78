package io.rtoto.rules.cases;

import io.rtoto.rules.yaml.Attempts;
import io.rtoto.rules.yaml.YamlText;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the shop of a case file sells. */
final class Catalogue {
  private static final List<String> WORDS =
      List.of("category", "price", "stock", "companions", "lasts");

  /** As groceries are. */
  private static final double REGULARITY = 2;

  private final Map<String, CatalogEntry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final List<ReplenishmentParameters.Product> lasting = new ArrayList<>();

  private Catalogue() {}

  /**
   * Reads {@code shoes: {category: footwear, price: 120.00 USD, companions: [socks]}}.
   *
   * @param attempts is told of each product that cannot be read
   */
  static Catalogue read(@Nullable YamlText text, Attempts attempts) {
    Catalogue catalogue = new Catalogue();
    if (text != null) {
      text.table("a catalogue")
          .forEach(
              (product, told) ->
                  attempts.run(
                      () -> {
                        catalogue.known.add(product.flat());
                        catalogue.add(product.word("a product"), told);
                      }));
    }
    return catalogue;
  }

  List<CatalogEntry> entries() {
    return List.copyOf(entries.values());
  }

  /** How many days a pack of each product lasts that {@code lasts: 30} is said of. */
  ReplenishmentParameters lasting() {
    return new ReplenishmentParameters(
        ReplenishmentParameters.MODEL,
        ReplenishmentParameters.DAYS,
        ReplenishmentParameters.CLAIMED_ABOVE,
        lasting.stream()
            .map(product -> product.category())
            .distinct()
            .map(category -> new ReplenishmentParameters.Category(category, 0, REGULARITY))
            .toList(),
        lasting,
        0,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** The product as an event names it. */
  ProductMention mention(YamlText text) {
    String product = text.word("a product");
    CatalogEntry entry = entries.get(product);
    if (entry == null && known.contains(product)) {
      // What is wrong with it is told where it stands.
      return new ProductMention(product, null, null);
    }
    if (entry == null) {
      throw text.unknown(product, "the catalogue", List.copyOf(known));
    }
    return new ProductMention(product, entry.category(), entry.price());
  }

  private void add(String product, YamlText told) {
    Map<String, YamlText> words = told.table("a product", WORDS);
    YamlText category = words.get("category");
    YamlText price = words.get("price");
    YamlText stock = words.get("stock");
    YamlText companions = words.get("companions");
    YamlText lasts = words.get("lasts");
    if (category == null || price == null) {
      throw told.problem("The product %s needs a category and a price.".formatted(product), "");
    }
    if (lasts != null) {
      long days = FactReader.number(lasts, 1, 3_650);
      lasting.add(
          new ReplenishmentParameters.Product(product, category.word("a category"), days, 0, 1));
    }
    entries.put(
        product,
        new CatalogEntry(
            product,
            Map.of("en", product),
            category.word("a category"),
            price.money(),
            stock == null ? null : (int) FactReader.number(stock, 0, Integer.MAX_VALUE),
            companions == null
                ? List.of()
                : companions.items().stream().map(item -> item.word("a product")).toList()));
  }
}
