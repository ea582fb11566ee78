package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.CheckoutStalled;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkout was begun, and its customer has ordered nothing since, not emptied the cart either,
 * and does nothing. It is noticed once a checkout.
 *
 * @param memory what is remembered
 * @param started the checkout
 * @param last what the customer did last
 * @param patience after how long without activity the checkout has stalled
 */
record StalledCheckout(CustomerMemory memory, Activity started, Activity last, Duration patience)
    implements Absence {
  private static final String NAME = Moment.nameOf(CheckoutStalled.class);

  static Optional<Absence> in(CustomerMemory memory, Duration patience) {
    Activity started = memory.checkout().started();
    Activity last = memory.lastActivity();
    Activity order = memory.orders().last();
    if (started == null
        || last == null
        || (order != null && !order.at().isBefore(started.at()))
        || memory.cart().isEmptiedSince(started.at())
        || memory.noticed().has(NAME, started.at())) {
      return Optional.empty();
    }
    return Optional.of(new StalledCheckout(memory, started, last, patience));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(of(memory, patience));
  }

  /** With the cart as it is now. */
  static CheckoutStalled of(CustomerMemory memory, Duration patience) {
    Money worth = memory.cart().worth();
    return new CheckoutStalled(
        patience.toMinutes(),
        memory.cart().inCart().size(),
        memory.cart().items(),
        Facts.minor(worth),
        Facts.currency(worth));
  }

  @Override
  public Instant deadline() {
    return last.at().plus(patience);
  }

  @Override
  public Activity cause() {
    return started;
  }
}
