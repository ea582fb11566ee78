package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Cart;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something lies in the cart and its customer does nothing.
 *
 * @param memory what is remembered, and lies in the cart
 * @param lastActivity what the customer did last
 * @param patience after how long without activity the cart counts as abandoned
 */
record IdleCart(CustomerMemory memory, Activity lastActivity, Duration patience)
    implements Absence {
  private static final String NAME = Moment.nameOf(CartAbandoned.class);

  static Optional<Absence> in(CustomerMemory memory, Duration patience) {
    Activity last = memory.lastActivity();
    if (last == null || memory.noticed().has(NAME, last.at()) || memory.cart().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new IdleCart(memory, last, patience));
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return moment(saidAt, product -> false);
  }

  @Override
  public Optional<Moment> moment(Instant saidAt, Predicate<String> soldOut) {
    return Optional.of(of(memory, lastActivity, patience, patience.toMinutes(), soldOut));
  }

  /** The cart as it is now, left with that activity, by a customer idle for so long by now. */
  static CartAbandoned of(
      CustomerMemory memory,
      Activity left,
      Duration patience,
      long idleMinutes,
      Predicate<String> soldOut) {
    Cart cart = memory.cart();
    Money worth = cart.worth();
    Instant begin = memory.activeMinutes().beginOfVisit(patience, left.at());
    return new CartAbandoned(
        cart.inCart().size(),
        cart.items(),
        Facts.minor(worth),
        Facts.currency(worth),
        idleMinutes,
        Hindrance.since(begin, memory, soldOut));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Instant deadline() {
    return lastActivity.at().plus(patience);
  }

  @Override
  public Activity cause() {
    return lastActivity;
  }
}
