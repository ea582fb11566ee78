package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * What scorecards told of rules whose worth is known.
 *
 * @param seeds how many months
 * @param customersPerDay how many customers a day met each rule
 * @param holdOutPercent how many percent of them were held out
 * @param rules what was told of each rule
 */
record UpliftTrial(int seeds, int customersPerDay, int holdOutPercent, List<Found> rules) {
  /**
   * What was told of a rule.
   *
   * @param rule its id
   * @param truth how much it really changes the share of customers who order
   * @param looks how often an interval was looked at
   * @param looksCovered at how many of these it covered the truth
   * @param seedsCovered in how many months it covered the truth at every look
   * @param calledSuccess in how many months it was ever called a success
   * @param calledHarm in how many months it was ever called a harm
   */
  record Found(
      String rule,
      double truth,
      long looks,
      long looksCovered,
      int seedsCovered,
      int calledSuccess,
      int calledHarm) {
    /** With another month: one without an interval covers nothing. */
    Found with(UpliftMonth.Told told) {
      return new Found(
          rule,
          truth,
          looks + told.looks(),
          looksCovered + told.covered(),
          seedsCovered + (told.looks() > 0 && told.looks() == told.covered() ? 1 : 0),
          calledSuccess + (told.calledSuccess() ? 1 : 0),
          calledHarm + (told.calledHarm() ? 1 : 0));
    }
  }

  /** Simulates that many months. */
  static UpliftTrial of(int seeds, int customersPerDay, int holdOutPercent, Progress progress) {
    List<Found> found = new ArrayList<>();
    UpliftMonth.RULES.forEach(
        rule -> found.add(new Found(rule.id(), rule.uplift(), 0, 0, 0, 0, 0)));
    for (int seed = 0; seed < seeds; seed++) {
      UpliftMonth month = new UpliftMonth(seed, customersPerDay, holdOutPercent / 100.0);
      for (int rule = 0; rule < found.size(); rule++) {
        found.set(rule, found.get(rule).with(month.toldOf(UpliftMonth.RULES.get(rule))));
      }
      progress.reached("months", seed + 1, seeds);
    }
    return new UpliftTrial(seeds, customersPerDay, holdOutPercent, List.copyOf(found));
  }

  /** Whether they told the truth as often as they are to. */
  boolean holds() {
    return rules.stream().allMatch(this::holds);
  }

  private boolean holds(Found found) {
    boolean covered = found.seedsCovered * 100L >= seeds * 95L;
    if (found.truth == 0) {
      return covered && (found.calledSuccess + found.calledHarm) * 100L <= seeds * 5L;
    }
    return covered
        && (found.truth > 0
            ? found.calledHarm == 0
            : found.calledSuccess == 0 && found.calledHarm == seeds);
  }
}
