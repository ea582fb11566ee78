package io.rtoto.schemas.journal;

import java.time.Instant;

/**
 * A subtask no longer hears a rule, which failed too often, until other rules are published; the
 * others are heard as before.
 *
 * @param rule the rule's id
 * @param bundleVersion the version of the rule bundle
 * @param owner who is asked about the rule; empty when nobody knows
 * @param subtask which subtask, from 0
 * @param parallelism of how many
 * @param at when it failed last, in event time
 * @param error how it failed last, without the customer's data
 */
public record RuleSuspended(
    String rule,
    String bundleVersion,
    String owner,
    int subtask,
    int parallelism,
    Instant at,
    String error)
    implements JournalEntry {
  @Override
  public String key() {
    return bundleVersion;
  }
}
