package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.ToldTraits;
import io.rtoto.jobs.memory.ToldTraits.Told;
import io.rtoto.rules.facts.Birthday;
import io.rtoto.rules.facts.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The customer's next birthday, from the day on that it was told: it comes when that day begins in
 * the customer's time zone, or in the shop's where they told none, once a year, whatever becomes of
 * the zone or the date meanwhile.
 *
 * @param date which day
 * @param age in years; 0 when the year was not told
 * @param deadline when it begins, or when it was told if it was told on the day
 * @param cause by which event it was told: whatever else the customer does, it is the same birthday
 */
record ComingBirthday(LocalDate date, int age, Instant deadline, Activity cause)
    implements Absence {
  private static final String NAME = Moment.nameOf(Birthday.class);
  private static final String NO_YEAR = "--";

  /** Two birthdays lie at least so far apart, also where the date was told anew. */
  private static final Duration ALMOST_A_YEAR = Duration.ofDays(300);

  static Optional<Absence> in(CustomerMemory memory, Standards standards) {
    Told told = memory.traits().birthday();
    // An older state does not know by which event it was told.
    Activity cause = told == null || told.event() == null ? memory.lastActivity() : told.event();
    if (told == null || cause == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          next(told, cause, memory.traits().zoneOr(standards.zone()), memory.noticed()));
    } catch (DateTimeException e) {
      // Whoever told it had another calendar: there is no such day.
      return Optional.empty();
    }
  }

  private static Absence next(Told told, Activity cause, ZoneId zone, Noticed noticed) {
    boolean hasYear = hasYear(told);
    MonthDay day = day(told);
    Instant toldAt = told.stamp().at();
    LocalDate toldOn = LocalDate.ofInstant(toldAt, zone);
    Instant before = noticed.since().get(NAME);
    LocalDate date = day.atYear(toldOn.getYear());
    while (date.isBefore(toldOn)
        || (before != null && begin(date, zone).isBefore(before.plus(ALMOST_A_YEAR)))) {
      date = day.atYear(date.getYear() + 1);
    }
    Instant begin = begin(date, zone);
    return new ComingBirthday(
        date,
        hasYear ? Math.max(0, date.getYear() - LocalDate.parse(told.value()).getYear()) : 0,
        begin.isBefore(toldAt) ? toldAt : begin,
        cause);
  }

  private static boolean hasYear(Told told) {
    return !told.value().startsWith(NO_YEAR);
  }

  private static MonthDay day(Told told) {
    return hasYear(told)
        ? MonthDay.from(LocalDate.parse(told.value()))
        : MonthDay.parse(told.value());
  }

  /** Whether the customer has it on that day, as they have told by now. */
  static boolean isOn(LocalDate date, ToldTraits traits) {
    Told told = traits.birthday();
    try {
      return told != null && day(told).atYear(date.getYear()).equals(date);
    } catch (DateTimeException e) {
      // As above: nobody has it on a day that does not exist.
      return false;
    }
  }

  private static Instant begin(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant();
  }

  @Override
  public Optional<Moment> moment(Instant saidAt) {
    return Optional.of(new Birthday(age));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String which() {
    return String.valueOf(date.getYear());
  }

  @Override
  public Remark noticed() {
    return Remark.noticed(cause.leaf(), Noticed.of(NAME, deadline));
  }
}
