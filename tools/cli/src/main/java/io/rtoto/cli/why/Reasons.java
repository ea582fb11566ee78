package io.rtoto.cli.why;

import static java.util.Map.entry;

import io.rtoto.cli.identity.Whom;
import io.rtoto.rules.authoring.NearMiss;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.Decision.Recommended;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came about for one customer, what was said upon it and what was not, in sentences. */
final class Reasons {
  private static final int MOST_MOMENTS = 20;
  private static final int MOST_NEAR_MISSES = 3;
  private static final int PERCENT = 100;
  private static final String WITHDRAWN_BY = "withdrawn_by:";
  private static final String CHOSEN = "chosen";
  private static final String HELD_OUT = "held_out";
  private static final String OUTRANKED = "outranked";

  /** What stops a proposal, as people say it. */
  private static final Map<String, String> STOPPED =
      Map.ofEntries(
          entry(OUTRANKED, "something else weighed more"),
          entry("no_consent", "the customer does not allow it"),
          entry("repeated_too_soon", "the same was said a short while ago"),
          entry("capped", "it was said as often as its cap allows"),
          entry("over_budget", "the customer was spoken to as often as the budget allows"),
          entry("quiet_hours", "it fell into the customer's quiet hours"),
          entry(
              "moot",
              "while it was held, the customer has ordered, emptied the cart, or ended, extended or"
                  + " used the agreement that it is about"),
          entry(
              "told_before",
              "an alert has told of the same loss, and the customer has not ordered since"),
          entry("out_of_stock", "what it is about is sold out"),
          entry("over_credit", "it is beyond the customer's credit limit"),
          entry(
              "credit_unknown",
              "nothing shows that it is within the customer's credit limit, for what it costs is"
                  + " not known, or in another currency"),
          entry("below_margin", "it gives away more than the margin bears"),
          entry("over", "its time was over when it could have gone out"),
          entry("no_session", "the customer was not on the page"));

  /** The sources of the rules, by their version. */
  @FunctionalInterface
  interface Sources {
    /**
     * Each file by its path; empty where nobody has those of that version.
     *
     * @param version which; null for the one that is in force
     */
    Optional<Map<String, String>> of(@Nullable String version);

    /** Why they may not be what decided; empty where nothing speaks against them. */
    default Optional<String> doubt() {
      return Optional.empty();
    }
  }

  private final Whom whom;
  private final Map<Key, Told> moments = new TreeMap<>();
  private final Map<Key, List<RuleFailed>> failures = new TreeMap<>();
  private final Map<String, EventApplied> events = new HashMap<>();
  private final Set<String> heard = new HashSet<>();

  Reasons(Whom whom) {
    this.whom = whom;
  }

