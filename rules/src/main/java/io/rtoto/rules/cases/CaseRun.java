package io.rtoto.rules.cases;

import io.rtoto.rules.authoring.Coverage.OfRule;
import java.util.List;

/**
 * What became of cases, and what they tried.
 *
 * @param results one for each case, one for each that cannot be read, and one for each rule that no
 *     case makes speak, in the order of files and lines
 * @param coverage of each rule that was asked for, in the order of files and lines
 */
public record CaseRun(List<CaseResult> results, List<OfRule> coverage) {
  /** What does not hold. */
  public List<CaseResult> failed() {
    return results.stream().filter(result -> !result.holds()).toList();
  }

  /** How many conditions its rules have. */
  public int conditions() {
    return coverage.stream().mapToInt(rule -> rule.conditions().size()).sum();
  }

  /** How many of them some case fails. */
  public int conditionsThatFail() {
    return conditions() - coverage.stream().mapToInt(rule -> rule.neverFail().size()).sum();
  }

  /** How many rules fire in some case. */
  public int rulesThatFire() {
    return (int) coverage.stream().filter(OfRule::fires).count();
  }

  /**
   * How much of all that may be tried was: rules that fire and conditions that fail, of all rules
   * and conditions, in percent, rounded down; 100 where there is nothing to try.
   */
  public int percent() {
    int all = coverage.size() + conditions();
    return all == 0 ? 100 : 100 * (rulesThatFire() + conditionsThatFail()) / all;
  }
}
