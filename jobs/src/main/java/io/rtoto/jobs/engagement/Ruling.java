package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.events.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What came of a proposal.
 *
 * @param proposed the proposal and who made it
 * @param outcome {@code chosen}, or why it was not
 * @param channel by which way an offer was to reach the customer; null of what is no offer
 */
record Ruling(Verdict.Proposed proposed, String outcome, @Nullable Channel channel) {

  boolean isChosen() {
    return outcome.equals(Considered.CHOSEN);
  }
}