  /**
   * Which moment, and which time that it was decided at. Of one order several products may be used
   * up on one day: these differ in what was known.
   */
  private record Key(Instant at, String moment, String cause, SortedMap<String, String> facts)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::at)
            .thenComparing(Key::moment)
            .thenComparing(Key::cause)
            .thenComparing(key -> key.facts.toString());

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    /** Whether both are of the same moment, whatever was known. */
    private boolean isOfMomentOf(Key other) {
      return at.equals(other.at) && moment.equals(other.moment) && cause.equals(other.cause);
    }
  }

  /** What is told of a moment. */
  private static final class Told {
    private final List<Decision> decisions = new ArrayList<>();
    private final List<DecisionNotMade> notMade = new ArrayList<>();
    private @Nullable String asked;

    /** By which version it was decided; null where nothing tells it. */
    private @Nullable String version(List<RuleFailed> failures) {
      return decisions.stream()
          .map(Decision::bundleVersion)
          .findFirst()
          .or(() -> notMade.stream().map(DecisionNotMade::bundleVersion).findFirst())
          .or(() -> failures.stream().map(RuleFailed::bundleVersion).findFirst())
          .orElse(asked);
    }

    private Set<String> spoke() {
      Set<String> rules = new HashSet<>();
      decisions.forEach(made -> made.considered().forEach(one -> rules.add(one.rule())));
      notMade.forEach(none -> none.considered().forEach(one -> rules.add(one.rule())));
      return rules;
    }
  }

  /** Takes a decision; one that comes twice is the first. */
  void hear(Decision decision) {
    if (whom.isCalled(decision.customerId()) && heard.add(decision.decisionId())) {
      at(decision.decidedAt(), decision.moment(), decision.causeEventId(), decision.facts())
          .decisions
          .add(decision);
    }
  }

  /** Takes an entry of the journal; most are about something else. */
  void hear(JournalEntry entry) {
    if (!whom.isCalled(entry.key())) {
      return;
    }
    if (entry instanceof MomentArose arose) {
      // Where something was proposed, it is what was decided or not that tells the facts.
      if (!arose.facts().isEmpty()) {
        at(arose.at(), arose.moment(), arose.causeEventId(), arose.facts()).asked =
            arose.bundleVersion();
      }
    } else if (entry instanceof DecisionNotMade none) {
      at(none.at(), none.moment(), none.causeEventId(), none.facts()).notMade.add(none);
    } else if (entry instanceof RuleFailed failed) {
      failures.computeIfAbsent(keyOf(failed), key -> new ArrayList<>()).add(failed);
    } else if (entry instanceof EventApplied applied) {
      events.put(applied.eventId(), applied);
    }
  }

  private Told at(Instant at, String moment, String cause, Map<String, String> facts) {
    return moments.computeIfAbsent(
        new Key(at, moment, cause, new TreeMap<>(facts)), key -> new Told());
  }

  /** Of the moment, of which a failure does not tell what was known. */
  private static Key keyOf(RuleFailed failed) {
    return new Key(failed.at(), failed.moment(), failed.causeEventId(), new TreeMap<>());
  }

  /** All moments: those too of which nothing is on record but that a rule failed. */
  private SortedMap<Key, List<RuleFailed>> momentsWithFailures() {
    SortedMap<Key, List<RuleFailed>> all = new TreeMap<>();
    moments.keySet().forEach(key -> all.put(key, List.of()));
    failures.forEach(
        (failed, told) ->
            all.put(
                moments.keySet().stream().filter(failed::isOfMomentOf).findFirst().orElse(failed),
                told));
    return all;
  }

  /**
   * The sentences, in the order of time.
   *
   * @param at only of the last moments at or before that time; null means of the last of all
   * @param library the sources of the rules
   */
  List<String> sentences(@Nullable Instant at, Sources library) {
    SortedMap<Key, List<RuleFailed>> all = momentsWithFailures();
    List<Key> keys = new ArrayList<>(all.keySet());
    if (at != null) {
      // As it is shown, so that who copies it from here gets it.
      keys.removeIf(key -> shown(key.at()).isAfter(at));
      Instant last = keys.isEmpty() ? at : keys.get(keys.size() - 1).at();
      keys.removeIf(key -> key.at().isBefore(last));
    }
    if (keys.isEmpty()) {
      return List.of(
          at == null ? "Nothing has come about." : "Nothing had come about by " + at + ".");
    }
    all.keySet().retainAll(keys.subList(Math.max(0, keys.size() - MOST_MOMENTS), keys.size()));
    return told(all, library);
  }

  /**
   * The sentences of all that came of one event, in the order of time: at once, or because nothing
   * happened since.
   *
   * @param event its id, as decisions name their cause, or as its sender calls the message
   * @param library the sources of the rules
   * @return none where the customer has no such event
   */
  List<String> sentencesOf(String event, Sources library) {
    Set<String> meant = new HashSet<>(Set.of(event));
    events.values().stream()
        .filter(applied -> applied.event().occurrence().messageId().equals(event))
        .forEach(applied -> meant.add(applied.eventId()));
    List<String> lines = new ArrayList<>();
    meant.stream()
        .sorted()
        .map(events::get)
        .filter(Objects::nonNull)
        .forEach(applied -> lines.add(sentence(applied)));
    SortedMap<Key, List<RuleFailed>> all = momentsWithFailures();
    all.keySet().removeIf(key -> !meant.contains(key.cause()));
    lines.addAll(told(all, library));
    if (all.isEmpty() && !lines.isEmpty()) {
      lines.add("  No moment that is on record came of it.");
    }
    return lines;
  }

  private static String sentence(EventApplied applied) {
    return "Event %s (%s): %s at %s"
        .formatted(
            applied.eventId(),
            applied.event().occurrence().messageId(),
            applied.event().type(),
            shown(applied.event().occurrence().at()));
  }

  private List<String> told(SortedMap<Key, List<RuleFailed>> all, Sources library) {
    List<String> lines = new ArrayList<>();
    all.forEach(
        (key, failed) -> tell(key, moments.getOrDefault(key, new Told()), failed, library, lines));
    return lines;
  }

  /** Why no rule was asked of what had been held; nothing where rules were. */
  private static String unasked(@Nullable String reason) {
    if (DecisionNotMade.UNREADABLE.equals(reason)) {
      return ": another version of the job had held it, and this one cannot read it";
    }
    return DecisionNotMade.DISPLACED.equals(reason)
        ? ": there was no room to hold it until quiet hours are over"
        : "";
  }

  private void tell(
      Key key, Told told, List<RuleFailed> failures, Sources library, List<String> lines) {
    lines.addAll(FactLines.of(shown(key.at()) + " " + key.moment(), key.facts()));
    for (Decision made : told.decisions) {
      lines.add(decided(made));
      List<Recommended> recommended = made.recommended();
      if (recommended != null) {
        recommended.forEach(one -> lines.add("    %s.".formatted(Shown.sentence(one))));
      }
      made.considered().stream()
          .filter(one -> !isWinner(one))
          .forEach(one -> lines.add("    Not %s.".formatted(sentence(one, made.considered()))));
    }
    for (DecisionNotMade none : told.notMade) {
      lines.add(
          "  Nothing was said as %s%s, by version %s."
              .formatted(
                  none.slot(),
                  unasked(none.reason()),
                  versions(none.bundleVersion(), none.modelVersion())));
      none.considered()
          .forEach(one -> lines.add("    Not %s.".formatted(sentence(one, none.considered()))));
    }
    String version = told.version(failures);
    if (told.decisions.isEmpty() && told.notMade.isEmpty() && failures.isEmpty()) {
      lines.add(
          version == null
              ? "  No rule proposed anything."
              : "  No rule of version %s proposed anything.".formatted(version));
    }
    for (RuleFailed failed : failures) {
      lines.add(
          "  Rule %s of version %s failed: %s."
              .formatted(failed.rule(), failed.bundleVersion(), failed.error()));
    }
    Optional<Map<String, String>> rules = library.of(version);
    if (rules.isEmpty()) {
      lines.add(
          "  Nobody can tell which rules came near: the sources of version %s are not there any more."
              .formatted(version));
      return;
    }
    Set<String> spoke = told.spoke();
    List<NearMiss> near =
        NearMiss.of(rules.get(), key.moment(), key.facts()).stream()
            .filter(miss -> !spoke.contains(miss.rule()))
            .filter(miss -> isHeardBy(miss.rule()))
            .limit(MOST_NEAR_MISSES)
            .toList();
    if (version == null && !near.isEmpty()) {
      lines.add(
          "  By which version it was decided is not on record. What came near is by the rules as"
              + " they are now:");
    }
    near.forEach(
        miss ->
            lines.add(
                "  Near: %s (%s) asks for %s."
                    .formatted(
                        miss.name(), miss.rule(), String.join("; and for ", miss.lacking()))));
  }

  /** Rules of a business that never had anything to say to this customer would only astonish. */
  private boolean isHeardBy(String rule) {
    Set<String> industries =
        moments.values().stream()
            .flatMap(told -> told.spoke().stream())
            .map(Reasons::industry)
            .collect(Collectors.toSet());
    return industries.isEmpty() || industries.contains(industry(rule));
  }

  /** What a rule's id begins with. */
  private static String industry(String rule) {
    return rule.replaceFirst("\\..*", "");
  }

  private static boolean isWinner(Considered one) {
    return one.outcome().equals(CHOSEN) || one.outcome().equals(HELD_OUT);
  }

  private static String decided(Decision made) {
    Arm arm = made.arm();
    if (arm != null && arm != Arm.TREATED) {
      return "  Held out: %s %s, which rule %s of version %s would have said, was not said: %s%s."
          .formatted(
              made.slot(),
              made.name(),
              made.rule(),
              made.bundleVersion(),
              arm == Arm.HELD_OUT_OF_ALL
                  ? "the customer is one of those who hear no marketing, so that one can tell what"
                      + " all of it brings"
                  : "the customer is one of those who do not hear it, so that one can tell what it"
                      + " brings",
              made.propensity() == null
                  ? ""
                  : " (%s of 100 customers)".formatted(shown(made.propensity() * PERCENT)));
    }
    return "  Decided: %s %s%s%s%s, by rule %s of version %s."
        .formatted(
            made.kind().wireName(),
            made.name(),
            made.products().isEmpty() ? "" : " of " + String.join(", ", made.products()),
            made.text() == null ? "" : " \"" + made.text() + "\"",
            made.considered().stream()
                .filter(one -> one.outcome().equals(CHOSEN))
                .findFirst()
                .map(Reasons::way)
                .orElse(""),
            made.rule(),
            versions(made.bundleVersion(), made.modelVersion()));
  }

  /** Of the rules, and of the model where one was in force. */
  private static String versions(String rules, @Nullable String model) {
    return model == null ? rules : "%s with model %s".formatted(rules, model);
  }

  private static String sentence(Considered one, List<Considered> all) {
    List<String> stopped = one.stoppedBy() == null ? List.of(one.outcome()) : one.stoppedBy();
    return "%s (%s, weighing %s)%s: %s"
        .formatted(
            one.name(),
            one.rule(),
            shown(one.weight()),
            way(one),
            stopped.stream()
                .map(what -> stopped(what) + (what.equals(OUTRANKED) ? byHowMuch(one, all) : ""))
                .collect(Collectors.joining("; and ")));
  }

  private static String stopped(String what) {
    return what.startsWith(WITHDRAWN_BY)
        ? "guard " + what.substring(WITHDRAWN_BY.length()) + " withdrew it"
        : STOPPED.getOrDefault(what, what.replace('_', ' '));
  }

  /** By which way, and why by none that the shop prefers; empty of what reaches no customer. */
  private static String way(Considered one) {
    if (one.channel() == null) {
      return "";
    }
    String way = " through " + one.channel().wireName();
    return one.passedOver() == null
        ? way
        : one.passedOver().stream()
            .map(
                passed ->
                    "not through %s, for %s"
                        .formatted(
                            passed.channel().wireName(),
                            STOPPED.getOrDefault(passed.because(), passed.because())))
            .collect(Collectors.joining("; ", way + " (", ")"));
  }

  private static String byHowMuch(Considered one, List<Considered> all) {
    return all.stream()
        .filter(Reasons::isWinner)
        .findFirst()
        .map(
            chosen ->
                chosen.weight() > one.weight()
                    ? ", by %s".formatted(shown(chosen.weight() - one.weight()))
                    : ", or as much, and its rule comes first by its id")
        .orElse("");
  }

  /** To the millisecond: senders may tell more, and nobody reads it. */
  private static Instant shown(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  private static String shown(double weight) {
    return weight == Math.rint(weight) ? Long.toString((long) weight) : "%.2f".formatted(weight);
  }
}
