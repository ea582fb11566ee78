package io.rtoto.cli.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Shop events of the REES46 data set, in US dollars. */
final class Rees46Lines extends TableLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  Rees46Lines(String label) {
    super(
        label,
        "event_time",
        "event_type",
        "product_id",
        "category_id",
        "category_code",
        "brand",
        "price",
        "user_id",
        "user_session");
  }

  @Override
  Call call(Row row, String lineId) throws UnreadableLine {
    String user = row.required("user_id");
    String product = row.required("product_id");
    Instant at = time(row.required("event_time"));
    return switch (row.required("event_type")) {
      case "view" -> product(row, Call.ofUser("Product Viewed", lineId, user, at), product);
      case "cart" ->
          product(row, Call.ofUser("Product Added", lineId, user, at), product).with("quantity", 1);
      case "remove_from_cart" ->
          product(row, Call.ofUser("Product Removed", lineId, user, at), product)
              .with("quantity", 1);
      case "purchase" ->
          order(row, Call.ofUser("Order Completed", lineId, user, at), product, lineId);
      default ->
          throw UnreadableLine.of(
              "event_type",
              row.text("event_type"),
              "one of view, cart, remove_from_cart, purchase");
    };
  }

  private static Call product(Row row, Call call, String product) throws UnreadableLine {
    call.with("product_id", product)
        .with("category", category(row))
        .with("brand", row.text("brand"))
        .with("session_id", row.text("user_session"));
    return row.text("price").isEmpty()
        ? call
        : call.with("price", row.number("price")).with("currency", "USD");
  }

  private static Call order(Row row, Call call, String product, String orderId)
      throws UnreadableLine {
    call.with("order_id", orderId).with("session_id", row.text("user_session"));
    ObjectNode line = call.line(product).put("quantity", 1);
    if (!category(row).isEmpty()) {
      line.put("category", category(row));
    }
    if (!row.text("price").isEmpty()) {
      BigDecimal price = row.number("price");
      line.put("price", Call.plain(price));
      call.with("total", price).with("currency", "USD");
    }
    return call;
  }

  private static String category(Row row) throws UnreadableLine {
    String code = row.text("category_code");
    return code.isEmpty() ? row.text("category_id") : code;
  }

  private static Instant time(String text) throws UnreadableLine {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw UnreadableLine.of("event_time", text, "a time such as 2019-10-01 00:00:00 UTC");
    }
  }
}
