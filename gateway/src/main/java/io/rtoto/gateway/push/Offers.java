package io.rtoto.gateway.push;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is offered to whom and is still open, for the sessions of now and for those that come while
 * it is valid. Of a customer it remembers the newest ten recommendations and twenty offers, of all
 * together 200,000; what became of an offer, what ran out and what is beyond that it forgets. An
 * offer that ran out is remembered for a minute longer, until it is told what became of it; so is
 * one that was given up for newer ones, as many again at the most.
 *
 * <p>Only for the event loop.
 */
final class Offers {
  private static final Logger LOG = LoggerFactory.getLogger(Offers.class);
  private static final int OFFERS_A_CUSTOMER = 20;
  private static final int RECOMMENDATIONS_A_CUSTOMER = 10;
  private static final int IDS_ENDED = 100_000;
  private static final int TOLD_AT_ONCE = 500;

  /** A page that holds an offer tells itself that it ran out; so long we wait for it. */
  private static final Duration PAGES_TELL_WITHIN = Duration.ofSeconds(30);

  /** A gateway that delivered it tells after that time; one that did not waits for it. */
  private static final Duration GATEWAYS_TELL_WITHIN = Duration.ofSeconds(60);

  private final int most;
  private final Map<String, Deque<Offer>> byCustomer = new HashMap<>();
  // Oldest first.
  private final Map<String, Offer> byDecision = new LinkedHashMap<>();
  private final TreeSet<Offer> byEnd =
      new TreeSet<>(Comparator.comparing(Offer::validUntil).thenComparing(Offer::decisionId));
  private final PriorityQueue<Untold> untold =
      new PriorityQueue<>(Comparator.comparing(Untold::at));
  // For newer ones of others, until it is told what became of them. Oldest first.
  private final Map<String, Offer> givenUp = new LinkedHashMap<>();
  private final LastPut<Boolean> ended = new LastPut<>(IDS_ENDED);
  // By partition.
  private final Map<Integer, Long> newestOffsets = new HashMap<>();
  private boolean full;

  private record Untold(Offer offer, Instant at) {}

  /**
   * An offer, and what is to be told of it.
   *
   * @param delivered whether some session had it
   */
  record RanOut(Offer offer, boolean delivered) {}

  Offers(int most) {
    this.most = most;
  }

  /** Whether that decision was taken, or ended, before: a decision may be read more than once. */
  boolean knows(String decisionId) {
    return byDecision.containsKey(decisionId)
        || givenUp.containsKey(decisionId)
        || ended.get(decisionId) != null;
  }

  /** How many are remembered. */
  int count() {
    return byDecision.size();
  }

  /** Notes how far the topic was read. */
  void passed(int partition, long offset) {
    newestOffsets.merge(partition, offset, Math::max);
  }

  /** Takes one that it does not know. */
  void add(Offer offer, Instant now) {
    if (byDecision.size() >= most) {
      if (!full) {
        full = true;
        LOG.warn(
            "{} offers are open: the oldest are given up for new ones. Maybe they are valid for too"
                + " long, or this gateway has too many customers.",
            most);
      }
      giveUp(byDecision.values().iterator().next(), now);
    }
    Deque<Offer> own = byCustomer.computeIfAbsent(offer.customerId(), none -> new ArrayDeque<>());
    makeRoom(own, offer.isRecommendation());
    own.add(offer);
    // Making room may have taken out the last of the customer's.
    byCustomer.put(offer.customerId(), own);
    byDecision.put(offer.decisionId(), offer);
    byEnd.add(offer);
  }

  private void makeRoom(Deque<Offer> own, boolean recommendation) {
    List<Offer> alike =
        own.stream()
            .filter(one -> one.isRecommendation() == recommendation && !one.isGivenUp())
            .toList();
    if (recommendation && alike.size() >= RECOMMENDATIONS_A_CUSTOMER) {
      remove(alike.get(0));
    } else if (!recommendation && alike.size() >= OFFERS_A_CUSTOMER) {
      // Its time runs out as any other's does: then it is told what became of it.
      alike.get(0).giveUp();
    }
  }

