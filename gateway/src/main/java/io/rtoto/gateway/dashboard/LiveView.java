package io.rtoto.gateway.dashboard;

import static java.util.stream.Collectors.toMap;

import io.rtoto.gateway.dashboard.Frame.CustomerLine;
import io.rtoto.gateway.dashboard.Frame.DeadLetterLine;
import io.rtoto.gateway.dashboard.Frame.DecisionLine;
import io.rtoto.gateway.dashboard.Frame.EventLine;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.journal.RuleSuspended;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.TagCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows, gathered from the topics. It remembers the newest lines of each kind, and
 * forgets the others; its size does not grow with the number of events.
 *
 * <p>Threads may share one.
 */
final class LiveView implements Frames<Frame> {
  private static final int LINES_SHOWN = 200;
  private static final int LINES_A_FRAME = 40;
  private static final int CUSTOMERS_KNOWN = 2_000;
  private static final int LINES_A_CUSTOMER = 20;
  private static final int IDS_KNOWN = 20_000;
  private static final int RULES_KNOWN = 100;

  private final Instant since;
  private final Rate rate = new Rate();
  private final DistinctCount customersSeen = new DistinctCount();
  private final Map<DecisionKind, Long> decisionsByKind = new EnumMap<>(DecisionKind.class);
  // The journal is read before its transactions commit, and decisions come at least once.
  private final NewestByKey<Boolean> idsSeen = new NewestByKey<>(IDS_KNOWN);
  private final NewestByKey<Known> known = new NewestByKey<>(CUSTOMERS_KNOWN);
  private final Successors successors = new Successors(CUSTOMERS_KNOWN);
  private final NewestByKey<Instant> erasedUpTo = new NewestByKey<>(CUSTOMERS_KNOWN);

  private Map<String, TagCard> tags = Map.of();
  private final ProductNames productNames = new ProductNames();
  private final Shown shown = new Shown(LINES_SHOWN);
  private final Shown fresh = new Shown(LINES_A_FRAME);

  private long events;
  private long repeats;
  private long deadLetters;
  private long ruleFailures;

  /** Of the rules in force, by their ids. */
  private final Set<String> rulesSuspended = new TreeSet<>();

  private @Nullable String rules;

  /** By the version, which a rollback publishes again. */
  private final NewestByKey<Long> numbersOfRules = new NewestByKey<>(RULES_KNOWN);

  /** Shows what comes from then on. */
  LiveView(Instant since) {
    this.since = since;
  }

  /**
   * Takes an entry of the journal.
   *
   * @param counts whether the figures count it: what came before we began is shown, not counted
   */
  synchronized void journal(JournalEntry entry, boolean counts) {
    if (entry instanceof EventApplied applied) {
      apply(applied, counts);
    } else if (entry instanceof CustomerErased erased) {
      eraseLines(erased.customerId(), erased.upTo());
    } else if (entry instanceof RulesActivated activated && activated.refusal().isEmpty()) {
      if (!activated.bundleVersion().equals(rules)) {
        rulesSuspended.clear();
      }
      rules = activated.bundleVersion();
    } else if (entry instanceof RuleSuspended suspended) {
      if (suspended.bundleVersion().equals(rules)) {
        rulesSuspended.add(suspended.rule());
      }
    } else if (entry instanceof EventRepeated && counts) {
      repeats++;
    } else if (entry instanceof RuleFailed && counts) {
      ruleFailures++;
    }
  }

  private void apply(EventApplied applied, boolean counts) {
    if (idsSeen.put(applied.eventId(), true) != null) {
      return;
    }
    EventLine line = Lines.of(applied);
    shown.events.add(line);
    fresh.events.add(line);
    known(applied.customerId()).events.add(line);
    if (counts) {
      events++;
      customersSeen.add(successors.of(applied.customerId()));
    }
  }

  /** Takes how a customer is known: the newest counts. */
  synchronized void customer(CustomerState state) {
    if (state instanceof CustomerSnapshot snapshot) {
      know(snapshot);
    } else {
      replace((CustomerReplaced) state);
    }
  }

