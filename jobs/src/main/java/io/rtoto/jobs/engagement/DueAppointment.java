package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Wakeup;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule asked to look at the customer again.
 *
 * @param memory what is remembered
 * @param appointment when, and what for
 */
record DueAppointment(CustomerMemory memory, Appointment appointment) implements Absence {
  /** So often one looks again while the customer does nothing: else a rule would for ever. */
  static final int MOST_IN_A_ROW = 30;

  /**
   * How often in a row one has looked again by now, this time included, while the customer did
   * nothing; 0 where this is another moment, or they did something.
   */
  static int inARow(Occasion occasion, CustomerMemory memory) {
    return occasion.moment() instanceof Wakeup woken && !woken.active()
        ? memory.appointments().inARow(woken.purpose()) + 1
        : 0;
  }

  static Optional<Absence> in(CustomerMemory memory) {
    return memory.appointments().next().map(next -> new DueAppointment(memory, next));
  }

  static Stream<Absence> all(CustomerMemory memory) {
    return memory.appointments().open().all().stream().map(one -> new DueAppointment(memory, one));
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    Money worth = memory.cart().worth();
    return Optional.of(
        new Wakeup(
            appointment.name(),
            Duration.between(appointment.made().at(), appointment.due()).toMinutes(),
            isSince(memory.lastActivity()),
            isSince(memory.orders().last()),
            memory.cart().inCart().size(),
            memory.cart().items(),
            Facts.minor(worth),
            Facts.currency(worth)));
  }

  private boolean isSince(@Nullable Activity activity) {
    return activity != null && activity.at().isAfter(appointment.made().at());
  }

  @Override
  public String name() {
    return Moment.nameOf(Wakeup.class);
  }

  @Override
  public String which() {
    return appointment.name() + " " + appointment.due();
  }

  @Override
  public Instant deadline() {
    return appointment.due();
  }

  @Override
  public Activity cause() {
    return appointment.made();
  }

  @Override
  public Remark noticed() {
    return Remark.appointed(cause().leaf(), appointment.asKept());
  }
}
