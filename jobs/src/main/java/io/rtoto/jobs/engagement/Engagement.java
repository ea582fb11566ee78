package io.rtoto.jobs.engagement;

import io.rtoto.jobs.engagement.DueAgreement.Reason;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.settings.Patience;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.AgreementEnding;
import io.rtoto.rules.facts.AgreementStarting;
import io.rtoto.rules.facts.AgreementUnused;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Dormant;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.ProductViewed;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.RecommendationReady;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.rules.facts.SessionEnded;
import io.rtoto.rules.facts.TierChanged;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What now? From a customer's memory and what happens to what is remembered and decided. Keeps
 * nothing itself, and knows no clock.
 */
final class Engagement {
  private static final Logger LOG = LoggerFactory.getLogger(Engagement.class);
  private static final Comparator<Absence> EARLIEST_FIRST =
      Comparator.comparing(Absence::deadline).thenComparing(Absence::name);

  private static final int MOST_AWAITED = 50;

  private final List<Watch> watches;
  private final Arbitration arbitration;
  private final double exploration;

  /**
   * An engagement.
   *
   * @param patience for how long what is awaited may fail to happen before it is noticed
   * @param offerAgainAfter after how long the same offer may be made to a customer again
   * @param exploration of so many looks, from 0 to 1, the answer has something new in it
   */
  Engagement(Patience patience, Duration offerAgainAfter, double exploration) {
    this.watches =
        List.of(
            always((memory, standards) -> IdleCart.in(memory, patience.cartIdleAfter())),
            always(BrokenRhythm::in),
            always(
                (memory, standards) -> HeldOffer.in(memory),
                (memory, standards) -> HeldOffer.all(memory)),
            always(
                (memory, standards) -> StalledCheckout.in(memory, patience.checkoutStalledAfter())),
            always(
                (memory, standards) ->
                    UnansweredQuestion.in(memory, patience.questionUnansweredAfter()),
                (memory, standards) ->
                    UnansweredQuestion.all(memory, patience.questionUnansweredAfter())),
            where(
                SessionEnded.class,
                (memory, standards) -> EndedSession.in(memory, patience.sessionEndedAfter())),
            always(
                (memory, standards) -> DueAppointment.in(memory),
                (memory, standards) -> DueAppointment.all(memory)),
            always(ComingBirthday::in),
            where(AttritionRisen.class, Fading::in),
            where(AttritionRisen.class, TierDrop::in),
            where(Dormant.class, Dormancy::in),
            where(TierChanged.class, TierFall::in),
            where(ReplenishmentDue.class, UsedUpProduct::in, UsedUpProduct::all),
            where(AgreementStarting.class, Reason.STARTING),
            where(AgreementEnding.class, Reason.ENDING),
            where(AgreementUnused.class, Reason.UNUSED));
    this.arbitration = new Arbitration(offerAgainAfter, patience.visitLasts());
    this.exploration = exploration;
  }

  /**
   * An event happened: the rules are asked what they say to the moments that it brings about. Most
   * events bring about some, so those that no rule is on are not even thought of.
   *
   * @param before what was remembered before it
   * @param after what is with it
   * @param now by the clock, if what happened may be long ago
   */
  Outcome happened(
      CustomerMemory before,
      CustomerMemory after,
      IdentifiedEvent identified,
      Instant now,
      RulesInForce rules) {
    Course course = new Course(after, rules);
    course.journal.add(
        new EventApplied(
            identified.eventId(),
            identified.customerId(),
            identified.origin(),
            identified.event()));
    Instant at = identified.event().occurrence().at();
    for (Moment moment : Happenings.of(before, identified.event(), after, rules)) {
      course.ask(
          new Occasion(
              identified.customerId(),
              moment,
              new Activity(at, identified.eventId(), identified.origin()),
              "",
              0,
              null,
              at,
              at,
              now,
              Facts.known(course.memory, at, rules.standards()),
              Strip.NONE));
    }
    return course.outcome();
  }

  /**
   * The customer looks at a product, and what goes with it is known: where there is anything to
   * recommend, the rules are asked.
   */
  Outcome looks(CustomerMemory before, ViewAnswered answer, Instant now, RulesInForce rules) {
    Course course = new Course(before, rules);
    if (rules.areOn(RecommendationReady.class)) {
      Strip strip = Recommending.upon(answer, before, rules, exploration, BoughtAgain::in);
      course.leftOut = strip.leftOut();
      if (!strip.places().isEmpty()) {
        course.ask(recommendationReady(answer.view(), before, strip, now, rules));
      }
    }
    return course.outcome();
  }

