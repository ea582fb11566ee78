package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Views;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.SessionEnded;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The customer was here and does nothing any more.
 *
 * @param memory what is remembered
 * @param last what the customer did last
 * @param patience after how long without activity the visit is over
 */
record EndedSession(CustomerMemory memory, Activity last, Duration patience) implements Absence {
  private static final String NAME = Moment.nameOf(SessionEnded.class);

  static Optional<Absence> in(CustomerMemory memory, Duration patience) {
    Activity last = memory.lastActivity();
    if (patience.isZero() || last == null || memory.noticed().has(NAME, last.at())) {
      return Optional.empty();
    }
    return Optional.of(new EndedSession(memory, last, patience));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    Instant begin = memory.activeMinutes().beginOfVisit(patience, last.at());
    List<Views.Look> looks =
        memory.views().looks().stream().filter(look -> !look.stamp().at().isBefore(begin)).toList();
    Activity order = memory.orders().last();
    Money worth = memory.cart().worth();
    return Optional.of(
        new SessionEnded(
            Duration.between(begin, last.at()).toMinutes(),
            looks.size(),
            (int) looks.stream().map(Views.Look::productId).distinct().count(),
            order != null && !order.at().isBefore(begin),
            memory.cart().inCart().size(),
            memory.cart().items(),
            Facts.minor(worth),
            Facts.currency(worth)));
  }

  @Override
  public Instant deadline() {
    return last.at().plus(patience);
  }

  @Override
  public Activity cause() {
    return last;
  }
}
