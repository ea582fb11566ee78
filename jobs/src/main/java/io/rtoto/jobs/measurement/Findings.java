package io.rtoto.jobs.measurement;

import io.rtoto.jobs.measurement.uplift.ChangeOfShare;
import io.rtoto.schemas.scorecards.Finding;
import io.rtoto.schemas.scorecards.FindingCode;
import io.rtoto.schemas.scorecards.Measure;
import io.rtoto.schemas.scorecards.Scorecard;
import io.rtoto.schemas.scorecards.Scorecard.Uplift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the author of a rule should know. Nothing is said of a rule that was asked, or proposed
 * something, only a few times.
 */
final class Findings {
  /** So often it must have been asked before it is told that it never fires. */
  private static final long OFTEN_ASKED = 500;

  /** So often it must have proposed something before it is told what becomes of it. */
  private static final long OFTEN_FIRED = 20;

  /** Of so many of its proposals another rule has another: two answers to one question. */
  private static final double MOSTLY = 0.8;

  private final Counts counts;
  private final Scorecard card;
  private final Map<String, Instant> before;
  private final List<Finding> found = new ArrayList<>();

  private Findings(Counts counts, Scorecard card, Map<String, Instant> before) {
    this.counts = counts;
    this.card = card;
    this.before = before;
  }

  /**
   * What is found.
   *
   * @param counts what counts
   * @param card the scorecard of it
   * @param before when each finding was seen first, by its code
   */
  static List<Finding> of(Counts counts, Scorecard card, Map<String, Instant> before) {
    Findings findings = new Findings(counts, card, before);
    findings.neverFired();
    findings.neverHeard();
    findings.contradicted();
    findings.uplift();
    findings.drifting();
    return findings.found;
  }

  /** When each was seen first, by code. */
  static Map<String, Instant> firstSeen(List<Finding> found) {
    Map<String, Instant> seen = new HashMap<>();
    found.forEach(one -> seen.put(one.code().wireName(), one.since()));
    return seen;
  }

  private void add(FindingCode code, Map<String, String> figures) {
    found.add(
        new Finding(
            code, new TreeMap<>(figures), before.getOrDefault(code.wireName(), card.asOf())));
  }

  private void neverFired() {
    if (card.fired() == 0 && card.evaluated() >= OFTEN_ASKED) {
      add(FindingCode.NEVER_FIRED, Map.of("evaluated", Long.toString(card.evaluated())));
    }
  }

  private void neverHeard() {
    if (card.fired() < OFTEN_FIRED || card.said() + card.heldOut() > 0) {
      return;
    }
    String fired = Long.toString(card.fired());
    if (card.suppressedBy().isEmpty() && card.lostTo().size() == 1) {
      String winner = card.lostTo().keySet().iterator().next();
      add(FindingCode.ALWAYS_LOSES, Map.of("rule", winner, "fired", fired));
    } else if (card.lostTo().isEmpty() && card.suppressedBy().size() == 1) {
      String by = card.suppressedBy().keySet().iterator().next();
      add(FindingCode.ALWAYS_SUPPRESSED, Map.of("by", by, "fired", fired));
    }
  }

  private void contradicted() {
    counts.under(Names.AGAINST).entrySet().stream()
        .filter(rival -> rival.getValue() >= OFTEN_FIRED)
        .filter(rival -> rival.getValue() >= MOSTLY * card.fired())
        // The one that does so most often; of several, the first by name.
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
        .ifPresent(
            rival ->
                add(
                    FindingCode.CONTRADICTS,
                    Map.of(
                        "rule", rival.getKey(),
                        "together", Long.toString(rival.getValue()),
                        "fired", Long.toString(card.fired()))));
  }

  private void uplift() {
    for (Uplift uplift : card.uplift()) {
      Double low = uplift.low();
      Double high = uplift.high();
      if (uplift.of() == Measure.CONVERSION && low != null && high != null) {
        Map<String, String> figures = Map.of("low", share(low), "high", share(high));
        if (high < 0) {
          add(FindingCode.UPLIFT_NEGATIVE, figures);
        } else if (low > 0) {
          add(FindingCode.UPLIFT_POSITIVE, figures);
        }
      }
    }
  }

  /** A day on which it was not asked says nothing. */
  private void drifting() {
    SortedMap<String, Long> days = counts.under(Names.DAY);
    SortedSet<String> dates = new TreeSet<>();
    days.keySet().forEach(name -> dates.add(name.substring(0, name.indexOf(' '))));
    List<String> asked = new ArrayList<>();
    List<ChangeOfShare.Day> shares = new ArrayList<>();
    for (String date : dates) {
      long all = days.getOrDefault(Counts.name(date, Names.EVALUATED), 0L);
      long some = days.getOrDefault(Counts.name(date, Names.FIRED), 0L);
      if (all > 0) {
        asked.add(date);
        // A rule may propose several things at one moment.
        shares.add(new ChangeOfShare.Day(all, Math.min(all, some)));
      }
    }
    ChangeOfShare.among(shares)
        .ifPresent(
            change ->
                add(
                    FindingCode.DRIFTING,
                    Map.of(
                        "before", share(change.before()),
                        "now", share(change.now()),
                        "since", asked.get(change.from()))));
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
