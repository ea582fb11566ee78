package io.rtoto.rules.facts;

import java.util.List;

/**
 * What a rule proposes. Of all that are proposed for one slot, the one of highest priority wins.
 */
public sealed interface Proposal {
  /** What is proposed, such as {@code free-delivery}. */
  String name();

  /** Its weight among others. */
  int priority();

  /** Show these products now, best first. */
  record Recommendation(String name, int priority, List<String> products) implements Proposal {}

  /** Make the customer this offer. */
  record Offer(String name, int priority) implements Proposal {}

  /** Tell the account's owner. */
  record Alert(String name, int priority) implements Proposal {}

  /** Only remember that it was so. */
  record Note(String name) implements Proposal {
    @Override
    public int priority() {
      return 0;
    }
  }
}
