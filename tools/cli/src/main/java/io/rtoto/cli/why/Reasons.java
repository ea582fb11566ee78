package io.rtoto.cli.why;

import io.rtoto.cli.identity.Whom;
import io.rtoto.rules.authoring.NearMiss;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.reasons.DecisionSentences;
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

  private void tell(
      Key key, Told told, List<RuleFailed> failures, Sources library, List<String> lines) {
    lines.addAll(FactLines.of(shown(key.at()) + " " + key.moment(), key.facts()));
    told.decisions.forEach(made -> lines.addAll(DecisionSentences.of(made)));
    told.notMade.forEach(none -> lines.addAll(DecisionSentences.of(none)));
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

  /** To the millisecond: senders may tell more, and nobody reads it. */
  private static Instant shown(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }
}
