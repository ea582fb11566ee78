package io.rtoto.cli.rulebooks;

import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what rules did, by what decisions and the journal tell. What is told twice counts once,
 * and what went out holds against a message of the same time that it did not. A rule did something
 * when it proposed, and a guard when it withdrew what another proposed.
 */
final class RuleStats {

  private final Map<String, Count> byRule = new TreeMap<>();
  private final Set<String> heard = new HashSet<>();
  private final Set<String> decided = new HashSet<>();
  private final Map<String, DecisionNotMade> notMade = new HashMap<>();

  /** What one rule did. */
  private static final class Count {
    private long spoke;
    private long won;
    private long failed;
    private final Map<String, Long> stoppedBy = new TreeMap<>();
    private Instant last = Instant.MIN;
    private String version = "";

    private void spoke(Instant at, String version, int often) {
      spoke += often;
      if (!at.isBefore(last)) {
        last = at;
        this.version = version;
      }
    }
  }

  /**
   * What a rule did.
   *
   * @param rule its id
   * @param spoke how often it proposed something, or withdrew it
   * @param won how often that was said
   * @param stoppedBy how often it was not, by what stopped it
   * @param failed how often it failed
   * @param lastSpoke when it spoke last, in event time; null when it never did
   * @param lastVersion the version of the rules by which it spoke last; null when it never did
   */
  record Line(
      String rule,
      long spoke,
      long won,
      Map<String, Long> stoppedBy,
      long failed,
      @Nullable Instant lastSpoke,
      @Nullable String lastVersion) {}

  /** A decision was made. */
  void hear(Decision decision) {
    if (heard.add(decision.decisionId())) {
      String ended = ended(decision.decisionId(), decision.decidedAt());
      decided.add(ended);
      DecisionNotMade overtaken = notMade.remove(ended);
      if (overtaken != null) {
        count(overtaken, -1);
      }
      count(decision.considered(), decision.decidedAt(), decision.bundleVersion(), 1);
    }
  }

  /** Something is in the journal. */
  void hear(JournalEntry entry) {
    if (entry instanceof DecisionNotMade notMade
        && heard.add("%s %d".formatted(notMade.decisionId(), notMade.heldBefore()))) {
      String ended = ended(notMade.decisionId(), notMade.at());
      if (!decided.contains(ended)) {
        this.notMade.put(ended, notMade);
        count(notMade, 1);
      }
    } else if (entry instanceof RuleFailed failure
        && heard.add(
            "%s %s %s %s"
                .formatted(
                    failure.rule(), failure.moment(), failure.causeEventId(), failure.at()))) {
      of(failure.rule()).failed++;
    }
  }

  private static String ended(String decisionId, Instant at) {
    return decisionId + ' ' + at;
  }

  private void count(DecisionNotMade notMade, int often) {
    count(notMade.considered(), notMade.at(), notMade.bundleVersion(), often);
  }

  private void count(List<Considered> considered, Instant at, String version, int often) {
    for (Considered each : considered) {
      Count count = of(each.rule());
      count.spoke(at, version, often);
      if (each.outcome().equals(Considered.CHOSEN)) {
        count.won += often;
      } else {
        count.stoppedBy.merge(each.outcome(), (long) often, Long::sum);
        count.stoppedBy.remove(each.outcome(), 0L);
      }
      Considered.guardOf(each.outcome()).ifPresent(guard -> of(guard).spoke(at, version, often));
    }
  }

  private Count of(String rule) {
    return byRule.computeIfAbsent(rule, id -> new Count());
  }

  /**
   * By rule id.
   *
   * @param known the rules of the library, whether they ever spoke or not
   */
  List<Line> lines(List<String> known) {
    known.forEach(this::of);
    List<Line> lines = new ArrayList<>();
    byRule.forEach(
        (rule, count) ->
            lines.add(
                new Line(
                    rule,
                    count.spoke,
                    count.won,
                    Map.copyOf(count.stoppedBy),
                    count.failed,
                    count.spoke == 0 ? null : count.last,
                    count.spoke == 0 ? null : count.version)));
    return lines;
  }
}
