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
 * @param offers so many offers were made
 * @param evaluationMicros so many microseconds were spent on asking the rules
 * @param shown so many offers were shown
 * @param dismissed so many were dismissed
 * @param counted for so long
 */
public record Vitals(
    long moments,
    long failures,
    long offers,
    long evaluationMicros,
    long shown,
    long dismissed,
    Duration counted) {
  /** What comes in a rush at the beginning is not taken for the rate. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final double PERCENT = 100;

  /** Of those reports that are about the publication of that number. */
  public static Vitals of(long number, List<RuleReport> reports) {
    List<RuleReport> own = reports.stream().filter(one -> one.number() == number).toList();
    Instant since = own.stream().map(RuleReport::since).min(Instant::compareTo).orElse(Instant.MAX);
    Instant at = own.stream().map(RuleReport::at).max(Instant::compareTo).orElse(since);
    return new Vitals(
        sum(own, RuleReport::moments),
        sum(own, RuleReport::failures),
        sum(own, RuleReport::offers),
        sum(own, RuleReport::evaluationMicros),
        sum(own, RuleReport::shown),
        sum(own, RuleReport::dismissed),
        Duration.between(since, at));
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
        offers > 0,
        offers * 60_000.0 / Math.max(SHORTEST.toMillis(), counted.toMillis()));
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
