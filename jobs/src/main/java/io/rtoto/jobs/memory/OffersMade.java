package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * What was offered or recommended to the customer lately, so that it is not said again too soon:
 * the newest {@value #MOST}. And the newest {@value #MOST} of the offers alone, each as often as it
 * was made, so that the customer is not spoken to too often: what is shown on a page would take
 * their place. And of what has a cap those that the cap counts, however old: {@value #MOST_COUNTED}
 * of all caps. And the newest {@value #MOST_HELD} occasions that are held until quiet hours are
 * over, to be decided again then. And the newest {@value #MOST_HELD_OUT} offers that the customer
 * was held out of, to learn what they bring: they were not made, but must not come up again more
 * often than if they had been.
 *
 * @param offers newest first, the same once
 * @param contacts newest first
 * @param held newest first
 * @param heldOut newest first
 * @param counted newest first
 */
public record OffersMade(
    List<OfferMade> offers,
    List<Contact> contacts,
    List<Held> held,
    List<Contact> heldOut,
    List<Counted> counted) {
  /** No budget that contact.yaml accepts lets more through: else it would stop nothing. */
  static final int MOST = 30;

  /** All caps of a library together let no more through. */
  static final int MOST_COUNTED = 40;

  /** The same where customers are held out. */
  static final int MOST_HELD_OUT = 15;

  /** Of the tags that a customer bore when they were spoken to, as older state tells of them. */
  static final int MOST_TAGS = 3;

  public static final OffersMade NONE =
      new OffersMade(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final Newest<OfferMade> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(OfferMade::at)
              .reversed()
              .thenComparing(OfferMade::what)
              .thenComparing(OfferMade::occasion),
          OfferMade::what);

  private static final Comparator<Contact> LAST_CONTACT_FIRST =
      Comparator.comparing(Contact::at)
          .reversed()
          .thenComparing(Contact::decision)
          .thenComparing(Contact::offer)
          .thenComparing(Contact::service)
          .thenComparing(contact -> contact.tags().toString());

  private static final Newest<Contact> NEWEST_CONTACTS =
      new Newest<>(MOST, LAST_CONTACT_FIRST, Contact::decision);
  private static final Newest<Contact> NEWEST_HELD_OUT =
      new Newest<>(MOST_HELD_OUT, LAST_CONTACT_FIRST, Contact::decision);

  private static final CappedContacts COUNTED = new CappedContacts(MOST_COUNTED);

  static final int MOST_HELD = 3;

  /** What is longer, as no moment is unless somebody makes up ids, is not held. */
  private static final int MOST_BYTES_OF_HELD = 640;

  private static final Comparator<Held> HELD_LAST_FIRST =
      Comparator.comparing(Held::at)
          .reversed()
          .thenComparing(Held::decision)
          .thenComparing(one -> !one.settled())
          .thenComparing(Held::until)
          .thenComparing(Held::times)
          .thenComparing(Held::facts);

  private static final Newest<Held> NEWEST_HELD =
      new Newest<>(MOST_HELD, HELD_LAST_FIRST, Held::decision);

  /**
   * An older state tells of no contacts, and of nothing counted, held or held out; or not of what
   * caused that, and then nobody could say of whom it is, and it is given up.
   */
  public OffersMade {
    contacts = requireNonNullElse(contacts, List.of());
    held = requireNonNullElse(held, List.of());
    heldOut = requireNonNullElse(heldOut, List.of());
    counted = requireNonNullElse(counted, List.of());
    if (held.stream().anyMatch(Held::lacksCause)) {
      held = held.stream().filter(one -> !one.lacksCause()).toList();
    }
  }

  /**
   * An occasion on which something would have been offered but for quiet hours.
   *
   * @param decision first 64 bits of the id of the decision that is open
   * @param at when it was held, event time
   * @param until when it is to be decided again
   * @param cause the event that caused the moment
   * @param which of several such moments that the event causes; empty where there is only one, and
   *     once it was decided again
   * @param moment the moment's name
   * @param facts the moment, as JSON; empty once it was decided again
   * @param times how often it was held, this time included: what would go out in quiet hours again
   *     is held again
   * @param settled whether it was decided again
   */
  public record Held(
      long decision,
      Instant at,
      Instant until,
      Activity cause,
      String which,
      String moment,
      String facts,
      int times,
      boolean settled) {
    /** What it was one of is of no use any more once it was decided again. */
    public Held {
      which = settled ? "" : which;
    }

    private boolean lacksCause() {
      return cause == null;
    }

    /** Whether there is never room for it. */
    public boolean isTooLong() {
      return !settled && Room.bytes(which) + Room.bytes(facts) > MOST_BYTES_OF_HELD;
    }

    /** The same, decided again: what it was about is of no use any more. */
    public Held settle() {
      return new Held(decision, at, until, cause, which, moment, "", times, true);
    }
  }

  /**
   * The shop spoke to the customer of its own accord.
   *
   * @param decision first 64 bits of the decision's id
   * @param offer hash of what was offered, by its name
   * @param at event time
   * @param service whether it was for service
   * @param tags hashes of the tags that the customer bore then, by their names, at most {@value
   *     #MOST_TAGS}, in state of before 2026-11-27: since then {@link Counted} tells what counts
   */
  public record Contact(long decision, long offer, Instant at, boolean service, List<Long> tags) {
    /** An older state tells of no tags. */
    public Contact {
      tags = requireNonNullElse(tags, List.of());
      tags = tags.size() > MOST_TAGS ? List.copyOf(tags.subList(0, MOST_TAGS)) : tags;
    }
  }

  /**
   * A contact, as a cap counts it.
   *
   * @param what hash of what has the cap, of 32 bits: a library has few
   * @param decision first 64 bits of the decision's id
   * @param at event time
   * @param times how many the cap let through then
   */
  public record Counted(int what, long decision, Instant at, int times) {}

  /**
   * An offer that was made.
   *
   * @param what hash of its kind, its name and its first product: a name for each of {@value #MOST}
   *     products would outweigh the rest of the memory
   * @param at event time
   * @param occasion hash of the occasion that it was made on; 0 when it is not known any more
   */
  public record OfferMade(long what, Instant at, long occasion) {}

  /** With this one. */
  public OffersMade with(OfferMade offer) {
    return new OffersMade(NEWEST.with(offers, offer), contacts, held, heldOut, counted);
  }

  /** With this one. */
  public OffersMade with(Contact contact) {
    return new OffersMade(offers, NEWEST_CONTACTS.with(contacts, contact), held, heldOut, counted);
  }

  /** With this one, that was not made. */
  public OffersMade withHeldOut(Contact contact) {
    return new OffersMade(offers, contacts, held, NEWEST_HELD_OUT.with(heldOut, contact), counted);
  }

  /** With this one. */
  public OffersMade with(Counted contact) {
    return new OffersMade(offers, contacts, held, heldOut, COUNTED.of(counted, List.of(contact)));
  }

  /** With this one, unless it is too long; that it was decided again is always noted. */
  public OffersMade with(Held one) {
    return one.isTooLong()
        ? this
        : new OffersMade(offers, contacts, NEWEST_HELD.with(held, one), heldOut, counted);
  }

  /**
   * Without those of an erased time. What is held tells of the event that caused it, which may lie
   * far back: nothing of it is kept when that one is erased.
   */
  public OffersMade after(long erasedUpTo) {
    List<OfferMade> later =
        offers.stream().filter(offer -> offer.at().toEpochMilli() > erasedUpTo).toList();
    List<Held> laterHeld =
        held.stream().filter(one -> one.cause().at().toEpochMilli() > erasedUpTo).toList();
    OffersMade after =
        new OffersMade(
            later,
            after(erasedUpTo, contacts),
            laterHeld,
            after(erasedUpTo, heldOut),
            counted.stream().filter(one -> one.at().toEpochMilli() > erasedUpTo).toList());
    return after.equals(this) ? this : after;
  }

  private static List<Contact> after(long erasedUpTo, List<Contact> contacts) {
    return contacts.stream().filter(contact -> contact.at().toEpochMilli() > erasedUpTo).toList();
  }

  /** Without what was held and is decided by now. */
  public OffersMade open() {
    return held.stream().noneMatch(Held::settled)
        ? this
        : new OffersMade(
            offers,
            contacts,
            held.stream().filter(one -> !one.settled()).toList(),
            heldOut,
            counted);
  }

  /** What is held by one of both, and has no room where they are together. */
  public List<Held> displacedBeside(OffersMade other) {
    if (other.held.isEmpty()) {
      return List.of();
    }
    List<Held> all = new ArrayList<>(held);
    all.addAll(other.held);
    List<Held> kept = NEWEST_HELD.of(held, other.held);
    return Newest.oneOfEach(all, HELD_LAST_FIRST, Held::decision).stream()
        .filter(one -> !one.settled() && !kept.contains(one))
        .toList();
  }

  /** Those of both, of which nothing is told yet. */
  public OffersMade merge(OffersMade other) {
    return merge(other, decision -> false);
  }

  /**
   * Those of both. Of more contacts than are remembered, those go first that were none, the oldest
   * first: else offers to somebody who is never there would push out what was said before.
   *
   * <p>What was pushed out does not come back when it is told later that a newer one was none. Nor
   * is it missed: a budget lets no more than {@value #MOST} through of which that is not told. So
   * here, and nowhere else in memory, it hangs on the order in which things are told what is kept;
   * whatever the order, a contact with fewer than {@value #MOST} newer ones is.
   *
   * @param neverReached whether it is told of a decision that it never reached the customer
   */
  OffersMade merge(OffersMade other, LongPredicate neverReached) {
    return new OffersMade(
        NEWEST.of(offers, other.offers),
        contacts(other, neverReached),
        NEWEST_HELD.of(held, other.held),
        NEWEST_HELD_OUT.of(heldOut, other.heldOut),
        COUNTED.of(counted, other.counted));
  }

  private List<Contact> contacts(OffersMade other, LongPredicate neverReached) {
    if (contacts.size() + other.contacts.size() <= MOST) {
      return NEWEST_CONTACTS.of(contacts, other.contacts);
    }
    List<Contact> both = new ArrayList<>(contacts);
    both.addAll(other.contacts);
    List<Contact> all = Newest.oneOfEach(both, LAST_CONTACT_FIRST, Contact::decision);
    for (int oldest = all.size() - 1; oldest >= 0 && all.size() > MOST; oldest--) {
      if (neverReached.test(all.get(oldest).decision())) {
        all.remove(oldest);
      }
    }
    return NEWEST_CONTACTS.of(all);
  }

  /** Whether nothing was. */
  public boolean areNone() {
    return offers.isEmpty()
        && contacts.isEmpty()
        && held.isEmpty()
        && heldOut.isEmpty()
        && counted.isEmpty();
  }

  /**
   * How often the customer was spoken to after {@code since}, but for the decision itself, which
   * may be heard of before it is made, after a crash.
   *
   * @param counts which of the contacts
   */
  public long contactsSince(Instant since, long decision, Predicate<Contact> counts) {
    return since(contacts, since, decision, counts);
  }

  /** The same of what they were held out of. */
  public long heldOutSince(Instant since, long decision, Predicate<Contact> counts) {
    return since(heldOut, since, decision, counts);
  }

  /**
   * The same of what has a cap, as that counts them: none where it had none then.
   *
   * @param what hash of what has the cap
   * @param counts which of the decisions
   */
  public long countedSince(Instant since, long decision, int what, LongPredicate counts) {
    return counted.stream()
        .filter(one -> one.what() == what)
        .filter(one -> one.at().isAfter(since) && one.decision() != decision)
        .filter(one -> counts.test(one.decision()))
        .count();
  }

  private static long since(
      List<Contact> contacts, Instant since, long decision, Predicate<Contact> counts) {
    return contacts.stream()
        .filter(contact -> contact.at().isAfter(since) && contact.decision() != decision)
        .filter(counts)
        .count();
  }

  /** Whether the same was said since then, but for what was said on the very occasion. */
  public boolean isMadeSince(Instant since, OfferMade made) {
    return offers.stream()
        .anyMatch(
            offer ->
                offer.what() == made.what()
                    && offer.occasion() != made.occasion()
                    && !offer.at().isBefore(since));
  }

  /**
   * Whether the same was offered less than {@code again} ago. What was offered on the very occasion
   * does not count: it is heard of before the occasion comes where a crash took the occasion back,
   * and then it may be that nobody else heard of the offer.
   *
   * @param missed which contacts came to nothing: what they offered does not count either
   */
  public boolean isTooSoon(OfferMade made, Duration again, Predicate<Contact> missed) {
    for (OfferMade offer : offers) {
      if (offer.what() == made.what()
          && offer.occasion() != made.occasion()
          && offer.at().plus(again).isAfter(made.at())) {
        // What is made in one moment is remembered of that moment both ways.
        return contacts.stream().filter(one -> one.at().equals(offer.at())).noneMatch(missed);
      }
    }
    return false;
  }
}
