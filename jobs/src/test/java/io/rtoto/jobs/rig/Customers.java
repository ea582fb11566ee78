package io.rtoto.jobs.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.events.CallLogged;
import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.CheckoutStepViewed;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ConsentChanged;
import io.rtoto.schemas.events.ConversationEnded;
import io.rtoto.schemas.events.CouponDenied;
import io.rtoto.schemas.events.CreditLimitChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
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
import io.rtoto.schemas.events.Traits;
import io.rtoto.schemas.flow.IdentifiedEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customers of the tests: what each does, as it reaches engagement. */
public final class Customers {
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  public static final ProductMention SHOES = product("shoes", "footwear", 8_000);
  public static final ProductMention BOOTS = product("boots", "footwear", 12_000);
  public static final ProductMention SANDALS = product("sandals", "footwear", 3_000);
  public static final ProductMention SOCKS = product("socks", "clothing", 500);

  public static final Customers ANNA = new Customers("anna");
  public static final Customers BERT = new Customers("bert");

  private final String name;

  private Customers(String name) {
    this.name = name;
  }

  public static ProductMention product(String id, @Nullable String category, long priceMinor) {
    return new ProductMention(id, category, new Money(priceMinor, "EUR"));
  }

  public String id() {
    return name;
  }

  public Identifier browser() {
    return new Identifier(IdentifierType.ANONYMOUS_ID, name + "-browser");
  }

  /** The name that outlasts the browser. */
  public Identifier account() {
    return new Identifier(IdentifierType.USER_ID, name + "-account");
  }

  public Deed views(ProductMention product, Instant at, String... companions) {
    return with(
        new ProductViewed(occurrence("view " + product.productId(), at), product), companions);
  }

  public Deed wishes(ProductMention product, Instant at) {
    return with(new ProductWished(occurrence("wish " + product.productId(), at), product));
  }

  public Deed givesUp(ProductMention product, Instant at) {
    return with(new ProductUnwished(occurrence("give up " + product.productId(), at), product));
  }

  public Deed adds(ProductMention product, Instant at) {
    return adds(product, 1, at);
  }

  public Deed adds(ProductMention product, int quantity, Instant at) {
    return with(
        new ProductAddedToCart(occurrence("add " + product.productId(), at), product, quantity));
  }

  public Deed removes(ProductMention product, Instant at) {
    return removes(product, null, at);
  }

  /** Takes some pieces out of the cart; null means all. */
  public Deed removes(ProductMention product, @Nullable Integer quantity, Instant at) {
    return with(
        new ProductRemovedFromCart(
            occurrence("remove " + product.productId(), at), product, quantity));
  }

  public Deed orders(Instant at, ProductMention... products) {
    long total = Arrays.stream(products).mapToLong(product -> minor(product)).sum();
    return with(
        new OrderPlaced(
            occurrence("order", at),
            "order at " + at,
            products.length == 0 ? null : new Money(total, "EUR"),
            Arrays.stream(products).map(product -> new OrderLine(product, 1)).toList()));
  }

  public Deed cancels(Instant at, Money total) {
    return with(new OrderCancelled(occurrence("cancel", at), "an order", total, List.of()));
  }

  public Deed returns(Instant at, Money total) {
    return returns("an order", at, total);
  }

  public Deed returns(String orderId, Instant at, Money total) {
    return with(new OrderReturned(occurrence("return " + orderId, at), orderId, total, List.of()));
  }

  /** Buys at the counter. */
  public Deed ordersAtTheCounter(Instant at, Money total) {
    return ordersThrough("store", at, total);
  }

  public Deed ordersThrough(String channel, Instant at, Money total) {
    return with(
        new OrderPlaced(occurrence("order", at), "order at " + at, total, List.of(), channel));
  }

  public Deed visitsTheStore(Instant at) {
    return with(new StoreVisited(occurrence("store", at), null));
  }

  public Deed isCalled(Instant at) {
    return with(new CallLogged(occurrence("call", at), "phone", null));
  }

  public Deed tells(Traits traits, Instant at) {
    return with(new CustomerIdentified(occurrence("identify", at), traits));
  }

  /** Says what may be said, or may not. */
  public Deed allows(Consent consent, Instant at) {
    return with(new ConsentChanged(occurrence("consent", at), List.of(consent)));
  }

  public Deed doesSomething(Instant at) {
    return with(new ActivityTracked(occurrence("something", at), "Something"));
  }

  /** The shop's mail to them arrives. */
  public Deed isMailed(Instant at) {
    return tracks("Email Delivered", at);
  }

