package io.rtoto.gateway.dashboard;

import static java.util.Objects.requireNonNull;

import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The figures of the newest minutes, the newest scorecards, and what it takes to ask the rules. It
 * forgets minutes beyond a day, of scorecards those that have not changed for longest, and what
 * subtasks told of a job that ran before.
 *
 * <p>Threads may share one.
 */
final class MeasuredView implements Frames<MeasuredFrame> {
  /** A day. */
  static final int MINUTES_KNOWN = 1440;

  /** What a page that just opened is told of; it asks for more when it shows more. */
  static final int MINUTES_SHOWN = 180;

  private static final int SCORECARDS_KNOWN = 5_000;

  private final NavigableMap<Instant, Figures> minutes = new TreeMap<>();
  private final NewestByKey<Scorecard> scorecards = new NewestByKey<>(SCORECARDS_KNOWN);
  private final NavigableMap<Instant, Figures> freshMinutes = new TreeMap<>();
  private final NavigableMap<String, Scorecard> freshScorecards = new TreeMap<>();
  private final Map<Integer, RuleReport> reports = new HashMap<>();
  private boolean hasFreshReports;

  /** Takes a minute: the newest message of it counts. */
  synchronized void figures(Figures figures) {
    minutes.put(figures.minute(), figures);
    freshMinutes.put(figures.minute(), figures);
    cut(minutes, MINUTES_KNOWN);
    cut(freshMinutes, MINUTES_SHOWN);
  }

  /** Takes a scorecard: the newest message of its key counts. */
  synchronized void scorecard(Scorecard scorecard) {
    requireNonNull(scorecard.rule(), "A scorecard is of a rule.");
    scorecards.put(scorecard.key(), scorecard);
    freshScorecards.put(scorecard.key(), scorecard);
  }

  /** Forgets a scorecard. */
  synchronized void noScorecard(String key) {
    scorecards.remove(key);
    freshScorecards.remove(key);
  }

  /** Takes what a subtask told: the newest message of it counts. */
  synchronized void report(RuleReport report) {
    requireNonNull(report.at(), "A report tells when.");
    requireNonNull(report.since(), "A report tells since when it counts.");
    requireNonNull(report.version(), "A report tells of which rules.");
    reports.put(report.subtask(), report);
    reports.values().retainAll(RuleReport.ofTheLastJob(reports.values()));
    hasFreshReports = true;
  }

  /** What it takes to ask the rules, by version and moment. */
  synchronized List<AskedRules> asked() {
    NavigableMap<String, NavigableMap<String, Asking>> byVersion = new TreeMap<>();
    Map<String, Instant> since = new HashMap<>();
    for (RuleReport report : reports.values()) {
      since.merge(report.version(), report.since(), MeasuredView::earlier);
      for (Asking asking : report.asked()) {
        byVersion
            .computeIfAbsent(report.version(), none -> new TreeMap<>())
            .merge(asking.moment(), asking, Asking::plus);
      }
    }
    List<AskedRules> asked = new ArrayList<>();
    byVersion.forEach(
        (version, askings) ->
            askings
                .values()
                .forEach(
                    asking ->
                        asked.add(
                            AskedRules.of(
                                version, since.getOrDefault(version, Instant.EPOCH), asking))));
    return asked;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** The newest minutes, so many at most, the earliest first. */
  synchronized List<Figures> minutes(int most) {
    return minutes.values().stream().skip(Math.max(0, minutes.size() - most)).toList();
  }

  /** All scorecards, in the order of their keys. */
  synchronized List<Scorecard> scorecards() {
    TreeMap<String, Scorecard> byKey = new TreeMap<>();
    scorecards.all().forEach(card -> byKey.put(card.key(), card));
    return List.copyOf(byKey.values());
  }

  @Override
  public synchronized MeasuredFrame news(Instant now, List<String> missing) {
    MeasuredFrame frame =
        new MeasuredFrame(
            false,
            now,
            List.copyOf(freshMinutes.values()),
            List.copyOf(freshScorecards.values()),
            hasFreshReports ? asked() : List.of(),
            missing);
    freshMinutes.clear();
    freshScorecards.clear();
    hasFreshReports = false;
    return frame;
  }

  @Override
  public synchronized MeasuredFrame whole(Instant now, List<String> missing) {
    return new MeasuredFrame(true, now, minutes(MINUTES_SHOWN), scorecards(), asked(), missing);
  }

  @Override
  public synchronized boolean hasNews() {
    return !freshMinutes.isEmpty() || !freshScorecards.isEmpty() || hasFreshReports;
  }

  private static void cut(NavigableMap<Instant, Figures> minutes, int most) {
    while (minutes.size() > most) {
      minutes.pollFirstEntry();
    }
  }
}