  /**
   * Time passes up to an instant: each absence whose deadline it reaches becomes a moment, if the
   * rules were there then. What was due before is only noted: whoever publishes the first rule on a
   * moment does not ask for those of all the time before. While there are to be rules and none
   * load, nothing is noticed.
   *
   * @param found how far event time has come, if that instant may be long ago
   * @param now by the clock, likewise
   */
  Outcome timePassed(
      String customerId,
      CustomerMemory before,
      Instant reached,
      Instant found,
      Instant now,
      RulesInForce rules) {
    Course course = new Course(before, rules);
    List<Absence> stuck = new ArrayList<>();
    for (Absence due = rules.areAwaited() ? null : next(before, rules, stuck);
        due != null && !due.deadline().isAfter(reached);
        due = next(course.memory, rules, stuck)) {
      Remark noticed = due.noticed();
      CustomerMemory aware = course.memory.with(noticed);
      if (aware.equals(course.memory)) {
        // It would be due for ever, and so would this loop: it holds up nothing else.
        LOG.error(
            "Customer {} has {} due at {}, and the memory does not keep that it was noticed.",
            customerId,
            Absence.key(due.name(), due.which()),
            due.deadline());
        stuck.add(due);
        continue;
      }
      course.remark(noticed, aware);
      Instant saidAt = due.saidAt(found, now);
      Moment moment = due.moment(saidAt, rules::isSoldOut).orElse(null);
      if (moment == null) {
        course.journal.add(HeldOffer.lost(customerId, due, rules, DecisionNotMade.UNREADABLE));
      } else if (!due.deadline().isBefore(rules.since(due))) {
        course.ask(
            new Occasion(
                customerId,
                moment,
                due.cause(),
                due.which(),
                due.heldBefore(),
                due.heldSince(),
                due.deadline(),
                saidAt,
                now,
                Facts.known(course.memory, saidAt, rules.standards()),
                Strip.NONE),
            due::heeded);
      }
    }
    return course.outcome();
  }

  /**
   * What others would say at the same moments, by the same memory: nothing of it is remembered.
   *
   * @param memory what was remembered before
   * @param heard the moments, as those in force were asked
   */
  Outcome rehearsed(CustomerMemory memory, List<Heard> heard, RulesInForce others) {
    Course course = new Course(memory, others);
    heard.forEach(one -> course.ask(one.occasion(), HeldOffer.heedingWhere(one.occasion())));
    return course.outcome();
  }

  /**
   * Everything that becomes a moment unless something happens first, the {@value #MOST_AWAITED}
   * that are due first, earliest first: of each kind all, where {@link #open} has the first.
   */
  List<Absence> awaited(CustomerMemory memory, RulesInForce rules) {
    List<Absence> awaited = new ArrayList<>();
    for (Watch watch : watches) {
      if (watch.isKept(rules)) {
        watch.search().in(memory, rules.standards()).forEach(awaited::add);
      }
    }
    awaited.sort(EARLIEST_FIRST);
    return awaited.size() <= MOST_AWAITED ? awaited : List.copyOf(awaited.subList(0, MOST_AWAITED));
  }

  /** What becomes a moment unless something happens first, of each kind one, earliest first. */
  List<Absence> open(CustomerMemory memory, RulesInForce rules) {
    List<Absence> open = new ArrayList<>();
    for (Watch watch : watches) {
      if (watch.isKept(rules)) {
        watch.watcher().in(memory, rules.standards()).ifPresent(open::add);
      }
    }
    open.sort(EARLIEST_FIRST);
    return open;
  }

  /** What the journal tells of, whether some rule is on it or not. */
  private static Watch always(Absence.Watcher watcher) {
    return always(watcher, theOne(watcher));
  }

  private static Watch always(Absence.Watcher watcher, Absence.Search search) {
    return new Watch(null, watcher, search);
  }

  /** What comes so often, or costs so much, that it is watched only where some rule is on it. */
  private static Watch where(Class<? extends Moment> moment, Absence.Watcher watcher) {
    return where(moment, watcher, theOne(watcher));
  }

  private static Watch where(Class<? extends Moment> moment, Reason reason) {
    return where(moment, DueAgreement.because(reason), DueAgreement.all(reason));
  }

  private static Watch where(
      Class<? extends Moment> moment, Absence.Watcher watcher, Absence.Search search) {
    return new Watch(moment, watcher, search);
  }

  /** Of what there can be only one of at a time. */
  private static Absence.Search theOne(Absence.Watcher watcher) {
    return (memory, standards) -> watcher.in(memory, standards).stream();
  }

  /**
   * A watcher, and when it watches.
   *
   * @param moment only where some rule is on it; null for always
   * @param watcher finds the one that is due first
   * @param search finds all, for who wants to know what is to come
   */
  private record Watch(
      @Nullable Class<? extends Moment> moment, Absence.Watcher watcher, Absence.Search search) {
    boolean isKept(RulesInForce rules) {
      return moment == null || rules.areOn(moment);
    }

    /** The one that is due first, but for these. */
    @Nullable Absence next(CustomerMemory memory, Standards standards, List<Absence> but) {
      Absence first = watcher.in(memory, standards).orElse(null);
      return first == null || but.stream().noneMatch(first::isSame)
          ? first
          : search
              .in(memory, standards)
              .filter(one -> but.stream().noneMatch(one::isSame))
              .min(EARLIEST_FIRST)
              .orElse(null);
    }
  }