  /** Does what has no record of its own, or has it befall them. */
  public Deed tracks(String event, Instant at) {
    return with(new ActivityTracked(occurrence(event, at), event));
  }

  public Deed checksOut(Instant at, @Nullable Money worth) {
    return with(new CheckoutStarted(occurrence("checkout", at), worth));
  }

  public Deed writes(String conversation, String text, Instant at) {
    return writes(conversation, "web", text, at);
  }

  public Deed writes(String conversation, String channel, String text, Instant at) {
    return with(
        new CustomerWrote(occurrence("write in " + conversation, at), conversation, channel, text));
  }

  /** Looks at a step of the checkout, which may show what sending costs. */
  public Deed seesShipping(@Nullable Money cost, Instant at) {
    return with(new CheckoutStepViewed(occurrence("step " + cost, at), cost));
  }

  public Deed cannotPay(Instant at) {
    return with(new PaymentFailed(occurrence("payment", at), null));
  }

  public Deed hasACouponDenied(Instant at) {
    return with(new CouponDenied(occurrence("coupon", at), null));
  }

  public Deed findsSoldOut(ProductMention product, Instant at) {
    return with(
        new ProductFoundSoldOut(occurrence("sold out " + product.productId(), at), product));
  }

  public Deed endsConversation(String conversation, Instant at) {
    return with(
        new ConversationEnded(occurrence("end of " + conversation, at), conversation, "web"));
  }

  public Deed asksToBeCalled(Instant at) {
    return asksToBeCalled("web", at);
  }

  public Deed asksToBeCalled(String channel, Instant at) {
    return with(new CallbackRequested(occurrence("callback", at), channel));
  }

  public Deed isAnswered(Instant at) {
    return isAnswered("talk", at);
  }

  public Deed isAnswered(String conversation, Instant at) {
    return with(
        new AgentAnswered(
            occurrence("answer in " + conversation, at), conversation, "web", "Hello."));
  }

  public Deed isShownAnOffer(Instant at) {
    return with(
        new OfferOutcomeReported(occurrence("shown", at), "a-decision", OfferOutcome.SHOWN, null));
  }

  /** May owe so much from now on; null means as much as they like. */
  public Deed mayOwe(@Nullable Money limit, Instant at) {
    return mayOwe(limit, null, at);
  }

  /** May owe so much, of which they owe that already; null is not told. */
  public Deed mayOwe(@Nullable Money limit, @Nullable Money owed, Instant at) {
    return with(new CreditLimitChanged(occurrence("credit", at), limit, owed));
  }

  public Deed isSent(String orderId, String status, Instant at) {
    return with(new ShipmentMoved(occurrence("shipment", at), orderId, status));
  }

  /** Holds something over time; null is what was not told. */
  public Deed holds(
      String id,
      String kind,
      AgreementStatus status,
      @Nullable Money value,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      @Nullable Instant lastUsedAt,
      Instant at) {
    return with(
        new AgreementReported(
            occurrence("agreement " + id, at),
            id,
            kind,
            "The " + kind,
            status,
            value,
            startsAt,
            endsAt,
            lastUsedAt));
  }

  /** What came of a decision. */
  public Deed reacts(String decisionId, OfferOutcome outcome, Instant at) {
    return with(new OfferOutcomeReported(occurrence("reaction", at), decisionId, outcome, "offer"));
  }

  /** To what the page recommended. */
  public Deed reactsToRecommendation(String decisionId, OfferOutcome outcome, Instant at) {
    return with(
        new OfferOutcomeReported(
            occurrence("reaction " + decisionId, at), decisionId, outcome, "recommendation"));
  }

  /** It counts under the account where the customer tells who they are, else under the browser. */
  private Deed with(CustomerEvent event, String... companions) {
    List<Identifier> names =
        event instanceof CustomerIdentified ? List.of(account(), browser()) : List.of(browser());
    return Deed.listing(
        new IdentifiedEvent(eventId(event), name, names.get(0), names, event), List.of(companions));
  }

  private String eventId(CustomerEvent event) {
    byte[] named = (name + "\n" + event.occurrence().messageId()).getBytes(UTF_8);
    return UUID.nameUUIDFromBytes(named).toString().replace("-", "");
  }

  private static long minor(ProductMention product) {
    Money price = product.price();
    return price == null ? 0 : price.minor();
  }

  private static Occurrence occurrence(String what, Instant at) {
    return new Occurrence(what + " " + at, at, null, Topic.CLICKSTREAM, null);
  }
}
