package io.rtoto.gateway.push;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings together who is on a page and what is decided for them. It learns both from the topics,
 * one change at a time, and begins to send once it has read what was there before it.
 *
 * <p>Only for the event loop.
 */
final class Hub {
  /** A decision that does not say how long it is valid is, for so long. */
  private static final Duration VALID_FOR = Duration.ofDays(1);

  private static final int CUSTOMERS_ERASED = 100_000;

  private final InstantSource clock;
  private final Customers customers;
  private final Offers offers;
  private final Sessions sessions;
  private final Products products = new Products();
  private final LastPut<Instant> erasedAt = new LastPut<>(CUSTOMERS_ERASED);
  private boolean caughtUp;

  Hub(InstantSource clock, Customers customers, Offers offers, Sessions sessions) {
    this.clock = clock;
    this.customers = customers;
    this.offers = offers;
    this.sessions = sessions;
  }

  /** A product of the catalogue. */
  void sold(CatalogEntry entry) {
    products.add(entry);
  }

  /** A product is in the catalogue no more. */
  void notSoldAnyMore(String productId) {
    products.remove(productId);
  }

  /** An identifier is of that customer. */
  void identified(Identity identity) {
    customers.identified(identity);
    follow(sessions.ofIdentifier(identity.identifier().hash()));
  }

  /** An identifier is alone. */
  void alone(String hash) {
    customers.alone(hash);
    follow(sessions.ofIdentifier(hash));
  }

  /** A customer turned out to be another: their streams follow, and what was open is open. */
  void replaced(String customerId, String by) {
    customers.replaced(customerId, by);
    follow(sessions.ofCustomer(customerId));
    String now = customers.now(by);
    catchUp(sessions.ofCustomer(now), now);
  }

  /** A customer is known, by that name best; if another had replaced them, no more. */
  void known(String customerId, Identifier best) {
    String before = customers.now(customerId);
    customers.known(customerId, best);
    if (!before.equals(customerId)) {
      follow(sessions.ofCustomer(before));
    }
  }

  /** Nothing is known of a customer any more: what was decided for them by then is void. */
  void gone(String customerId, Instant at) {
    String before = customers.now(customerId);
    erasedAt.put(customerId, at);
    customers.gone(customerId);
    offers.erase(customerId);
    if (!before.equals(customerId)) {
      follow(sessions.ofCustomer(before));
    } else if (caughtUp) {
      // What is read back was erased before anybody came.
      sessions.ofCustomer(customerId).forEach(session -> close(session, CloseReason.ERASED));
    }
  }

  /**
   * A decision was made.
   *
   * @param partition where it stands in its topic
   * @param writtenAt when it was written there
   */
  void decided(Decision decision, int partition, long offset, Instant writtenAt) {
    offers.passed(partition, offset);
    boolean forPages =
        decision.channel() == Channel.WEB
            && (decision.kind() == DecisionKind.OFFER
                || decision.kind() == DecisionKind.RECOMMENDATION);
    Instant erased = erasedAt.get(decision.customerId());
    boolean isVoid = erased != null && !writtenAt.isAfter(erased);
    if (!forPages || isVoid || offers.knows(decision.decisionId())) {
      return;
    }
    Instant until = decision.validUntil();
    Offer offer =
        new Offer(
            OfferMessage.of(decision, products),
            decision.customerId(),
            decision.kind() == DecisionKind.RECOMMENDATION,
            until == null ? decision.decidedAt().plus(VALID_FOR) : until,
            partition,
            offset);
    offers.add(offer, clock.instant());
    if (caughtUp && offer.isValidAt(clock.instant())) {
      for (LiveSession session : sessions.ofCustomer(customers.now(decision.customerId()))) {
        session.send(offer);
      }
    }
  }

  /** A partition was read up to there, whatever it holds. */
  void passed(int partition, long offset) {
    offers.passed(partition, offset);
  }

  /**
   * Something became of an offer: it is over for all sessions. Where a visitor saw it, their other
   * browsers take it away again. Recommendations stay: they promise nothing.
   *
   * @param device the hash of the browser in which it was seen; null when it was in none
   */
  void ended(String decisionId, @Nullable String device) {
    Optional<Offer> ended = offers.end(decisionId).filter(offer -> !offer.isRecommendation());
    if (device != null && ended.isPresent()) {
      String customerId = customers.now(ended.get().customerId());
      sessions.ofCustomer(customerId).stream()
          .filter(session -> !session.visitor().device().hash().equals(device))
          .forEach(session -> session.withdraw(ended.get()));
    }
  }

  /** All that was there before us is read: streams that wait for it get what is open. */
  void caughtUp() {
    caughtUp = true;
    follow(sessions.all());
    sessions.all().forEach(this::catchUp);
  }

  boolean isCaughtUp() {
    return caughtUp;
  }

  /** The customer whom that visitor is now. */
  String customerOf(Visitor visitor) {
    return customers.of(visitor.strongest());
  }

  /** Sends a stream what is open and was not sent to it before, and from now on what comes. */
  void open(LiveSession session) {
    sessions.add(session);
    catchUp(session);
  }

  /** Sends a stream what is open and was not sent to it before, as far as its page reads. */
  void catchUp(LiveSession session) {
    catchUp(List.of(session), session.customerId());
  }

  /** A stream ended. */
  void forget(LiveSession session) {
    sessions.remove(session);
  }

  /** Ends the streams of that browser. */
  void signOut(Visitor visitor) {
    sessions
        .ofDevice(visitor.device().hash())
        .forEach(session -> close(session, CloseReason.SIGNED_OUT));
  }

  /** Gives one part of the streams its beat, and ends those that were open for long enough. */
  void beat(long second) {
    for (LiveSession session : sessions.nextPart(second)) {
      if (session.hasRunOut()) {
        close(session, CloseReason.EXPIRED);
      } else {
        session.beat();
      }
    }
  }

  /** What ran out without a word of what became of it. */
  List<Offers.RanOut> ranOut() {
    return caughtUp ? offers.ranOut(clock.instant()) : List.of();
  }

  private void catchUp(List<LiveSession> those, String customerId) {
    if (!caughtUp || those.isEmpty()) {
      return;
    }
    List<Offer> open = offers.of(customers.namesOf(customerId), clock.instant());
    for (LiveSession session : those) {
      if (!offers.reaches(session.position())) {
        session.startOver();
      }
      // Of where it stood before: what is sent now moves it.
      Position before = session.position();
      Predicate<Offer> wasSent = offer -> offers.isPast(before, offer);
      open.stream().filter(wasSent.negate()).forEach(offer -> session.send(offer));
    }
  }

  private void follow(List<LiveSession> those) {
    for (LiveSession session : those) {
      String now = customerOf(session.visitor());
      if (!now.equals(session.customerId())) {
        sessions.move(session, now);
        catchUp(session);
      }
    }
  }

  private void close(LiveSession session, CloseReason reason) {
    sessions.remove(session);
    session.close(reason);
  }
}
