package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Moment;
import io.rtoto.schemas.models.AttritionParameters;
import java.time.Instant;
import java.util.Optional;

/**
 * By the model it becomes less probable than the threshold that the customer still buys, and they
 * are not lost by their silence before.
 *
 * @param memory of the customer
 * @param last the last order
 * @param deadline when it does
 * @param standards with the model
 */
record Fading(CustomerMemory memory, Activity last, Instant deadline, Standards standards)
    implements Absence {
  private static final String CAUSE = "model";
  private static final String NAME = Moment.nameOf(AttritionRisen.class);
  private static final String KEY = Absence.key(NAME, CAUSE);
  private static final int PERCENT = 100;

  static Optional<Absence> in(CustomerMemory memory, Standards standards) {
    Activity last = memory.orders().last();
    if (last == null || memory.noticed().has(KEY, last.at())) {
      return Optional.empty();
    }
    Instant deadline =
        standards.crossing(memory.orders().history(), standards.winBack().atRiskBelow());
    Standards.Loss loss = standards.loss(memory.orders().history(), last);
    return deadline == null || (!loss.byModel() && loss.at().isBefore(deadline))
        ? Optional.empty()
        : Optional.of(new Fading(memory, last, deadline, standards));
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(
        new Silence(memory.orders(), last, standards, deadline)
            .risen(CAUSE, Math.round(PERCENT * standards.winBack().atRiskBelow())));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String which() {
    return CAUSE;
  }

  @Override
  public String byModel() {
    return AttritionParameters.KEY;
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
