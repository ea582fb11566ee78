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

  /**
   * Show these products now, best first.
   *
   * @param name what is shown, such as {@code goes-with-it}
   * @param priority its weight among others for the same place; the highest wins
   * @param products the shop's ids, best first
   */
  record Recommendation(String name, int priority, List<String> products) implements Proposal {}

  /**
   * Make the customer this offer.
   *
   * @param name what is offered, such as {@code free-delivery}
   * @param priority its weight among others for the same place; the highest wins
   */
  record Offer(String name, int priority) implements Proposal {}

  /**
   * Tell the account's owner.
   *
   * @param name what is told, such as {@code rhythm-broken}
   * @param priority its weight among others for the same place; the highest wins
   */
  record Alert(String name, int priority) implements Proposal {}

  /**
   * Only remember that it was so.
   *
   * @param name what is remembered, such as {@code abandoned-cart}
   */
  record Note(String name) implements Proposal {
    @Override
    public int priority() {
      return 0;
    }
  }
}
