package io.rtoto.jobs.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When to look at the customer again, because some rule asked for it: of each name what was asked
 * for last, of more than 6 names those asked for last.
 *
 * @param all those made last first, also those that were kept
 */
public record Appointments(List<Appointment> all) {
  static final int MOST = 6;
  public static final Appointments NONE = new Appointments(List.of());

  /** That one was kept is the last that there is to say of it. */
  private static final Newest<Appointment> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(Appointment::made)
              .thenComparing(Appointment::due)
              .thenComparing(Appointment::kept)
              .thenComparing(Appointment::inARow)
              .reversed()
              .thenComparing(Appointment::name),
          Appointment::name);

  /**
   * One of them.
   *
   * @param name what it was made for
   * @param made when, and upon which event
   * @param due when to look again
   * @param kept whether that was done
   * @param inARow upon how many before it it was made, one upon the other, while the customer did
   *     nothing; 0 where it was made upon anything else
   */
  public record Appointment(String name, Activity made, Instant due, boolean kept, int inARow) {
    /** The same, kept. */
    public Appointments asKept() {
      return new Appointments(List.of(new Appointment(name, made, due, true, inARow)));
    }
  }

  /** Upon how many before it the one of that name was made. */
  public int inARow(String name) {
    return all.stream()
        .filter(one -> one.name().equals(name))
        .mapToInt(Appointment::inARow)
        .findFirst()
        .orElse(0);
  }

  /** With what both know. */
  public Appointments merge(Appointments other) {
    return new Appointments(NEWEST.of(all, other.all));
  }

  /** Those that are still to be kept. */
  public Appointments open() {
    return all.stream().noneMatch(Appointment::kept)
        ? this
        : new Appointments(all.stream().filter(one -> !one.kept()).toList());
  }

  /** The one that is due first; empty when there is none. */
  public Optional<Appointment> next() {
    return all.stream()
        .filter(one -> !one.kept())
        .min(Comparator.comparing(Appointment::due).thenComparing(Appointment::name));
  }

  /** Without those of an erased time. */
  public Appointments after(long erasedUpTo) {
    List<Appointment> later =
        all.stream().filter(one -> one.made().at().toEpochMilli() > erasedUpTo).toList();
    return later.size() == all.size() ? this : new Appointments(later);
  }
}