  private void know(CustomerSnapshot snapshot) {
    CustomerLine line = Lines.of(snapshot);
    successors.remove(line.id());
    fresh.replaced.remove(line.id());
    shown.customers.put(line.id(), line);
    fresh.customers.put(line.id(), line);
    known(line.id()).snapshot = snapshot;
  }

  /** The lines keep the id that they came under: the two may come apart again. */
  private void replace(CustomerReplaced replaced) {
    String id = replaced.customerId();
    successors.add(id, replaced.replacedBy());
    Instant upTo = erasedUpTo(replaced.replacedBy());
    if (upTo.isAfter(Instant.MIN)) {
      eraseLines(id, upTo);
    }
    shown.customers.remove(id);
    fresh.customers.remove(id);
    fresh.replaced.add(id);
    known(id).snapshot = null;
  }

  /** Takes everything of whom nothing is known any more off the page, under every id they had. */
  synchronized void erased(String customerId) {
    successors.remove(customerId);
    for (String id : successors.namesOf(customerId)) {
      known.remove(id);
      shown.forget(id);
      fresh.forget(id);
      fresh.erased.add(id);
    }
  }

  /**
   * What the journal told before this is of the time that was erased, under whichever id. A topic
   * is read regardless of the others: what was decided then may have been read before, or may still
   * come, and so may that another had been replaced.
   */
  private void eraseLines(String customerId, Instant upTo) {
    for (String id : successors.namesOf(customerId)) {
      noteErased(id, upTo);
    }
  }

  private void noteErased(String id, Instant upTo) {
    if (!upTo.isAfter(erasedUpTo(id))) {
      return;
    }
    erasedUpTo.put(id, upTo);
    Known of = known.get(id);
    if (of != null) {
      of.events.clear();
      of.decisions.clear();
    }
    shown.forgetLines(id);
    fresh.forgetLines(id);
    fresh.erased.add(id);
    CustomerLine stillKnown = shown.customers.get(id);
    if (stillKnown != null) {
      fresh.customers.put(id, stillKnown);
    }
  }

  private Instant erasedUpTo(String id) {
    Instant upTo = erasedUpTo.get(id);
    return upTo == null ? Instant.MIN : upTo;
  }

  synchronized void decision(Decision decision, boolean counts) {
    if (!decision.decidedAt().isAfter(erasedUpTo(decision.customerId()))) {
      return;
    }
    if (idsSeen.put(decision.decisionId(), true) != null) {
      return;
    }
    DecisionLine line = Lines.of(decision);
    shown.decisions.add(line);
    fresh.decisions.add(line);
    known(decision.customerId()).decisions.add(line);
    if (counts) {
      decisionsByKind.merge(decision.kind(), 1L, Long::sum);
    }
  }

  synchronized void deadLetter(DeadLetter letter, boolean counts) {
    DeadLetterLine line = Lines.of(letter);
    shown.deadLetters.add(line);
    fresh.deadLetters.add(line);
    if (counts) {
      deadLetters++;
    }
  }

  /**
   * Takes the number of a version, and what the tags mean that its rules note: those of the newest
   * version count.
   */
  synchronized void rules(RuleBundle bundle) {
    if (bundle.number() > 0) {
      numbersOfRules.put(bundle.version(), bundle.number());
    }
    tags = bundle.tags().stream().collect(toMap(TagCard::name, Function.identity()));
  }

  synchronized void catalog(CatalogEntry entry) {
    productNames.add(entry);
  }

  synchronized void notSoldAnyMore(String productId) {
    productNames.remove(productId);
  }

  @Override
  public synchronized Frame news(Instant now, List<String> missing) {
    rate.sample(now, events);
    Frame frame = fresh.frame(false, now, figures(), successors, productNames, missing);
    fresh.clear();
    return frame;
  }

  @Override
  public synchronized Frame whole(Instant now, List<String> missing) {
    return shown.frame(true, now, figures(), successors, productNames, missing);
  }

