package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;

/**
 * What came of a proposal.
 *
 * @param proposed the proposal and who made it
 * @param outcome {@code chosen}, or why it was not
 */
record Ruling(Verdict.Proposed proposed, String outcome) {
  private static final String CHOSEN = "chosen";

  boolean isChosen() {
    return outcome.equals(CHOSEN);
  }
}
