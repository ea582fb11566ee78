package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Agreements.Agreement;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.Noticed.Dated;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.facts.AgreementEnding;
import io.rtoto.rules.facts.AgreementStarting;
import io.rtoto.rules.facts.AgreementUnused;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.settings.AgreementSettings.Times;
import io.rtoto.schemas.events.AgreementStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that the customer holds begins or ends soon, or has not been used for a while. Each is
 * noticed once of a date.
 *
 * @param agreement which
 * @param reason why
 * @param date when it begins, ends, or was last used
 * @param deadline when it is time to speak of it: not before it was told
 */
record DueAgreement(Agreement agreement, Reason reason, Instant date, Instant deadline)
    implements Absence {
  private static final Comparator<DueAgreement> EARLIEST_FIRST =
      Comparator.comparing(DueAgreement::deadline).thenComparing(due -> due.agreement.id());

  /** Why it is spoken of. */
  enum Reason {
    STARTING(AgreementStarting.class),
    ENDING(AgreementEnding.class),
    UNUSED(AgreementUnused.class);

    private final Class<? extends Moment> type;
    private final String moment;

    Reason(Class<? extends Moment> type) {
      this.type = type;
      this.moment = Moment.nameOf(type);
    }

    /** The date that it is about; null when it was not told. */
    private @Nullable Instant date(Agreement agreement) {
      return switch (this) {
        case STARTING -> agreement.startsAt();
        case ENDING -> agreement.endsAt();
        case UNUSED -> agreement.unusedSince();
      };
    }

    /** How many days before that date it is spoken of, or after the last use; null for never. */
    private @Nullable Integer days(Times times) {
      return switch (this) {
        case STARTING -> times.startingDays();
        case ENDING -> times.endingDays();
        case UNUSED -> times.unusedDays();
      };
    }

    private Stream<DueAgreement> all(CustomerMemory memory, Standards standards) {
      return memory.backOffice().agreements().each().stream()
          .flatMap(one -> due(one, standards).stream())
          .filter(due -> !memory.noticed().has(due.dated()));
    }

    private Optional<DueAgreement> due(Agreement agreement, Standards standards) {
      Times times = standards.agreements().of(agreement.kind());
      Integer days = times == null ? null : days(times);
      Instant date = date(agreement);
      if (days == null || date == null || agreement.status() != AgreementStatus.ACTIVE) {
        return Optional.empty();
      }
      Duration by = Duration.ofDays(days);
      Instant due = this == UNUSED ? date.plus(by) : date.minus(by);
      Instant told = agreement.told().at();
      Instant deadline = due.isBefore(told) ? told : due;
      boolean tooLate = this == STARTING && !deadline.isBefore(date);
      return tooLate || !agreement.isHeldAt(deadline)
          ? Optional.empty()
          : Optional.of(new DueAgreement(agreement, this, date, deadline));
    }
  }

  /** Whether what was due on that occasion is of another date by now, or not in force any more. */
  static boolean isOtherwiseNow(Occasion occasion, CustomerMemory memory) {
    for (Reason reason : Reason.values()) {
      if (reason.type.isInstance(occasion.moment())) {
        return memory.backOffice().agreements().each().stream()
            .noneMatch(
                one ->
                    one.status() == AgreementStatus.ACTIVE
                        && which(one, reason.date(one)).equals(occasion.which()));
      }
    }
    return false;
  }

  private static String which(Agreement agreement, @Nullable Instant date) {
    return agreement.id() + " " + date;
  }

  /** Watches for what is due for that reason. */
  static Absence.Watcher because(Reason reason) {
    return (memory, standards) -> reason.all(memory, standards).min(EARLIEST_FIRST);
  }

  /** Finds all that is due for that reason. */
  static Absence.Search all(Reason reason) {
    return reason::all;
  }

  /** Whether a moment of that name is of one. */
  static boolean isCalled(String moment) {
    return Arrays.stream(Reason.values()).anyMatch(reason -> reason.moment.equals(moment));
  }

  /**
   * What is held of such a moment, as of when it is said after all: its days are those of then.
   *
   * @param which of which agreement and date it is
   */
  static Optional<DueAgreement> held(String moment, String which, CustomerMemory memory) {
    for (Reason reason : Reason.values()) {
      if (reason.moment.equals(moment)) {
        for (Agreement one : memory.backOffice().agreements().each()) {
          Instant date = reason.date(one);
          if (date != null && which(one, date).equals(which)) {
            return Optional.of(new DueAgreement(one, reason, date, one.told().at()));
          }
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    String id = agreement.id();
    String kind = agreement.kind();
    String title = Facts.title(agreement);
    Long worth = Facts.worth(agreement.value());
    String currency = Facts.currency(agreement.value());
    Long held = Facts.daysIfTold(agreement.startsAt(), saidAt);
    return Optional.of(
        switch (reason) {
          case STARTING ->
              new AgreementStarting(id, kind, title, worth, currency, Facts.days(saidAt, date));
          case ENDING ->
              new AgreementEnding(id, kind, title, worth, currency, held, Facts.days(saidAt, date));
          case UNUSED ->
              new AgreementUnused(id, kind, title, worth, currency, held, Facts.days(date, saidAt));
        });
  }

  @Override
  public String name() {
    return reason.moment;
  }

  @Override
  public String which() {
    return which(agreement, date);
  }

  /** What lies unused does so until it is used; of what begins or ends, it is too late by then. */
  @Override
  public Instant lastsUntil() {
    return reason == Reason.UNUSED ? Instant.MAX : date;
  }

  @Override
  public Activity cause() {
    return agreement.told();
  }

  /** That more was said of it since, such as another balance, changes nothing about the date. */
  @Override
  public boolean isSame(Absence other) {
    return other instanceof DueAgreement same && dated().equals(same.dated());
  }

  @Override
  public Remark noticed() {
    return Remark.noticed(cause().leaf(), Noticed.of(dated()));
  }

  private Dated dated() {
    return new Dated(Occasion.number(name(), agreement.id()), date, agreement.kind().hashCode());
  }
}