  @Override
  public synchronized boolean hasNews() {
    return !fresh.isEmpty();
  }

  /** What is known of a customer of whom something came lately, by the id of now or an old one. */
  synchronized Optional<CustomerDetail> customer(String id) {
    String now = successors.of(id);
    Known of = known.get(now);
    if (of == null || of.snapshot == null) {
      return Optional.empty();
    }
    List<DecisionLine> decisions = new ArrayList<>();
    List<EventLine> happened = new ArrayList<>();
    for (String name : successors.namesOf(now)) {
      Known under = known.get(name);
      if (under != null) {
        decisions.addAll(under.decisions.all());
        happened.addAll(under.events.all());
      }
    }
    return Optional.of(
        CustomerDetail.of(
            of.snapshot,
            latest(decisions, DecisionLine::at),
            latest(happened, EventLine::at),
            tags,
            productNames));
  }

  private static <T> List<T> latest(List<T> lines, Function<T, Instant> at) {
    lines.sort(Comparator.comparing(at));
    return lines.subList(Math.max(0, lines.size() - LINES_A_CUSTOMER), lines.size());
  }

  private Known known(String customerId) {
    Known of = known.get(customerId);
    if (of == null) {
      of = new Known();
    }
    known.put(customerId, of);
    return of;
  }

  private Frame.Figures figures() {
    return new Frame.Figures(
        since,
        events,
        rate.perSecond(),
        repeats,
        customersSeen.estimate(),
        Map.copyOf(decisionsByKind),
        deadLetters,
        ruleFailures,
        List.copyOf(rulesSuspended),
        rules,
        rules == null ? null : numbersOfRules.get(rules));
  }

  private static final class Known {
    final Newest<EventLine> events = new Newest<>(LINES_A_CUSTOMER);
    final Newest<DecisionLine> decisions = new Newest<>(LINES_A_CUSTOMER);
    @Nullable CustomerSnapshot snapshot;
  }

  private static final class Shown {
    final Newest<EventLine> events;
    final NewestByKey<CustomerLine> customers;
    final Newest<DecisionLine> decisions;
    final Newest<DeadLetterLine> deadLetters;
    final Set<String> erased = new LinkedHashSet<>();
    final Set<String> replaced = new LinkedHashSet<>();

    Shown(int limit) {
      events = new Newest<>(limit);
      customers = new NewestByKey<>(limit);
      decisions = new Newest<>(limit);
      deadLetters = new Newest<>(limit);
    }

    Frame frame(
        boolean whole,
        Instant now,
        Frame.Figures figures,
        Successors successors,
        ProductNames productNames,
        List<String> missing) {
      return new Frame(
          whole,
          now,
          figures,
          List.copyOf(erased),
          replaced(successors),
          events.all(),
          whole ? 0 : events.forgotten(),
          customers.all(),
          decisions.all(),
          deadLetters.all(),
          productNames.of(events.all(), decisions.all(), List.of()),
          missing);
    }

    private Map<String, String> replaced(Successors successors) {
      Set<String> ids = new LinkedHashSet<>(replaced);
      events.all().forEach(line -> ids.add(line.customer()));
      decisions.all().forEach(line -> ids.add(line.customer()));
      return successors.linksFrom(ids);
    }

    void forget(String customerId) {
      replaced.remove(customerId);
      customers.remove(customerId);
      forgetLines(customerId);
    }

    void forgetLines(String customerId) {
      events.removeIf(line -> line.customer().equals(customerId));
      decisions.removeIf(line -> line.customer().equals(customerId));
    }

    void clear() {
      erased.clear();
      replaced.clear();
      events.clear();
      customers.clear();
      decisions.clear();
      deadLetters.clear();
    }

    boolean isEmpty() {
      return erased.isEmpty()
          && replaced.isEmpty()
          && events.isEmpty()
          && customers.isEmpty()
          && decisions.isEmpty()
          && deadLetters.isEmpty();
    }
  }
}
