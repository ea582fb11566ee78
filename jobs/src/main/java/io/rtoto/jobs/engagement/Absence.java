package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Noticed;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that has not happened since, or a time that has not come: it becomes a moment at its
 * deadline.
 */
sealed interface Absence
    permits IdleCart,
        BrokenRhythm,
        Fading,
        Dormancy,
        TierFall,
        TierDrop,
        StalledCheckout,
        UnansweredQuestion,
        EndedSession,
        ComingBirthday,
        UsedUpProduct,
        DueAppointment,
        DueAgreement,
        HeldOffer {
  /**
   * The moment that it becomes; empty where what was kept of it cannot be read any more.
   *
   * @param saidAt as of when its days are counted
   */
  Optional<Moment> moment(Instant saidAt);

  /**
   * The same, where that hangs on what is sold out as well.
   *
   * @param soldOut whether a product cannot be delivered now
   */
  default Optional<Moment> moment(Instant saidAt, Predicate<String> soldOut) {
    return moment(saidAt);
  }

  /** The name of that moment. */
  String name();

  /** When it has lasted long enough. An event at this very instant comes after. */
  Instant deadline();

  /**
   * Before when it is still so, and may be said as of when it is found: of most it is only so when
   * it is due.
   */
  default Instant lastsUntil() {
    return deadline();
  }

  /**
   * As of when it is said. What lasts is still so when it is found, be that long afterwards, as
   * where a newer model has it due earlier. Not up to when it goes out: what happened since, as in
   * an outage, may not have been read yet.
   *
   * @param found how far event time had come when it was noticed
   * @param now by the clock, when it goes out
   */
  default Instant saidAt(Instant found, Instant now) {
    Instant known = found.isBefore(now) ? found : now;
    return known.isAfter(deadline()) && known.isBefore(lastsUntil()) ? known : deadline();
  }

  /** The event since which it did not happen. */
  Activity cause();

  /** Which of several of that name since the same event; empty where there can be only one. */
  default String which() {
    return "";
  }

  /** How often its moment was held before, to be decided again. */
  default int heldBefore() {
    return 0;
  }

  /** When its moment was held last; null when it never was. */
  default @Nullable Instant heldSince() {
    return null;
  }

  /** What a model claims, but for which nobody would know of it; null where it takes no model. */
  default @Nullable String byModel() {
    return null;
  }

  /** Whether it is the same that has not happened since the same. */
  default boolean isSame(Absence other) {
    return getClass() == other.getClass()
        && name().equals(other.name())
        && which().equals(other.which())
        && cause().eventId().equals(other.cause().eventId());
  }

  /** What counts of what the rules say to it. */
  default Verdict heeded(Verdict said) {
    return said;
  }

  /** That it was noticed: it is not noticed again until it happens after all. */
  default Remark noticed() {
    return Remark.noticed(cause().leaf(), Noticed.of(key(name(), which()), cause().at()));
  }

  /** As what it is remembered that such a one was noticed. */
  static String key(String name, String which) {
    return which.isEmpty() ? name : name + " " + which;
  }

  /** Finds in a customer's memory what has not happened, and was not noticed yet. */
  @FunctionalInterface
  interface Watcher {
    /** The absence of its kind that is due first; empty when there is none. */
    Optional<? extends Absence> in(CustomerMemory memory, Standards standards);
  }

  /** Finds all of a kind of which there may be several at once. */
  @FunctionalInterface
  interface Search {
    /** Each that was not noticed yet, in any order. */
    Stream<? extends Absence> in(CustomerMemory memory, Standards standards);
  }
}
