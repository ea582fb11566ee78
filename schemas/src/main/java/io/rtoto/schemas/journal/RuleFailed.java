package io.rtoto.schemas.journal;

import java.time.Instant;

/**
 * A rule threw, came to no end, took too long or proposed without measure; the other rules of the
 * moment were heard all the same.
 *
 * @param rule the rule's id
 * @param bundleVersion the version of the rule bundle
 * @param moment the moment at which it failed
 * @param customerId whose moment
 * @param causeEventId the moment's cause
 * @param at when, in event time
 * @param error the kind of failure, without the customer's data
 */
public record RuleFailed(
    String rule,
    String bundleVersion,
    String moment,
    String customerId,
    String causeEventId,
    Instant at,
    String error)
    implements JournalEntry {
  @Override
  public String key() {
    return customerId;
  }
}
