package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.AgreementChanged;
import io.rtoto.rules.facts.CartChanged;
import io.rtoto.rules.facts.FirstOrder;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.NthOrder;
import io.rtoto.rules.facts.TierChanged;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementReported;
import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductRemovedFromCart;
import io.rtoto.schemas.events.ProductViewed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The moments that an event brings about by happening: those that some rule is on.
 *
 * @param before what was remembered before the event
 * @param after what is with it
 * @param rules whoever is to be asked
 */
record Happenings(CustomerMemory before, CustomerMemory after, RulesInForce rules)
    implements CustomerEvent.Cases<List<Moment>> {

  static List<Moment> of(
      CustomerMemory before, CustomerEvent event, CustomerMemory after, RulesInForce rules) {
    List<Moment> moments = new ArrayList<>(event.fold(new Happenings(before, after, rules)));
    if (rules.areOn(TierChanged.class)) {
      TierRise.by(before, event, after, rules.standards()).ifPresent(moments::add);
    }
    return moments;
  }

  @Override
  public List<Moment> otherwise(CustomerEvent event) {
    return List.of();
  }

  @Override
  public List<Moment> productViewed(ProductViewed viewed) {
    return where(
        io.rtoto.rules.facts.ProductViewed.class,
        () -> Facts.productViewed(after, viewed.product()));
  }

  @Override
  public List<Moment> productAddedToCart(ProductAddedToCart added) {
    return cartChanged("added", added.product());
  }

  @Override
  public List<Moment> productRemovedFromCart(ProductRemovedFromCart removed) {
    return cartChanged("removed", removed.product());
  }

  /** What was taken out of a cart where it did not lie changed nothing. */
  private List<Moment> cartChanged(String change, ProductMention product) {
    if (!rules.areOn(CartChanged.class) || before.cart().items() == after.cart().items()) {
      return List.of();
    }
    Money worth = after.cart().worth();
    return List.of(
        new CartChanged(
            change,
            product.productId(),
            after.cart().inCart().size(),
            after.cart().items(),
            Facts.minor(worth),
            Facts.currency(worth)));
  }

  @Override
  public List<Moment> checkoutStarted(CheckoutStarted started) {
    return where(
        io.rtoto.rules.facts.CheckoutStarted.class,
        () -> {
          Money worth = started.worth() == null ? after.cart().worth() : started.worth();
          return new io.rtoto.rules.facts.CheckoutStarted(
              after.cart().inCart().size(),
              after.cart().items(),
              Facts.minor(worth),
              Facts.currency(worth));
        });
  }

  @Override
  public List<Moment> customerWrote(CustomerWrote wrote) {
    return where(
        io.rtoto.rules.facts.CustomerWrote.class,
        () -> {
          Money worth = after.cart().worth();
          return new io.rtoto.rules.facts.CustomerWrote(
              wrote.channel(),
              wrote.asks(),
              after.cart().inCart().size(),
              after.cart().items(),
              Facts.minor(worth),
              Facts.currency(worth));
        });
  }

  @Override
  public List<Moment> callbackRequested(CallbackRequested requested) {
    return where(
        io.rtoto.rules.facts.CallbackRequested.class,
        () -> {
          Money worth = after.cart().worth();
          return new io.rtoto.rules.facts.CallbackRequested(
              requested.channel(),
              after.cart().inCart().size(),
              after.cart().items(),
              Facts.minor(worth),
              Facts.currency(worth));
        });
  }

  @Override
  public List<Moment> orderPlaced(OrderPlaced order) {
    long number = after.orders().placed();
    int products = Facts.products(order.lines());
    int items = Facts.items(order.lines());
    long worthMinor = Facts.minor(order.total());
    String currency = Facts.currency(order.total());
    List<Moment> moments =
        new ArrayList<>(
            where(
                io.rtoto.rules.facts.OrderPlaced.class,
                () ->
                    new io.rtoto.rules.facts.OrderPlaced(
                        number, products, items, worthMinor, currency)));
    moments.addAll(
        number == 1
            ? where(FirstOrder.class, () -> new FirstOrder(products, items, worthMinor, currency))
            : where(
                NthOrder.class, () -> new NthOrder(number, products, items, worthMinor, currency)));
    return moments;
  }

  @Override
  public List<Moment> orderReturned(OrderReturned order) {
    return where(
        io.rtoto.rules.facts.OrderReturned.class,
        () ->
            new io.rtoto.rules.facts.OrderReturned(
                order.lines().isEmpty(),
                Facts.products(order.lines()),
                Facts.minor(order.total()),
                Facts.currency(order.total()),
                before.returns().areOf(order.orderId())));
  }

  @Override
  public List<Moment> agreementReported(AgreementReported changed) {
    return rules.areOn(AgreementChanged.class)
        ? AgreementMove.by(changed, before, after).stream().toList()
        : List.of();
  }

  private List<Moment> where(Class<? extends Moment> moment, Supplier<Moment> arises) {
    return rules.areOn(moment) ? List.of(arises.get()) : List.of();
  }
}
