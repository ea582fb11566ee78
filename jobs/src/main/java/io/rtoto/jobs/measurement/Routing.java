package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.events.CheckoutStarted;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ConsentChanged;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerIdentified;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.events.OrderCancelled;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is counted of what is told, and where it goes on. */
final class Routing {
  static final String CART_ABANDONED = "CartAbandoned";
  static final String CHECKOUT_STALLED = "CheckoutStalled";
  static final String TIER_CHANGED = "TierChanged";
  static final String ATTRITION_RISEN = "AttritionRisen";

  /** Of these moments figures are kept; of each, what it is about. */
  private static final Map<String, Set<String>> NOTICED =
      Map.of(
          CART_ABANDONED, Set.of("cause", "worthMinor", "currency"),
          CHECKOUT_STALLED, Set.of("worthMinor", "currency"),
          TIER_CHANGED, Set.of("from", "to"),
          ATTRITION_RISEN, Set.of("customer.spendMinor", "customer.currency"));

  private static final double MILLION = 1_000_000;

  private final @Nullable Instant replayEnd;
  private final Outlet out;

  /**
   * Routing to that outlet.
   *
   * @param replayEnd null when live; else when the replay ends
   */
  Routing(@Nullable Instant replayEnd, Outlet out) {
    this.replayEnd = replayEnd;
    this.out = out;
  }

  /** Tells everybody whom it concerns. */
  void tell(News news) {
    if (news instanceof News.Journalled journalled) {
      journalled(journalled.entry());
    } else if (news instanceof News.Decided decided) {
      decided(decided.decision());
    } else if (news instanceof News.Overtaken overtaken) {
      DecisionNotMade notMade = overtaken.notMade();
      considered(
          notMade.considered(), notMade.bundleVersion(), notMade.moment(), null, notMade.at(), -1);
    } else if (news instanceof News.Refused refused) {
      // Of a replay, the broker's clock tells nothing that would be the same the next time.
      Instant at = replayEnd == null ? refused.writtenAt() : replayEnd;
      figure(at, 1, Names.DEAD_LETTERS, refused.reason());
    } else if (news instanceof News.Identified identified) {
      out.customer(new Word.Moved(identified.own(), identified.customerId()));
    } else if (news instanceof News.Published published) {
      published
          .rules()
          .forEach(
              (moment, rules) -> out.asked(new Asked(published.version(), moment, null, rules)));
    }
  }

  private void journalled(JournalEntry entry) {
    if (entry instanceof EventApplied applied) {
      applied(applied);
    } else if (entry instanceof MomentArose moment) {
      if (moment.bundleVersion() != null) {
        out.asked(new Asked(moment.bundleVersion(), moment.moment(), moment.at(), List.of()));
      }
      if (moment.heldBefore() == 0) {
        noticed(
            moment.customerId(),
            "moment " + moment.momentId(),
            moment.moment(),
            moment.causeEventId(),
            moment.facts(),
            moment.at());
      }
    } else if (entry instanceof DecisionNotMade notMade) {
      considered(
          notMade.considered(), notMade.bundleVersion(), notMade.moment(), null, notMade.at(), 1);
      if (notMade.heldBefore() == 0) {
        noticed(
            notMade.customerId(),
            // What was held is decided under the same id later.
            "not " + notMade.decisionId(),
            notMade.moment(),
            notMade.causeEventId(),
            notMade.facts(),
            notMade.at());
      }
    } else if (entry instanceof CustomerErased erased) {
      out.customer(new Word.Erased(erased.customerId(), erased.upTo()));
    }
  }

  private void decided(Decision decision) {
    figure(decision.decidedAt(), 1, Names.DECISIONS, decision.kind().wireName());
    considered(
        decision.considered(),
        decision.bundleVersion(),
        decision.moment(),
        decision.rule(),
        decision.decidedAt(),
        1);
    out.customer(
        new Word.Known(
            decision.customerId(),
            new Fact.Told(
                decision.decisionId(),
                decision.kind(),
                decision.rule(),
                decision.bundleVersion(),
                decision.arm(),
                decision.propensity() == null ? 0 : Math.round(decision.propensity() * MILLION),
                decision.decidedAt())));
    noticed(
        decision.customerId(),
        decision.decisionId(),
        decision.moment(),
        decision.causeEventId(),
        decision.facts(),
        decision.decidedAt());
  }

  private void considered(
      List<Considered> considered,
      String version,
      String moment,
      @Nullable String winner,
      Instant at,
      int often) {
    Count count = new Count();
    for (Considered one : considered) {
      for (String guard : guards(one)) {
        Names.scorecards(guard, version).forEach(key -> fired(key, moment, at, often, count));
      }
      for (String key : Names.scorecards(one.rule(), version)) {
        fired(key, moment, at, often, count);
        String outcome = one.outcome();
        if (outcome.equals(Considered.CHOSEN)) {
          count.add(key, at, often, Names.SAID);
        } else if (outcome.equals(Considered.HELD_OUT)) {
          count.add(key, at, often, Names.HELD_OUT);
        } else if (outcome.equals(Considered.OUTRANKED) && winner != null) {
          count.add(key, at, often, Names.LOST_TO, winner);
        } else {
          count.add(key, at, often, Names.SUPPRESSED_BY, outcome);
        }
        rivals(one, considered)
            .forEach(
                (rival, isAgainst) -> {
                  count.add(key, at, often, Names.FIRED_WITH, rival);
                  count.add(key, at, isAgainst ? often : 0, Names.AGAINST, rival);
                });
      }
    }
    count.changes().forEach(out::scorecards);
  }

