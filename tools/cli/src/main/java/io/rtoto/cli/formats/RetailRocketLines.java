package io.rtoto.cli.formats;

import java.time.Instant;

/** Events of the RetailRocket data set: visitors, no prices. */
final class RetailRocketLines extends TableLines {
  RetailRocketLines(String label) {
    super(label, "timestamp", "visitorid", "event", "itemid", "transactionid");
  }

  @Override
  Call call(Row row, String lineId) throws UnreadableLine {
    String visitor = row.required("visitorid");
    String item = row.required("itemid");
    Instant at = Instant.ofEpochMilli(row.whole("timestamp"));
    return switch (row.required("event")) {
      case "view" -> Call.ofVisitor("Product Viewed", lineId, visitor, at).with("product_id", item);
      case "addtocart" ->
          Call.ofVisitor("Product Added", lineId, visitor, at)
              .with("product_id", item)
              .with("quantity", 1);
      case "transaction" -> {
        Call order =
            Call.ofVisitor("Order Completed", lineId, visitor, at)
                .with("order_id", WholeNumbers.withoutFraction(row.required("transactionid")));
        order.line(item).put("quantity", 1);
        yield order;
      }
      default ->
          throw UnreadableLine.of(
              "event", row.text("event"), "one of view, addtocart, transaction");
    };
  }
}
