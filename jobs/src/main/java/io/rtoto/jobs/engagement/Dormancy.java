package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.Dormant;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.models.AttritionParameters;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The customer is lost: by the model, or by a silence that is longer than the shop waits.
 *
 * @param memory of the customer
 * @param last the last order
 * @param byModel the key of the model that tells; null when none does
 * @param deadline when it is so
 * @param standards by what it is judged
 */
record Dormancy(
    CustomerMemory memory,
    Activity last,
    @Nullable String byModel,
    Instant deadline,
    Standards standards)
    implements Absence {
  private static final String NAME = Moment.nameOf(Dormant.class);

  static Optional<Absence> in(CustomerMemory memory, Standards standards) {
    Activity last = memory.orders().last();
    if (last == null || memory.noticed().has(NAME, last.at())) {
      return Optional.empty();
    }
    Standards.Loss loss = standards.loss(memory.orders().history(), last);
    String model = loss.byModel() ? AttritionParameters.KEY : null;
    return Optional.of(new Dormancy(memory, last, model, loss.at(), standards));
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(
        new Silence(memory.orders(), last, standards, deadline)
            .dormant(byModel == null ? "silence" : "model"));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Until they order, and then it is another. */
  @Override
  public Instant lastsUntil() {
    return Instant.MAX;
  }

  @Override
  public Activity cause() {
    return last;
  }
}
