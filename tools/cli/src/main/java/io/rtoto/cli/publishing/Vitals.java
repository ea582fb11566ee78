package io.rtoto.cli.publishing;

import io.rtoto.rules.settings.PublishSettings.Guards;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with a version of the rules, all subtasks together.
 *
 * @param moments so many moments were decided
 * @param failures at so many of them a rule failed
 * @param offersPerMinute so many offers were made a minute in the last minutes: {@link #WINDOW}
 * @param evaluationMicros so many microseconds were spent on asking the rules
 * @param shown so many offers were shown
 * @param dismissed so many were dismissed
 * @param suspended the ids of rules that are not heard any more on some subtask, for they failed
 *     too often; sorted
 */
public record Vitals(
    long moments,
    long failures,
    double offersPerMinute,
    long evaluationMicros,
    long shown,
    long dismissed,
    List<String> suspended) {
  /** How far back the offers a minute go: a rush is not lost in the quiet before it. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  /** What comes in a rush at the beginning is not taken for the rate. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final double PERCENT = 100;

  /**
   * Of those reports that are about the publication of that number.
   *
   * @param lately what each subtask told in its last minutes, oldest first: {@link
   *     ReportedRules#lately}
   */
  public static Vitals of(long number, List<List<RuleReport>> lately) {
    List<RuleReport> own =
        lately.stream()
            .map(told -> told.get(told.size() - 1))
            .filter(newest -> newest.number() == number)
            .toList();
    double offersPerMinute =
        lately.stream()
            .filter(told -> told.get(told.size() - 1).number() == number)
            .mapToDouble(Vitals::offersPerMinute)
            .sum();
    return new Vitals(
        sum(own, RuleReport::moments),
        sum(own, RuleReport::failures),
        offersPerMinute,
        sum(own, RuleReport::evaluationMicros),
        sum(own, RuleReport::shown),
        sum(own, RuleReport::dismissed),
        own.stream().flatMap(report -> report.suspended().stream()).distinct().sorted().toList());
  }

  /** Of one subtask. What it counted before a restart, or of other rules, is another count. */
  private static double offersPerMinute(List<RuleReport> told) {
    RuleReport newest = told.get(told.size() - 1);
    List<RuleReport> same =
        told.stream()
            .filter(one -> one.number() == newest.number() && one.since().equals(newest.since()))
            .toList();
    RuleReport oldest = same.get(0);
    // While the count is younger than the window, all of it is within.
    boolean isWhole = newest.since().isAfter(newest.at().minus(WINDOW));
    Instant from = isWhole ? newest.since() : oldest.at();
    long offers = newest.offers() - (isWhole ? 0 : oldest.offers());
    Duration counted = Duration.between(from, newest.at());
    return offers * 60_000.0 / Math.max(SHORTEST.toMillis(), counted.toMillis());
  }

  private static long sum(List<RuleReport> reports, ToLongFunction<RuleReport> what) {
    return reports.stream().mapToLong(what).sum();
  }

  /** Why these rules are to be taken back, as a sentence; empty when they are not. */
  public Optional<String> tripped(Guards guards) {
    return readings(guards).stream().filter(Reading::isBeyond).findFirst().map(Reading::told);
  }

  /** What is watched, each as a line. */
  public List<String> lines(Guards guards) {
    return readings(guards).stream().map(Reading::told).toList();
  }

  private List<Reading> readings(Guards guards) {
    List<Reading> readings = new ArrayList<>();
    // A rule that is not heard any more fails no more either: no share of failures would tell of
    // it.
    readings.add(
        suspended.isEmpty()
            ? new Reading("no rule failed too often to be heard further; none may", false)
            : new Reading(
                "%s failed too often to be heard further; no rule may"
                    .formatted(String.join(", ", suspended)),
                true));
    add(
        readings,
        guards.errorPercent(),
        "rules fail at %.1f %% of the moments; at most %d %% may",
        moments >= guards.fewest(),
        share(failures, moments));
    add(
        readings,
        guards.offersPerMinute(),
        "%.0f offers a minute are made; at most %d may be",
        offersPerMinute > 0,
        offersPerMinute);
    add(
        readings,
        guards.evaluationMicros(),
        "%.0f microseconds are spent on a moment; at most %d may be",
        moments >= guards.fewest(),
        moments == 0 ? 0 : (double) evaluationMicros / moments);
    add(
        readings,
        guards.complaintPercent(),
        "%.1f %% of the offers shown are dismissed; at most %d %% may be",
        shown >= guards.fewest(),
        share(dismissed, shown));
    return readings;
  }

  private static double share(long some, long all) {
    return all == 0 ? 0 : some * PERCENT / all;
  }

  private static void add(
      List<Reading> readings,
      @Nullable Integer most,
      String sentence,
      boolean judged,
      double value) {
    if (most != null) {
      readings.add(new Reading(sentence.formatted(value, most), judged && value > most));
    }
  }

  private record Reading(String told, boolean isBeyond) {}
}
