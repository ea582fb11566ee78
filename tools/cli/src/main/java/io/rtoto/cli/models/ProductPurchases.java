package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.replenishment.Bought;
import io.rtoto.jobs.replenishment.ProductHistory;
import io.rtoto.jobs.replenishment.fitting.ReplenishmentFit;
import io.rtoto.jobs.replenishment.fitting.ReplenishmentFit.Offered;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.models.ReplenishmentParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How much of which product whom bought on which day, as files tell in any order. */
final class ProductPurchases {
  private final Map<Name, Map<String, NavigableMap<Integer, Integer>>> pieces = new HashMap<>();
  private final Map<String, CategoryTold> categories = new HashMap<>();
  private final OrdersRead read;

  /** The category that the newest order tells; of one moment, the greater name. */
  private record CategoryTold(Instant at, String category) {
    CategoryTold newer(CategoryTold other) {
      int order = at.compareTo(other.at);
      return order > 0 || (order == 0 && category.compareTo(other.category) > 0) ? this : other;
    }
  }

  /** Reads the orders before that time; null: all. */
  ProductPurchases(InputFormat format, @Nullable Instant to, Progress progress, List<Path> files)
      throws IOException {
    read = new OrderReader(format, to, progress, this::take).read(files);
  }

  private void take(Name customer, OrderPlaced order) {
    Instant at = order.occurrence().at();
    int day = (int) PurchaseHistory.dayOf(at);
    Map<String, NavigableMap<Integer, Integer>> products =
        pieces.computeIfAbsent(customer, none -> new HashMap<>());
    for (OrderLine line : order.lines()) {
      String product = line.product().productId();
      products
          .computeIfAbsent(product, none -> new TreeMap<>())
          .merge(day, line.quantity(), ProductPurchases::sum);
      String category = line.product().category();
      if (category != null) {
        categories.merge(product, new CategoryTold(at, category), CategoryTold::newer);
      }
    }
  }

  private static int sum(int one, int other) {
    return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
  }

  /** How long products last; of a product that the catalogue lacks, as the orders tell. */
  ReplenishmentParameters learned(Map<String, CatalogEntry> catalogue) {
    int first =
        pieces.values().stream()
            .flatMap(products -> products.values().stream())
            .mapToInt(NavigableMap::firstKey)
            .min()
            .orElseThrow(
                () -> new CommandFailure("There is no product in an order of a customer there."));
    ReplenishmentFit fit = new ReplenishmentFit();
    forEach((product, days) -> fit.add(offered(product, catalogue.get(product)), history(days)));
    return fit.learned(
        pieces.size(), Purchases.beginOf(first), Purchases.beginOf(read.lastDay() + 1));
  }

  /** Of each customer and product, what was bought by day. */
  void forEach(BiConsumer<String, NavigableMap<Integer, Integer>> purchases) {
    pieces.values().forEach(products -> products.forEach(purchases));
  }

  static ProductHistory history(NavigableMap<Integer, Integer> days) {
    List<Bought> newestFirst = new ArrayList<>(days.size());
    days.descendingMap().forEach((day, bought) -> newestFirst.add(new Bought(day, bought)));
    return new ProductHistory(newestFirst);
  }

  void tell(PrintWriter out) {
    read.tell(pieces.size(), out);
  }

  private Offered offered(String product, @Nullable CatalogEntry entry) {
    CategoryTold told = categories.get(product);
    String category = told == null ? "" : told.category();
    if (entry == null) {
      return new Offered(product, category, 1);
    }
    Integer packSize = entry.packSize();
    return new Offered(
        product,
        (Object) entry.category() == null ? category : entry.category(),
        packSize == null ? 1 : packSize);
  }
}
