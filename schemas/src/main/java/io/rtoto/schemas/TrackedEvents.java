package io.rtoto.schemas;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.CallLogged;
import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.CheckoutStepViewed;
import io.rtoto.schemas.events.ConversationEnded;
import io.rtoto.schemas.events.CouponDenied;
import io.rtoto.schemas.events.CreditLimitChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.PaymentFailed;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductFoundSoldOut;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductRemovedFromCart;
import io.rtoto.schemas.events.ProductUnwished;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.ProductWished;
import io.rtoto.schemas.events.ShipmentMoved;
import io.rtoto.schemas.events.StoreVisited;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of the {@code track} events that have a record of their own: by name as sent. */
final class TrackedEvents {
  /** Makes the record of an event from its properties. */
  interface Mapping {
    CustomerEvent read(Occurrence occurrence, Fields properties, String defaultCurrency)
        throws Unsound;
  }

  /**
   * A row of the table.
   *
   * @param topic where the event travels
   * @param modelled the properties that its record holds
   * @param mapping makes its record
   */
  record Tracked(Topic topic, Set<String> modelled, Mapping mapping) {}

  /** The beginning of the names of all events of the Live Chat spec. */
  private static final String LIVE_CHAT = "Live Chat ";

  private static final Set<String> PRODUCT = and(Products.MENTION, "currency");
  private static final Set<String> CART_LINE = and(Products.LINE, "currency");
  private static final Set<String> ORDER = Set.of("order_id", "total", "currency", "products");
  private static final Set<String> CHECKOUT = Set.of("total", "currency");
  private static final Set<String> CHECKOUT_STEP = Set.of("shipping", "currency");
  private static final Set<String> REFUSAL = Set.of("reason");
  private static final Set<String> CONVERSATION = Set.of("conversation_id", "channel");
  private static final Set<String> CHAT = Set.of("conversation_id", "channel", "message_body");
  private static final Set<String> CALLBACK = Set.of("channel");
  private static final Set<String> CALL = Set.of("channel", "agent_id");
  private static final Set<String> PLACED = and(ORDER, "channel");
  private static final Set<String> STORE = Set.of("store_id");
  private static final Set<String> CREDIT = Set.of("limit", "owed", "currency");
  private static final Set<String> SHIPMENT = Set.of("order_id", "status");
  private static final Set<String> OFFER = Set.of("decisionId");

  private static final Map<String, Tracked> BY_NAME =
      Map.ofEntries(
          entry("Product Viewed", product(ProductViewed::new)),
          entry("Product Added", inCart()),
          entry("Wishlist Product Added to Cart", inCart()),
          entry("Product Removed", outOfCart()),
          entry("Product Added to Wishlist", product(ProductWished::new)),
          entry("Product Removed from Wishlist", product(ProductUnwished::new)),
          entry("Checkout Started", checkout()),
          entry("Checkout Step Viewed", checkoutStep()),
          entry("Coupon Denied", refusal(CouponDenied::new)),
          entry("Payment Failed", refusal(PaymentFailed::new)),
          entry("Product Out of Stock", product(ProductFoundSoldOut::new)),
          entry("Order Completed", placed()),
          entry("Order Cancelled", order(OrderCancelled::new)),
          entry("Order Refunded", order(OrderReturned::new)),
          entry("Live Chat Message Sent", chat(CustomerWrote::new)),
          entry("Live Chat Message Received", chat(AgentAnswered::new)),
          entry("Live Chat Conversation Ended", conversationEnd()),
          entry("Callback Requested", callback()),
          entry("Call Logged", call()),
          entry("Store Visited", storeVisit()),
          entry("Credit Limit Changed", creditLimit()),
          entry("Shipment Status Changed", shipment()),
          entry("Agreement Changed", agreement()),
          entry("Offer Shown", offer(OfferOutcome.SHOWN)),
          entry("Offer Clicked", offer(OfferOutcome.CLICKED)),
          entry("Offer Dismissed", offer(OfferOutcome.DISMISSED)),
          entry("Offer Expired", offer(OfferOutcome.EXPIRED)),
          entry("Offer Undelivered", offer(OfferOutcome.UNDELIVERED)));

  private TrackedEvents() {}

  /** The row of that event, or null when it has no record of its own. */
  static @Nullable Tracked named(String event) {
    return BY_NAME.get(event);
  }

  /** The topic on which an event of that name travels. */
  static Topic topicOf(String event) {
    Tracked tracked = BY_NAME.get(event);
    if (tracked != null) {
      return tracked.topic;
    }
    if (event.startsWith(LIVE_CHAT)) {
      return Topic.CHAT;
    }
    return event.equals("Order Updated") ? Topic.ORDERS : Topic.CLICKSTREAM;
  }

  /** The names in this table. */
  static Set<String> names() {
    return BY_NAME.keySet();
  }

  private interface OfProduct {
    CustomerEvent of(Occurrence occurrence, ProductMention product);
  }

  private static Tracked product(OfProduct event) {
    return new Tracked(
        Topic.CLICKSTREAM,
        PRODUCT,
        (occurrence, properties, currency) ->
            event.of(occurrence, Products.mention(properties, Amounts.in(properties, currency))));
  }

  private static Tracked inCart() {
    return new Tracked(
        Topic.CLICKSTREAM,
        CART_LINE,
        (occurrence, properties, currency) ->
            new ProductAddedToCart(
                occurrence,
                Products.mention(properties, Amounts.in(properties, currency)),
                Products.quantity(properties)));
  }

