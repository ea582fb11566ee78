package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is remembered of a customer beside the facts.
 *
 * @param rules what was told to the scorecards, of facts that are still known
 * @param minutes what was told to the figures, of facts that are still known
 * @param settled the scorecards on which the customer counts in an arm by what no fact tells any
 *     more: an older job forgot without a trace
 * @param asOf up to when windows of attribution are over
 * @param awaited whether the account is about to be reckoned
 */
public record KeptAccount(
    Map<String, Counts> rules,
    Map<String, Counts> minutes,
    List<String> settled,
    Instant asOf,
    boolean awaited) {
  static final KeptAccount NEW =
      new KeptAccount(Map.of(), Map.of(), List.of(), Instant.EPOCH, false);

  /** Puts defaults where an older state lacks a field. */
  public KeptAccount {
    rules = requireNonNullElse(rules, Map.of());
    minutes = requireNonNullElse(minutes, Map.of());
    settled = requireNonNullElse(settled, List.of());
    asOf = requireNonNullElse(asOf, Instant.EPOCH);
  }

  /**
   * An account that was reckoned anew.
   *
   * @param kept what is remembered of it
   * @param changedRules what is new to the scorecards
   * @param changedMinutes what is new to the figures
   */
  record Reckoned(KeptAccount kept, List<Change> changedRules, List<Change> changedMinutes) {}

  KeptAccount awaited(boolean now) {
    return new KeptAccount(rules, minutes, settled, asOf, now);
  }

  Reckoned reckoned(Account account, Instant now) {
    Count newRules = account.rules(now, Set.copyOf(settled));
    Count newMinutes = account.minutes();
    return new Reckoned(
        new KeptAccount(newRules.counts(), newMinutes.counts(), settled, now, awaited),
        newRules.since(rules),
        newMinutes.since(minutes));
  }

  /**
   * The same when some facts have grown old, and go on to count as they did: what is remembered as
   * told is only what may still change.
   *
   * @param rest the account of what is left
   */
  KeptAccount restingOn(Account rest) {
    return new KeptAccount(
        rest.rules(asOf, Set.copyOf(settled)).counts(),
        rest.minutes().counts(),
        settled,
        asOf,
        awaited);
  }

  boolean isNothing() {
    return rules.isEmpty() && minutes.isEmpty() && settled.isEmpty() && !awaited;
  }
}
