package io.rtoto.gateway.dashboard;

import static java.util.Objects.requireNonNull;

import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The figures of the newest minutes and the newest scorecards. It forgets minutes beyond a day, and
 * of scorecards those that have not changed for longest.
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
            missing);
    freshMinutes.clear();
    freshScorecards.clear();
    return frame;
  }

  @Override
  public synchronized MeasuredFrame whole(Instant now, List<String> missing) {
    return new MeasuredFrame(true, now, minutes(MINUTES_SHOWN), scorecards(), missing);
  }

  @Override
  public synchronized boolean hasNews() {
    return !freshMinutes.isEmpty() || !freshScorecards.isEmpty();
  }

  private static void cut(NavigableMap<Instant, Figures> minutes, int most) {
    while (minutes.size() > most) {
      minutes.pollFirstEntry();
    }
  }
}
