package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.ProductMention;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the products that an event names. */
final class Products {
  /** Lines of one order. */
  static final int MAX_LINES = 2_000;

  /** Pieces of one product. */
  static final int MAX_QUANTITY = 1_000_000;

  /** The fields that {@link #mention} reads. */
  static final Set<String> MENTION = Set.of("product_id", "productId", "category", "price");

  /** The fields that a line of an order is read from. */
  static final Set<String> LINE =
      Set.of("product_id", "productId", "category", "price", "quantity");

  private static final String[] IDS = {"product_id", "productId", "sku"};

  private Products() {}

  /** The product that these fields describe. */
  static ProductMention mention(Fields fields, Amounts amounts) throws Unsound {
    return new ProductMention(
        id(fields), fields.text("category", Names.MAX_LENGTH), amounts.amount(fields, "price"));
  }

  private static String id(Fields fields) throws Unsound {
    String id = null;
    for (String field : IDS) {
      String told = fields.text(field, Names.MAX_LENGTH);
      id = id == null ? told : id;
    }
    return id == null ? fields.requiredText(IDS[0], Names.MAX_LENGTH) : id;
  }

  /** How many pieces; 1 when not told. */
  static int quantity(Fields fields) throws Unsound {
    Integer told = toldQuantity(fields);
    return told == null ? 1 : told;
  }

  /** How many pieces; null when not told. */
  static @Nullable Integer toldQuantity(Fields fields) throws Unsound {
    JsonNode value = fields.value("quantity");
    if (value == null) {
      return null;
    }
    if (value.isNumber()) {
      BigDecimal quantity = value.decimalValue();
      if (quantity.compareTo(BigDecimal.ONE) >= 0
          && quantity.compareTo(BigDecimal.valueOf(MAX_QUANTITY)) <= 0
          && quantity.stripTrailingZeros().scale() <= 0) {
        return quantity.intValueExact();
      }
    }
    throw fields.unexpected(
        "quantity", "a whole number from 1 to " + MAX_QUANTITY, Fields.shown(value));
  }

  /** The lines of an order; empty when not told. */
  static List<OrderLine> lines(Fields order, Amounts amounts) throws Unsound {
    List<Fields> products = order.objects("products", MAX_LINES);
    List<OrderLine> lines = new ArrayList<>(products.size());
    for (Fields product : products) {
      lines.add(new OrderLine(mention(product, amounts), quantity(product)));
    }
    return lines;
  }

  /** What the order comes to: as told, else by its lines where all of them have a price. */
  static @Nullable Money total(Fields order, List<OrderLine> lines, Amounts amounts)
      throws Unsound {
    Money told = worth(order, amounts);
    return told != null || lines.isEmpty() ? told : sum(order, lines);
  }

  /** What cart or order come to, as told; null when not told. */
  static @Nullable Money worth(Fields fields, Amounts amounts) throws Unsound {
    return amounts.firstAmount(fields, "total", "revenue", "value");
  }

  private static @Nullable Money sum(Fields order, List<OrderLine> lines) throws Unsound {
    // No overflow: a price is at most 10^12 and a quantity 10^6, and each step is checked.
    long sum = 0;
    String currency = "";
    for (OrderLine line : lines) {
      Money price = line.product().price();
      if (price == null) {
        return null;
      }
      sum += price.minor() * line.quantity();
      currency = price.currency();
      if (sum > Amounts.MAX_MINOR) {
        throw order.unexpected(
            "products", "lines of at most " + Amounts.MAX_MINOR + " minor units together", "more");
      }
    }
    return new Money(sum, currency);
  }
}
