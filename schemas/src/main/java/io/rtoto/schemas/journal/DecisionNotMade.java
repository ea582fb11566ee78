package io.rtoto.schemas.journal;

import io.rtoto.schemas.decisions.Decision.Considered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something was proposed at a moment, and nothing of it was said: each proposal was stopped. Or
 * what was held could not be decided again.
 *
 * @param decisionId the id that the decision would have; with {@code heldBefore}, unique
 * @param moment the moment's name, such as {@code CartAbandoned}
 * @param customerId whose moment
 * @param causeEventId the event that caused the moment, or since which nothing happened
 * @param slot the place that nothing filled
 * @param bundleVersion the version of the rule bundle
 * @param modelVersion the version of the model of who comes back, but on <i>ReplenishmentDue</i> of
 *     that of how long products last; null when that one is not in force
 * @param at when, in event time
 * @param heldBefore how often the moment was held before: more than 0 where what fell into quiet
 *     hours is decided again
 * @param facts what the rules went by, for people to read
 * @param considered every proposal, with what stopped it; none where there is a reason
 * @param reason why no rule was asked: {@code unreadable} where this version of the job cannot read
 *     the moment that was held, {@code displaced} where there was no room to hold it, or none any
 *     more; null where rules were
 */
public record DecisionNotMade(
    String decisionId,
    String moment,
    String customerId,
    String causeEventId,
    String slot,
    String bundleVersion,
    @Nullable String modelVersion,
    Instant at,
    int heldBefore,
    Map<String, String> facts,
    List<Considered> considered,
    @Nullable String reason)
    implements JournalEntry {
  /** What was held cannot be read any more. */
  public static final String UNREADABLE = "unreadable";

  /** There was no room to hold it, beside so many newer ones or because it is too long. */
  public static final String DISPLACED = "displaced";

  @Override
  public String key() {
    return customerId;
  }
}
