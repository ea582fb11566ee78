package io.rtoto.cli.shop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes down the calls of one visit of one shopper, while time passes. */
final class Visit {
  private static final String CURRENCY = "USD";

  private final Shopper shopper;
  private final String id;
  private final String device;
  private final SplittableRandom random;
  private final List<ShopCall> calls = new ArrayList<>();
  private final Map<String, CatalogEntry> cart = new LinkedHashMap<>();
  private Instant now;
  private boolean loggedIn;

  /**
   * Begins a visit.
   *
   * @param id unique to the visit
   * @param device which of the shopper's devices
   */
  Visit(Shopper shopper, String id, int device, Instant start, SplittableRandom random) {
    this.shopper = shopper;
    this.id = id;
    this.device = shopper.anonymousIds().get(device);
    this.random = random;
    this.now = start;
  }

  void opensPage(String name) {
    ObjectNode call = call("page");
    call.put("name", name);
    properties(call).put("path", "/" + name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    send(call);
  }

  void logsIn() {
    if (shopper.userId() == null || loggedIn) {
      return;
    }
    loggedIn = true;
    ObjectNode call = call("identify");
    call.putObject("traits")
        .put("email", shopper.email())
        .put("language", shopper.language())
        .put("timezone", shopper.timeZone());
    if (shopper.agreesToMail()) {
      call.withObject("/context/consent/categoryPreferences").put("marketing.email", true);
    }
    send(call);
  }

  void allowsMarketing() {
    ObjectNode call = track("Segment Consent Preference Updated");
    call.withObject("/context/consent/categoryPreferences").put("marketing", true);
    send(call);
  }

  void views(CatalogEntry product) {
    ObjectNode call = track("Product Viewed");
    describe(properties(call), product).put("currency", CURRENCY);
    send(call);
  }

  void adds(CatalogEntry product) {
    cart.put(product.productId(), product);
    ObjectNode call = track("Product Added");
    describe(properties(call), product).put("currency", CURRENCY).put("quantity", 1);
    send(call);
  }

  void removes(CatalogEntry product) {
    cart.remove(product.productId());
    ObjectNode call = track("Product Removed");
    describe(properties(call), product).put("currency", CURRENCY).put("quantity", 1);
    send(call);
  }

  void wishes(CatalogEntry product) {
    ObjectNode call = track("Product Added to Wishlist");
    describe(properties(call), product).put("currency", CURRENCY);
    send(call);
  }

  void startsCheckout() {
    ObjectNode call = track("Checkout Started");
    properties(call).put("order_id", orderId()).put("value", worth()).put("currency", CURRENCY);
    send(call);
  }

  /** Buys what is in the cart; the order's number. */
  String buys() {
    String orderId = orderId();
    ObjectNode call = track("Order Completed");
    ObjectNode properties = properties(call);
    properties.put("order_id", orderId).put("total", worth()).put("currency", CURRENCY);
    cart.values()
        .forEach(
            product ->
                describe(properties.withArray("products").addObject(), product).put("quantity", 1));
    cart.clear();
    send(call);
    return orderId;
  }

  void returns(String orderId, CatalogEntry product) {
    ObjectNode call = track("Order Refunded");
    ObjectNode properties = properties(call);
    properties.put("order_id", orderId).put("total", price(product)).put("currency", CURRENCY);
    describe(properties.withArray("products").addObject(), product).put("quantity", 1);
    send(call);
  }

  void writes(String text) {
    chat("Live Chat Message Sent", text);
  }

  void isAnswered(String text) {
    chat("Live Chat Message Received", text);
  }

  void leavesTheChat() {
    send(inChat("Live Chat Conversation Ended"));
  }

  /** Puts a product into the cart without telling anyone, as the shop's server knows it. */
  void takes(CatalogEntry product) {
    cart.put(product.productId(), product);
  }

  /** Lets time pass until then. */
  void isNow(Instant time) {
    now = time;
  }

  /** Lets that many seconds pass, give or take a half. */
  void waits(int seconds) {
    long millis = seconds * 1000L;
    now = now.plusMillis(millis / 2 + random.nextLong(millis));
  }

  List<ShopCall> calls() {
    return List.copyOf(calls);
  }

  /** What lies in the cart. */
  List<CatalogEntry> cart() {
    return List.copyOf(cart.values());
  }

  /** The id that the visit's calls go by in the end. */
  String knownAs() {
    String userId = shopper.userId();
    return loggedIn && userId != null ? userId : device;
  }

  private void chat(String event, String text) {
    ObjectNode call = inChat(event);
    properties(call).put("message_body", text);
    send(call);
  }

  private ObjectNode inChat(String event) {
    ObjectNode call = track(event);
    properties(call).put("conversation_id", "conversation-" + id).put("channel", "web");
    return call;
  }

  private String orderId() {
    return "order-" + id;
  }

  private ObjectNode track(String event) {
    ObjectNode call = call("track");
    call.put("event", event);
    return call;
  }

  private ObjectNode call(String type) {
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("type", type);
    call.put("messageId", id + "-" + calls.size());
    call.put("anonymousId", device);
    @Nullable String userId = loggedIn ? shopper.userId() : null;
    if (userId != null) {
      call.put("userId", userId);
    }
    call.put("timestamp", now.toString());
    call.putObject("context")
        .put("locale", shopper.language())
        .putObject("library")
        .put("name", "rtoto-demo-shop");
    return call;
  }

  private static ObjectNode properties(ObjectNode call) {
    return call.withObject("/properties");
  }

  private ObjectNode describe(ObjectNode node, CatalogEntry product) {
    return node.put("product_id", product.productId())
        .put("name", product.names().get(shopper.language()))
        .put("category", product.category())
        .put("price", price(product));
  }

  private BigDecimal worth() {
    return cart.values().stream().map(Visit::price).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal price(CatalogEntry product) {
    return BigDecimal.valueOf(product.price().minor(), 2);
  }

  private void send(ObjectNode call) {
    calls.add(new ShopCall(now, call));
    now = now.plus(Duration.ofMillis(random.nextLong(500, 4000)));
  }
}
