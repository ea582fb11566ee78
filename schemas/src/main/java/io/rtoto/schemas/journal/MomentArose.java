package io.rtoto.schemas.journal;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A moment came about: the rules were asked.
 *
 * @param momentId hash of moment and cause: with {@code heldBefore}, unique
 * @param moment its name, such as {@code CartAbandoned}
 * @param customerId whose moment
 * @param causeEventId the event that caused it, or since which nothing happened
 * @param at when, in event time
 * @param heldBefore how often it was held before: more than 0 where what fell into quiet hours is
 *     decided again
 * @param decisions how many decisions came of it
 * @param facts what the rules went by, for people to read; only where none proposed anything, for
 *     else each decision, made or not, tells it; of a {@code ProductViewed} only where a rule
 *     failed, for those are most of all moments
 * @param bundleVersion the version of the rules that were asked, so that each can be told how often
 *     that was; null in older entries without facts, and where no rules are in force
 */
public record MomentArose(
    String momentId,
    String moment,
    String customerId,
    String causeEventId,
    Instant at,
    int heldBefore,
    int decisions,
    Map<String, String> facts,
    @Nullable String bundleVersion)
    implements JournalEntry {
  /** An older entry tells of no facts. */
  public MomentArose {
    facts = requireNonNullElse(facts, Map.of());
  }

  @Override
  public String key() {
    return customerId;
  }
}