  private @Nullable Absence next(CustomerMemory memory, RulesInForce rules, List<Absence> but) {
    Absence earliest = null;
    for (Watch watch : watches) {
      Absence one = watch.isKept(rules) ? watch.next(memory, rules.standards(), but) : null;
      if (one != null && (earliest == null || EARLIEST_FIRST.compare(one, earliest) < 0)) {
        earliest = one;
      }
    }
    return earliest;
  }

  /**
   * An absence that is overdue only because an identifier came or left had its time: those who are
   * together now were not when it was due, and the customers of then noticed their own. So nobody
   * hears again of a cart because its parts come together, or part. This is why what was noticed
   * need not travel with an identifier; nor could it as an offer does, for a crash may take back
   * that it was noticed, and then it is still to be.
   */
  List<Remark> hadItsTime(
      CustomerMemory before, CustomerMemory after, Instant now, RulesInForce rules) {
    List<Absence> awaited = open(before, rules);
    return open(after, rules).stream()
        .filter(due -> !due.deadline().isAfter(now))
        .filter(due -> awaited.stream().noneMatch(due::isSame))
        .map(Absence::noticed)
        .toList();
  }

  private static Occasion recommendationReady(
      View view, CustomerMemory memory, Strip strip, Instant now, RulesInForce rules) {
    List<Object> facts = Facts.known(memory, view.at(), rules.standards());
    facts.addAll(Facts.recommendable(strip));
    return new Occasion(
        view.customerId(),
        Facts.recommendationReady(memory, view.product(), strip),
        new Activity(view.at(), view.eventId(), view.leaf()),
        "",
        0,
        null,
        view.at(),
        view.at(),
        now,
        facts,
        strip);
  }

  /** The course of one event, or of one stretch of time: gathers what comes of it. */
  private final class Course {
    private final RulesInForce rules;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private Map<String, Integer> leftOut = Map.of();
    private CustomerMemory memory;

    private Course(CustomerMemory memory, RulesInForce rules) {
      this.memory = memory;
      this.rules = rules;
    }

    private void remark(Remark remark) {
      remark(remark, memory.with(remark));
    }

    private void remark(Remark remark, CustomerMemory after) {
      remarks.add(remark);
      memory = after;
    }

    private void ask(Occasion occasion) {
      ask(occasion, UnaryOperator.identity());
    }

    private void ask(Occasion occasion, UnaryOperator<Verdict> heeded) {
      Verdict verdict = heeded.apply(rules.ask(occasion.moment(), occasion.facts()));
      Arbitration.Choice choice = arbitration.choose(occasion, verdict, rules, memory);
      int inARow = DueAppointment.inARow(occasion, memory);
      List<Held> displaced = memory.offersMade().displacedBeside(choice.offersMade());
      if (!choice.offersMade().areNone()) {
        remark(Remark.offered(occasion.cause().leaf(), choice.offersMade()));
      }
      choice.rulings().stream()
          .filter(Ruling::isChosen)
          .forEach(one -> remember(one, occasion, inARow));
      decisions.addAll(choice.decisions());
      heard.add(new Heard(occasion, choice.rulings(), verdict.failures()));
      boolean tells = choice.rulings().isEmpty() && isAskedAbout(occasion, verdict);
      journal.add(
          new MomentArose(
              occasion.momentId(),
              occasion.moment().name(),
              occasion.customerId(),
              occasion.cause().eventId(),
              occasion.at(),
              occasion.heldBefore(),
              choice.decisions().size(),
              tells ? FactSheet.of(occasion, rules) : Map.of(),
              rules.version().isEmpty() ? null : rules.version()));
      journal.addAll(choice.notMade());
      journal.addAll(HeldOffer.displaced(occasion.customerId(), displaced, memory, rules));
      for (Verdict.Failure failure : verdict.failures()) {
        journal.add(
            new RuleFailed(
                failure.rule(),
                rules.version(),
                occasion.moment().name(),
                occasion.customerId(),
                occasion.cause().eventId(),
                occasion.at(),
                failure.error()));
      }
    }

    /** Nobody asks why nothing was said to one of all the looks, and they are most of what is. */
    private static boolean isAskedAbout(Occasion occasion, Verdict verdict) {
      return !(occasion.moment() instanceof ProductViewed) || !verdict.failures().isEmpty();
    }

    /** What of a proposal changes nothing but the memory. */
    private void remember(Ruling chosen, Occasion occasion, int inARow) {
      Proposal proposal = chosen.proposed().proposal();
      if (proposal instanceof Proposal.LookAgain again) {
        remark(occasion.lookingAgain(again, inARow));
      } else if (proposal instanceof Proposal.Tag tag) {
        Duration holds = rules.settings().tags().holds(tag.name());
        remark(occasion.tagging(tag.name(), chosen.proposed().rule(), holds));
      }
    }

    private Outcome outcome() {
      return new Outcome(memory, remarks, decisions, journal, heard, leftOut);
    }
  }
}
