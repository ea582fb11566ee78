package io.rtoto.cli.models;

import io.rtoto.cli.console.Counted;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.models.ReplenishmentParameters.Category;
import io.rtoto.schemas.models.ReplenishmentParameters.Product;
import java.io.PrintWriter;
import java.time.ZoneOffset;

/**
 * What parameters of how long products last say, for a person.
 *
 * @param parameters the parameters
 */
record ReplenishmentDescription(ReplenishmentParameters parameters) {
  private static final int MOST_PRODUCTS = 10;

  void tell(PrintWriter out) {
    out.printf(
        "How long %s last%s, of %s, from %s to %s.%n",
        Counted.of(parameters.products().size(), "product"),
        parameters.products().size() == 1 ? "s" : "",
        Counted.of(parameters.customers(), "customer"),
        parameters.from().atOffset(ZoneOffset.UTC).toLocalDate(),
        // The end is the midnight after the last day.
        parameters.to().minusNanos(1).atOffset(ZoneOffset.UTC).toLocalDate());
    parameters.categories().forEach(category -> tell(category, out));
    if (!parameters.products().isEmpty()) {
      out.println("Those bought most:");
      parameters.products().stream().limit(MOST_PRODUCTS).forEach(product -> tell(product, out));
    }
    if (parameters.leftOut() > 0) {
      out.printf(
          "%s more would be in it if it could hold more than %,d.%n",
          Counted.of(parameters.leftOut(), "product"), ReplenishmentParameters.MOST_PRODUCTS);
    }
    out.flush();
  }

  private void tell(Category category, PrintWriter out) {
    String name = category.category().isEmpty() ? "(no category)" : category.category();
    String pairs = Counted.of(category.pairs(), "pair");
    Double k = category.k();
    if (k == null) {
      out.printf(
          "  %-20s not claimed: %s of intervals %s too few to tell how regularly it is bought%n",
          name, pairs, category.pairs() == 1 ? "is" : "are");
    } else if (parameters.claims(category)) {
      long products =
          parameters.products().stream()
              .filter(product -> product.category().equals(category.category()))
              .count();
      out.printf(
          "  %-20s k %.2f of %s of intervals: %s%n",
          name, k, pairs, Counted.of(products, "product"));
    } else {
      out.printf(
          "  %-20s not claimed: k %.2f of %s of intervals; expected above %.1f%n",
          name, k, pairs, parameters.claimedAbove());
    }
  }

  private static void tell(Product product, PrintWriter out) {
    String pack =
        product.packSize() == 1
            ? "%.1f days a pack".formatted(product.days())
            : "%.1f days a pack of %d"
                .formatted(product.days() * product.packSize(), product.packSize());
    out.printf(
        "  %-20s %s (%s)%n",
        product.productId(), pack, Counted.of(product.customers(), "customer"));
  }
}
