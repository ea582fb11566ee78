package io.rtoto.jobs.engagement;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderLine;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductRemovedFromCart;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.Traits;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.InformedEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The customers of the tests: what each does, as it reaches engagement. */
final class Customers {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final ProductMention SHOES = product("shoes", "footwear", 8_000);
  static final ProductMention BOOTS = product("boots", "footwear", 12_000);
  static final ProductMention SANDALS = product("sandals", "footwear", 3_000);
  static final ProductMention SOCKS = product("socks", "clothing", 500);

  static final Customers ANNA = new Customers("anna");
  static final Customers BERT = new Customers("bert");

  private final String name;

  private Customers(String name) {
    this.name = name;
  }

  static ProductMention product(String id, @Nullable String category, long priceMinor) {
    return new ProductMention(id, category, new Money(priceMinor, "EUR"));
  }

  String id() {
    return name;
  }

  Identifier browser() {
    return new Identifier(IdentifierType.ANONYMOUS_ID, name + "-browser");
  }

  InformedEvent views(ProductMention product, Instant at, String... companions) {
    return with(
        new ProductViewed(occurrence("view " + product.productId(), at), product), companions);
  }

  InformedEvent adds(ProductMention product, Instant at) {
    return adds(product, 1, at);
  }

  InformedEvent adds(ProductMention product, int quantity, Instant at) {
    return with(
        new ProductAddedToCart(occurrence("add " + product.productId(), at), product, quantity));
  }

  InformedEvent removes(ProductMention product, Instant at) {
    return removes(product, null, at);
  }

  /** Takes some pieces out of the cart; null means all. */
  InformedEvent removes(ProductMention product, @Nullable Integer quantity, Instant at) {
    return with(
        new ProductRemovedFromCart(
            occurrence("remove " + product.productId(), at), product, quantity));
  }

  InformedEvent orders(Instant at, ProductMention... products) {
    long total = Arrays.stream(products).mapToLong(product -> minor(product)).sum();
    return with(
        new OrderPlaced(
            occurrence("order", at),
            "order at " + at,
            products.length == 0 ? null : new Money(total, "EUR"),
            Arrays.stream(products).map(product -> new OrderLine(product, 1)).toList()));
  }

  InformedEvent cancels(Instant at, Money total) {
    return with(new OrderCancelled(occurrence("cancel", at), "an order", total, List.of()));
  }

  InformedEvent returns(Instant at, Money total) {
    return with(new OrderReturned(occurrence("return", at), "an order", total, List.of()));
  }

  InformedEvent tells(Traits traits, Instant at) {
    return with(new CustomerIdentified(occurrence("identify", at), traits));
  }

  InformedEvent doesSomething(Instant at) {
    return with(new ActivityTracked(occurrence("something", at), "Something"));
  }

  InformedEvent isAnswered(Instant at) {
    return with(new AgentAnswered(occurrence("answer", at), "talk", "web", "Hello."));
  }

  InformedEvent isShownAnOffer(Instant at) {
    return with(
        new OfferOutcomeReported(occurrence("shown", at), "a-decision", OfferOutcome.SHOWN));
  }

  private InformedEvent with(CustomerEvent event, String... companions) {
    Identifier account = new Identifier(IdentifierType.USER_ID, name + "-account");
    return new InformedEvent(
        new IdentifiedEvent(
            Occasion.hash(name, event.occurrence().messageId()),
            name,
            browser(),
            event instanceof CustomerIdentified ? List.of(account, browser()) : List.of(browser()),
            event),
        List.of(companions));
  }

  private static long minor(ProductMention product) {
    Money price = product.price();
    return price == null ? 0 : price.minor();
  }

  private static Occurrence occurrence(String what, Instant at) {
    return new Occurrence(what + " " + at, at, null, Topic.CLICKSTREAM, null);
  }
}
