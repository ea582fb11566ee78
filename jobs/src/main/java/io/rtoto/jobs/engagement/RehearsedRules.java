package io.rtoto.jobs.engagement;

import io.rtoto.jobs.telemetry.EngagementMetrics;
import io.rtoto.rules.Verdict;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.rulebundles.RuleReport.Difference;
import io.rtoto.schemas.rulebundles.RuleReport.Rehearsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules that decide beside those in force, by the same memory, muted: nothing that they decide is
 * remembered or carried out. So what they would say once, and those in force do not, counts at
 * every occasion. Counts in what they differ since they came, and names the rules that failed too
 * often to be heard further; a restart forgets it.
 */
final class RehearsedRules {
  /** A rule that fails so often is heard no more: it would cost those in force their time. */
  private static final int MOST_FAILURES = 3;

  private final BorrowedRules own;
  private final Map<String, Integer> failuresByRule = new HashMap<>();
  private final Set<String> suspended = new TreeSet<>();
  private RulesInForce rules;
  private final Map<String, long[]> differences = new TreeMap<>();
  private @Nullable Instant since;
  private long moments;
  private long failures;

  RehearsedRules(BorrowedRules rules) {
    this.own = rules;
    this.rules = rules;
  }

  /** From now on they are asked so: with the models that are in force by now. */
  void asks(RulesInForce withModels) {
    rules = withModels;
  }

  /** What they would be asked as. */
  RulesInForce rules() {
    return rules;
  }

  /**
   * Counts in what they differ at the same occasions.
   *
   * @param inForce what came by the rules in force
   * @param rehearsed what would have come by these
   * @param metrics tell it too
   */
  void compare(Outcome inForce, Outcome rehearsed, EngagementMetrics metrics) {
    moments += rehearsed.heard().size();
    for (Heard heard : rehearsed.heard()) {
      failures += heard.failures().isEmpty() ? 0 : 1;
      for (Verdict.Failure failure : heard.failures()) {
        if (failuresByRule.merge(failure.rule(), 1, Integer::sum) == MOST_FAILURES) {
          own.suspend(failure.rule());
          suspended.add(failure.rule());
        }
      }
    }
    Map<String, Decision> decided = heardOf(inForce.decisions());
    Map<String, Decision> wouldBe = heardOf(rehearsed.decisions());
    wouldBe.forEach(
        (what, decision) -> {
          if (!decided.containsKey(what)) {
            difference(decision)[0]++;
            metrics.rehearsed(decision.rule(), true);
          }
        });
    decided.forEach(
        (what, decision) -> {
          if (!wouldBe.containsKey(what)) {
            difference(decision)[1]++;
            metrics.rehearsed(decision.rule(), false);
          }
        });
  }

  /** What somebody hears of, by occasion, slot, rule and name. */
  private static Map<String, Decision> heardOf(List<Decision> decisions) {
    Map<String, Decision> heard = new HashMap<>();
    for (Decision decision : decisions) {
      if (decision.kind() != DecisionKind.RECORD) {
        heard.put(
            String.join("\n", decision.decisionId(), decision.rule(), decision.name()), decision);
      }
    }
    return heard;
  }

  private long[] difference(Decision decision) {
    return differences.computeIfAbsent(decision.rule(), rule -> new long[2]);
  }

  /** As it is told. */
  Rehearsed report(Instant now) {
    Instant from = since == null ? now : since;
    since = from;
    List<Difference> told = new ArrayList<>();
    differences.forEach((rule, counts) -> told.add(new Difference(rule, counts[0], counts[1])));
    return new Rehearsed(rules.version(), from, moments, failures, List.copyOf(suspended), told);
  }
}