  private static void fired(String key, String moment, Instant at, int often, Count count) {
    count
        .add(key, at, often, Names.FIRED)
        .add(key, at, often, Names.MOMENT, moment)
        .add(key, at, often, Names.DAY, Names.day(at), Names.FIRED);
  }

  /** The rules that withdrew what another one proposed. */
  private static List<String> guards(Considered one) {
    return requireNonNullElse(one.stoppedBy(), List.of(one.outcome())).stream()
        .flatMap(stopped -> Considered.guardOf(stopped).stream())
        .toList();
  }

  /** The other rules that proposed something there, and whether it was something else. */
  private static Map<String, Boolean> rivals(Considered one, List<Considered> considered) {
    Map<String, Boolean> rivals = new HashMap<>();
    for (Considered other : considered) {
      if (!other.rule().equals(one.rule())) {
        rivals.merge(other.rule(), !other.name().equals(one.name()), Boolean::logicalOr);
      }
    }
    return rivals;
  }

  private void noticed(
      String customerId,
      String source,
      String moment,
      String causeEventId,
      Map<String, String> facts,
      Instant at) {
    Set<String> asked = NOTICED.get(moment);
    if (asked != null) {
      Map<String, String> about = new HashMap<>(facts);
      about.keySet().retainAll(asked);
      out.customer(
          new Word.Known(
              customerId,
              new Fact.Noticed(source, moment + ' ' + causeEventId, moment, about, at)));
    }
  }

  private void applied(EventApplied applied) {
    CustomerEvent event = applied.event();
    Instant at = event.occurrence().at();
    Count count = new Count();
    String minute = Names.minute(at);
    count.add(minute, at, 1, Names.EVENTS, event.occurrence().topic().topicName());
    Optional<Fact> fact = event.fold(new Counted(applied.eventId(), minute, count));
    count.changes().forEach(out::figures);
    fact.ifPresent(known -> out.customer(new Word.Known(applied.customerId(), known)));
  }

  private void figure(Instant at, long amount, String... parts) {
    new Count().add(Names.minute(at), at, amount, parts).changes().forEach(out::figures);
  }

  /**
   * What an event counts, and what it says of its customer; empty where that is nothing.
   *
   * @param eventId the event's id
   * @param minute the key of its minute
   * @param count takes what it counts
   */
  private record Counted(String eventId, String minute, Count count)
      implements CustomerEvent.Cases<Optional<Fact>> {
    @Override
    public Optional<Fact> otherwise(CustomerEvent event) {
      return Optional.empty();
    }

    @Override
    public Optional<Fact> productViewed(ProductViewed event) {
      count.add(minute, event.occurrence().at(), 1, Names.VIEWS);
      return Optional.empty();
    }

    @Override
    public Optional<Fact> productAddedToCart(ProductAddedToCart event) {
      count.add(minute, event.occurrence().at(), 1, Names.ADDITIONS);
      return Optional.empty();
    }

    @Override
    public Optional<Fact> checkoutStarted(CheckoutStarted event) {
      count.add(minute, event.occurrence().at(), 1, Names.CHECKOUTS);
      return Optional.empty();
    }

    @Override
    public Optional<Fact> orderPlaced(OrderPlaced event) {
      add(Names.ORDERED, event.total(), event.occurrence().at());
      return Optional.of(
          new Fact.Ordered(eventId, event.orderId(), event.total(), event.occurrence().at()));
    }

    @Override
    public Optional<Fact> orderCancelled(OrderCancelled event) {
      return takenBack(
          event.orderId(), event.total(), event.total() == null, event.occurrence().at());
    }

    @Override
    public Optional<Fact> orderReturned(OrderReturned event) {
      // Where lines have prices, the total is told: the event's reader adds them up.
      boolean whole = event.total() == null && event.lines().isEmpty();
      return takenBack(event.orderId(), event.total(), whole, event.occurrence().at());
    }

    private Optional<Fact> takenBack(
        String orderId, @Nullable Money total, boolean whole, Instant at) {
      add(Names.TAKEN_BACK, total, at);
      return Optional.of(new Fact.TookBack(eventId, orderId, total, whole, at));
    }

    private void add(String what, @Nullable Money total, Instant at) {
      count.add(minute, at, 1, what, Names.COUNT);
      if (total != null) {
        count.add(minute, at, total.minor(), what, Names.REVENUE, total.currency());
      }
    }

    @Override
    public Optional<Fact> offerOutcomeReported(OfferOutcomeReported event) {
      if (event.outcome() == OfferOutcome.SHOWN && event.tellsOfAnOffer()) {
        count.add(minute, event.occurrence().at(), 1, Names.OFFERS_SHOWN);
      }
      return Optional.of(
          new Fact.CameOfIt(eventId, event.decisionId(), event.outcome(), event.occurrence().at()));
    }

    @Override
    public Optional<Fact> consentChanged(ConsentChanged event) {
      return told(event.consents(), false, event.occurrence().at());
    }

    @Override
    public Optional<Fact> customerIdentified(CustomerIdentified event) {
      return told(event.traits().consents(), true, event.occurrence().at());
    }

    private Optional<Fact> told(List<Consent> consents, boolean standing, Instant at) {
      List<Consent> toMarketing =
          consents.stream().filter(one -> one.purpose() == Purpose.MARKETING).toList();
      return toMarketing.isEmpty()
          ? Optional.empty()
          : Optional.of(new Fact.ConsentTold(eventId, at, toMarketing, standing));
    }
  }
}