  /** Makes room in memory: what becomes of it is told before its time is up. */
  private void giveUp(Offer offer, Instant now) {
    if (offer.isRecommendation()) {
      remove(offer);
      return;
    }
    offer.giveUp();
    byDecision.remove(offer.decisionId());
    if (byEnd.contains(offer)) {
      leave(offer);
      tellOf(offer, now);
    }
    if (givenUp.size() >= most) {
      remove(givenUp.values().iterator().next());
    }
    givenUp.put(offer.decisionId(), offer);
  }

  /**
   * Something became of it: it is over for all sessions.
   *
   * @return the offer, if it was open
   */
  Optional<Offer> end(String decisionId) {
    ended.put(decisionId, true);
    Offer open = byDecision.get(decisionId);
    Offer offer = open == null ? givenUp.get(decisionId) : open;
    if (offer != null) {
      remove(offer);
    }
    return Optional.ofNullable(offer);
  }

  /** Forgets all that was decided for that customer. */
  void erase(String customerId) {
    List.copyOf(byCustomer.getOrDefault(customerId, new ArrayDeque<>())).forEach(this::remove);
    List<Offer> waiting =
        untold.stream().map(Untold::offer).filter(o -> o.customerId().equals(customerId)).toList();
    waiting.forEach(this::remove);
  }

  /** What is open for a customer of these names, oldest first by topic. */
  List<Offer> of(Set<String> names, Instant now) {
    List<Offer> open = new ArrayList<>();
    for (String name : names) {
      Deque<Offer> own = byCustomer.get(name);
      if (own != null) {
        own.stream().filter(offer -> offer.isValidAt(now)).forEach(open::add);
      }
    }
    return open;
  }

  /** Whether a topic reaches to there: a page that claims more comes from elsewhere, or lies. */
  boolean reaches(Position position) {
    return newestOffsets.values().stream().anyMatch(newest -> position.offset() <= newest);
  }

  /** Whether a stream that stands there was surely sent that offer. */
  boolean isPast(Position position, Offer offer) {
    return position.isPast(offer)
        && position.offset() <= newestOffsets.getOrDefault(offer.partition(), -1L);
  }

  /** Forgets what ran out, and returns those of which it is time to tell, some at a time. */
  List<RanOut> ranOut(Instant now) {
    while (!byEnd.isEmpty() && !now.isBefore(byEnd.first().validUntil())) {
      runOut(byEnd.first());
    }
    List<RanOut> due = new ArrayList<>();
    while (due.size() < TOLD_AT_ONCE && isDue(untold.peek(), now)) {
      Offer offer = untold.remove().offer;
      if (!offer.isClosed()) {
        due.add(new RanOut(offer, offer.isDelivered()));
      }
    }
    return due;
  }

  private static boolean isDue(@Nullable Untold next, Instant now) {
    return next != null && (next.offer.isClosed() || !now.isBefore(next.at));
  }

  private void runOut(Offer offer) {
    leave(offer);
    if (offer.isRecommendation()) {
      // It is made anew at each look: nobody waits to hear what became of it.
      remove(offer);
    } else {
      tellOf(offer, offer.validUntil());
    }
  }

  private void tellOf(Offer offer, Instant end) {
    untold.add(
        new Untold(
            offer, end.plus(offer.isDelivered() ? PAGES_TELL_WITHIN : GATEWAYS_TELL_WITHIN)));
  }

  /** It could not be told: try again then. */
  void tellLater(Offer offer, Instant then) {
    untold.add(new Untold(offer, then));
  }

  private void remove(Offer offer) {
    offer.close();
    byDecision.remove(offer.decisionId());
    givenUp.remove(offer.decisionId());
    leave(offer);
  }

  private void leave(Offer offer) {
    byEnd.remove(offer);
    Deque<Offer> own = byCustomer.get(offer.customerId());
    if (own != null && own.remove(offer) && own.isEmpty()) {
      byCustomer.remove(offer.customerId());
    }
  }
}
