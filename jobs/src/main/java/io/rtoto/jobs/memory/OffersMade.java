package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was offered or recommended to the customer lately, so that it is not said again too soon:
 * the newest 50. And the newest 50 of the offers alone, each as often as it was made, so that the
 * customer is not spoken to too often: what is shown on a page would take their place.
 *
 * @param offers newest first, the same once
 * @param contacts newest first
 */
public record OffersMade(List<OfferMade> offers, List<Contact> contacts) {
  static final int MOST = 50;
  public static final OffersMade NONE = new OffersMade(List.of(), List.of());

  private static final Newest<OfferMade> NEWEST =
      new Newest<>(
          MOST,
          Comparator.comparing(OfferMade::at)
              .reversed()
              .thenComparing(OfferMade::what)
              .thenComparing(OfferMade::occasion),
          OfferMade::what);

  private static final Newest<Contact> NEWEST_CONTACTS =
      new Newest<>(
          MOST,
          Comparator.comparing(Contact::at)
              .reversed()
              .thenComparing(Contact::decision)
              .thenComparing(Contact::offer)
              .thenComparing(Contact::service),
          Contact::decision);

  /** An older state tells of no contacts. */
  public OffersMade {
    contacts = requireNonNullElse(contacts, List.of());
  }

  /**
   * The shop spoke to the customer of its own accord.
   *
   * @param decision first 64 bits of the decision's id
   * @param offer hash of what was offered, by its name
   * @param at event time
   * @param service whether it was for service
   */
  public record Contact(long decision, long offer, Instant at, boolean service) {}

  /**
   * An offer that was made.
   *
   * @param what hash of its kind, its name and its first product: a name for each of 50 products
   *     would outweigh the rest of the memory
   * @param at event time
   * @param occasion hash of the occasion that it was made on; 0 when it is not known any more
   */
  public record OfferMade(long what, Instant at, long occasion) {}

  /** With this one. */
  public OffersMade with(OfferMade offer) {
    return new OffersMade(NEWEST.with(offers, offer), contacts);
  }

  /** With this one. */
  public OffersMade with(Contact contact) {
    return new OffersMade(offers, NEWEST_CONTACTS.with(contacts, contact));
  }

  /** Without those of an erased time. */
  public OffersMade after(long erasedUpTo) {
    List<OfferMade> later =
        offers.stream().filter(offer -> offer.at().toEpochMilli() > erasedUpTo).toList();
    List<Contact> laterContacts =
        contacts.stream().filter(contact -> contact.at().toEpochMilli() > erasedUpTo).toList();
    return later.size() == offers.size() && laterContacts.size() == contacts.size()
        ? this
        : new OffersMade(later, laterContacts);
  }

  /** Those of both. */
  public OffersMade merge(OffersMade other) {
    return new OffersMade(
        NEWEST.of(offers, other.offers), NEWEST_CONTACTS.of(contacts, other.contacts));
  }

  /** Whether nothing was. */
  public boolean areNone() {
    return offers.isEmpty() && contacts.isEmpty();
  }

  /**
   * How often the customer was spoken to after {@code since}, but for the decision itself, which
   * may be heard of before it is made, after a crash.
   *
   * @param counts which of the contacts
   */
  public long contactsSince(Instant since, long decision, Predicate<Contact> counts) {
    return contacts.stream()
        .filter(contact -> contact.at().isAfter(since) && contact.decision() != decision)
        .filter(counts)
        .count();
  }

  /**
   * Whether the same was offered less than {@code again} ago. What was offered on the very occasion
   * does not count: it is heard of before the occasion comes where a crash took the occasion back,
   * and then it may be that nobody else heard of the offer.
   */
  public boolean isTooSoon(OfferMade made, Duration again) {
    for (OfferMade offer : offers) {
      if (offer.what() == made.what()
          && offer.occasion() != made.occasion()
          && offer.at().plus(again).isAfter(made.at())) {
        return true;
      }
    }
    return false;
  }
}
