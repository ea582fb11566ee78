package io.rtoto.gateway.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.gateway.shop.Receipt.Line;
import io.rtoto.gateway.shop.Receipt.Perks;
import io.rtoto.schemas.Sha256;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders, at the shop's own prices. Each is told to the gateway as a shop's server does: over HTTP,
 * by a server key.
 */
final class Orders {
  private static final int MOST_LINES = 50;
  private static final int MOST_PIECES = 99;

  private final HttpClient http;
  private final Shelves shelves;
  private final String authorization;

  Orders(HttpClient http, Shelves shelves, String serverKey) {
    this.http = http;
    this.shelves = shelves;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((serverKey + ":").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What that order costs.
   *
   * @param order what the page sends: {@code checkoutId}, {@code lines} of {@code productId} and
   *     {@code quantity}, {@code perks}
   * @throws Unsold when it cannot be sold, with a sentence that says why
   */
  Receipt receipt(JsonNode order) throws Unsold {
    List<Line> lines = new ArrayList<>();
    for (JsonNode line : order.path("lines")) {
      lines.add(line(line.path("productId").asText(), line.path("quantity").asInt()));
    }
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new Unsold("An order has 1 to " + MOST_LINES + " lines; this one has " + lines.size());
    }
    if (lines.stream().map(line -> line.price().currency()).distinct().count() > 1) {
      throw new Unsold("An order is paid in one currency");
    }
    String checkoutId = order.path("checkoutId").asText();
    if (checkoutId.isEmpty() || checkoutId.length() > 100) {
      throw new Unsold("An order has a checkoutId of 1 to 100 characters");
    }
    List<String> perks = new ArrayList<>();
    order.path("perks").forEach(perk -> perks.add(perk.asText()));
    return Receipt.of(
        // The same checkout sent again is the same order.
        "R" + HexFormat.of().withUpperCase().formatHex(Sha256.of(checkoutId), 0, 4),
        lines,
        new Perks(perks.contains("free-delivery"), perks.contains("voucher")));
  }

  private Line line(String productId, int quantity) throws Unsold {
    Optional<CatalogEntry> found = shelves.product(productId);
    if (found.isEmpty()) {
      throw new Unsold("Nothing is sold under the id " + productId);
    }
    CatalogEntry product = found.get();
    Integer stock = product.stock();
    int most = stock == null ? MOST_PIECES : Math.min(MOST_PIECES, stock);
    if (quantity < 1 || quantity > most) {
      throw new Unsold("Of " + productId + " 1 to " + most + " pieces are sold, not " + quantity);
    }
    return new Line(productId, product.category(), product.price(), quantity);
  }

  /**
   * Tells the gateway, and answers whether it has it.
   *
   * @param port where the gateway listens on this machine
   * @param userId who is signed in; null when nobody is
   */
  Future<Boolean> tell(
      String host, int port, Receipt receipt, String anonymousId, @Nullable String userId) {
    ObjectNode call =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "track")
            .put("event", "Order Completed")
            .put("messageId", "order-completed-" + receipt.orderId())
            .put("anonymousId", anonymousId);
    if (userId != null) {
      call.put("userId", userId);
    }
    ObjectNode properties = call.putObject("properties");
    properties
        .put("order_id", receipt.orderId())
        .put("currency", receipt.currency())
        .put("total", decimal(receipt.total(), receipt.currency()))
        .put("shipping", decimal(receipt.delivery(), receipt.currency()))
        .put("discount", decimal(receipt.discount(), receipt.currency()));
    receipt.lines().forEach(line -> add(properties.withArray("products").addObject(), line));
    return http.request(HttpMethod.POST, port, host, "/v1/track")
        .compose(
            request ->
                request
                    .putHeader("Authorization", authorization)
                    .putHeader("Content-Type", "application/json")
                    .send(Buffer.buffer(call.toString())))
        .compose(response -> response.body().map(body -> response.statusCode() == 200));
  }

  private static void add(ObjectNode product, Line line) {
    product
        .put("product_id", line.productId())
        .put("category", line.category())
        .put("quantity", line.quantity())
        .put("price", decimal(line.price().minor(), line.price().currency()));
  }

  private static BigDecimal decimal(long minor, String currency) {
    return BigDecimal.valueOf(minor)
        .movePointLeft(Currency.getInstance(currency).getDefaultFractionDigits());
  }

  /** An order that cannot be sold; its message is a sentence for the buyer. */
  static final class Unsold extends IOException {
    private static final long serialVersionUID = 1;

    Unsold(String why) {
      super(why + ".");
    }
  }
}
