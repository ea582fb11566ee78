package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is remembered of a scorecard.
 *
 * @param counts what counts
 * @param newest the newest time of anything that ever counted
 * @param found when each finding was seen first, by its code
 * @param awaited whether it is about to be told
 */
public record KeptScorecard(
    Counts counts, Instant newest, Map<String, Instant> found, boolean awaited) {
  static final KeptScorecard NEW = new KeptScorecard(Counts.NONE, Instant.EPOCH, Map.of(), false);

  /** So many days tell whether a rule fires as it did. */
  private static final int MOST_DAYS = 60;

  /** Puts defaults where an older state lacks a field. */
  public KeptScorecard {
    counts = requireNonNullElse(counts, Counts.NONE);
    newest = requireNonNullElse(newest, Instant.EPOCH);
    found = requireNonNullElse(found, Map.of());
  }

  KeptScorecard with(Change change) {
    return new KeptScorecard(
        counts.plus(change.counts()),
        change.newest().isAfter(newest) ? change.newest() : newest,
        found,
        true);
  }

  Scorecard scorecard(String key) {
    return Scorecards.of(key, counts, newest, card -> Findings.of(counts, card, found));
  }

  KeptScorecard told(Scorecard card) {
    return new KeptScorecard(counts, newest, Findings.firstSeen(card.findings()), false);
  }

  KeptScorecard ofTheNewestDays() {
    SortedSet<String> days = new TreeSet<>();
    counts.under(Names.DAY).keySet().forEach(name -> days.add(name.substring(0, 10)));
    Counts left = counts;
    while (days.size() > MOST_DAYS) {
      left = left.without(Counts.name(Names.DAY, days.first()));
      days.remove(days.first());
    }
    return new KeptScorecard(left, newest, found, awaited);
  }
}
