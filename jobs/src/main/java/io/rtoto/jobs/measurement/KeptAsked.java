package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often rules were asked at a moment, as far as that is yet to be told to them.
 *
 * @param rules their ids; empty as long as nobody has told
 * @param days how often, by day (UTC)
 * @param newest the newest time that they were asked
 * @param awaited whether it is about to be told
 */
public record KeptAsked(
    List<String> rules, Map<String, Long> days, Instant newest, boolean awaited) {
  static final KeptAsked NEW = new KeptAsked(List.of(), Map.of(), Instant.EPOCH, false);

  /** Puts defaults where an older state lacks a field. */
  public KeptAsked {
    rules = requireNonNullElse(rules, List.of());
    days = requireNonNullElse(days, Map.of());
    newest = requireNonNullElse(newest, Instant.EPOCH);
  }

  KeptAsked with(Asked news) {
    Instant at = news.at();
    if (at == null) {
      // A version's rules are always the same.
      return new KeptAsked(news.rules(), days, newest, awaited);
    }
    Map<String, Long> more = new HashMap<>(days);
    more.merge(Names.day(at), 1L, Long::sum);
    return new KeptAsked(rules, more, at.isAfter(newest) ? at : newest, awaited);
  }

  KeptAsked awaited(boolean now) {
    return new KeptAsked(rules, days, newest, now);
  }

  boolean canBeTold() {
    return !rules.isEmpty() && !days.isEmpty();
  }

  List<Change> changes(String version, String moment) {
    Count count = new Count();
    for (String rule : rules) {
      for (String key : Names.scorecards(rule, version)) {
        days.forEach(
            (day, often) ->
                count
                    .add(key, newest, often, Names.EVALUATED)
                    .add(key, newest, often, Names.MOMENT, moment)
                    .add(key, newest, often, Names.DAY, day, Names.EVALUATED));
      }
    }
    return count.changes();
  }

  KeptAsked told() {
    return new KeptAsked(rules, Map.of(), newest, false);
  }
}