  private static Tracked outOfCart() {
    return new Tracked(
        Topic.CLICKSTREAM,
        CART_LINE,
        (occurrence, properties, currency) ->
            new ProductRemovedFromCart(
                occurrence,
                Products.mention(properties, Amounts.in(properties, currency)),
                Products.toldQuantity(properties)));
  }

  private static Tracked checkout() {
    return new Tracked(
        Topic.CLICKSTREAM,
        CHECKOUT,
        (occurrence, properties, currency) ->
            new CheckoutStarted(
                occurrence, Products.worth(properties, Amounts.in(properties, currency))));
  }

  private static Tracked checkoutStep() {
    return new Tracked(
        Topic.CLICKSTREAM,
        CHECKOUT_STEP,
        (occurrence, properties, currency) ->
            new CheckoutStepViewed(
                occurrence, Amounts.in(properties, currency).amount(properties, "shipping")));
  }

  private interface OfRefusal {
    CustomerEvent of(Occurrence occurrence, @Nullable String reason);
  }

  private static Tracked refusal(OfRefusal event) {
    return new Tracked(
        Topic.CLICKSTREAM,
        REFUSAL,
        (occurrence, properties, currency) -> event.of(occurrence, properties.text("reason")));
  }

  private interface OfOrder {
    CustomerEvent of(
        Occurrence occurrence, String orderId, @Nullable Money total, List<OrderLine> lines);
  }

  private static Tracked order(OfOrder event) {
    return new Tracked(
        Topic.ORDERS,
        ORDER,
        (occurrence, properties, currency) -> order(occurrence, properties, event));
  }

  private static Tracked placed() {
    return new Tracked(
        Topic.ORDERS,
        PLACED,
        (occurrence, properties, currency) -> {
          String channel = properties.text("channel");
          return order(
              occurrence,
              properties,
              (its, orderId, total, lines) -> new OrderPlaced(its, orderId, total, lines, channel));
        });
  }

  /** An order's amounts stand in the currency that it tells: a guess would be booked as spent. */
  private static CustomerEvent order(Occurrence occurrence, Fields properties, OfOrder event)
      throws Unsound {
    Amounts amounts = Amounts.in(properties, null);
    String orderId = properties.requiredText("order_id", Names.MAX_LENGTH);
    List<OrderLine> lines = Products.lines(properties, amounts);
    return event.of(occurrence, orderId, Products.total(properties, lines, amounts), lines);
  }

  private interface OfChat {
    CustomerEvent of(Occurrence occurrence, String conversationId, String channel, String text);
  }

  private static Tracked chat(OfChat event) {
    return new Tracked(
        Topic.CHAT,
        CHAT,
        (occurrence, properties, currency) ->
            event.of(
                occurrence,
                properties.requiredText("conversation_id", Names.MAX_LENGTH),
                textOr("web", properties, "channel"),
                textOr("", properties, "message_body")));
  }

  private static Tracked conversationEnd() {
    return new Tracked(
        Topic.CHAT,
        CONVERSATION,
        (occurrence, properties, currency) ->
            new ConversationEnded(
                occurrence,
                properties.requiredText("conversation_id", Names.MAX_LENGTH),
                textOr("web", properties, "channel")));
  }

  private static Tracked callback() {
    return new Tracked(
        Topic.CHAT,
        CALLBACK,
        (occurrence, properties, currency) ->
            new CallbackRequested(occurrence, textOr("web", properties, "channel")));
  }

  private static Tracked call() {
    return new Tracked(
        Topic.CHAT,
        CALL,
        (occurrence, properties, currency) ->
            new CallLogged(
                occurrence, textOr("phone", properties, "channel"), properties.text("agent_id")));
  }

  private static Tracked storeVisit() {
    return new Tracked(
        Topic.CHAT,
        STORE,
        (occurrence, properties, currency) ->
            new StoreVisited(occurrence, properties.text("store_id")));
  }

  private static Tracked creditLimit() {
    return new Tracked(
        Topic.BACKEND,
        CREDIT,
        (occurrence, properties, currency) -> {
          Amounts amounts = Amounts.in(properties, null);
          return new CreditLimitChanged(
              occurrence, amounts.amount(properties, "limit"), amounts.amount(properties, "owed"));
        });
  }

  private static Tracked shipment() {
    return new Tracked(
        Topic.BACKEND,
        SHIPMENT,
        (occurrence, properties, currency) ->
            new ShipmentMoved(
                occurrence,
                properties.requiredText("order_id", Names.MAX_LENGTH),
                properties.requiredText("status", Names.MAX_LENGTH)));
  }

  private static Tracked agreement() {
    return new Tracked(
        Topic.BACKEND,
        ToldAgreements.FIELDS,
        (occurrence, properties, currency) -> ToldAgreements.read(occurrence, properties));
  }

  private static Tracked offer(OfferOutcome outcome) {
    return new Tracked(
        Topic.INTERACTIONS,
        OFFER,
        (occurrence, properties, currency) ->
            new OfferOutcomeReported(
                occurrence,
                properties.requiredText("decisionId", Names.MAX_LENGTH),
                outcome,
                slot(properties)));
  }

  /** Nothing hangs on it but how long the outcome is remembered: what is no slot is passed over. */
  private static @Nullable String slot(Fields properties) {
    JsonNode slot = properties.value("slot");
    return slot == null || !slot.isTextual() || slot.textValue().length() > Names.MAX_LENGTH
        ? null
        : slot.textValue();
  }

  private static String textOr(String otherwise, Fields fields, String field) throws Unsound {
    String text = fields.text(field);
    return text == null ? otherwise : text;
  }

  private static Set<String> and(Set<String> names, String another) {
    return Stream.concat(names.stream(), Stream.of(another))
        .collect(Collectors.toUnmodifiableSet());
  }
}
