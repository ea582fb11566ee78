package io.rtoto.cli.formats;

import java.time.DateTimeException;
import java.time.Instant;

/** User behaviour of the Taobao data set: no prices, no currency. */
final class TaobaoLines extends TableLines {
  TaobaoLines(String label) {
    super(label, "user_id", "item_id", "category_id", "behavior", "ts");
  }

  @Override
  Call call(Row row, String lineId) throws UnreadableLine {
    String user = row.required("user_id");
    String item = row.required("item_id");
    String category = row.text("category_id");
    Instant at = time(row.whole("ts"));
    return switch (row.required("behavior")) {
      case "pv" -> product(Call.ofUser("Product Viewed", lineId, user, at), item, category);
      case "cart" ->
          product(Call.ofUser("Product Added", lineId, user, at), item, category)
              .with("quantity", 1);
      case "fav" ->
          product(Call.ofUser("Product Added to Wishlist", lineId, user, at), item, category);
      case "buy" -> {
        Call order = Call.ofUser("Order Completed", lineId, user, at).with("order_id", lineId);
        order.line(item).put("quantity", 1).put("category", category);
        yield order;
      }
      default ->
          throw UnreadableLine.of("behavior", row.text("behavior"), "one of pv, cart, fav, buy");
    };
  }

  private static Call product(Call call, String item, String category) {
    return call.with("product_id", item).with("category", category);
  }

  private static Instant time(long seconds) throws UnreadableLine {
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw UnreadableLine.of("ts", Long.toString(seconds), "seconds since 1970");
    }
  }
}
