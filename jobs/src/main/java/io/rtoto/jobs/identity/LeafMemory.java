package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Leaf;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.schemas.Identifier;

/**
 * What is remembered of one identifier.
 *
 * @param leaf with whom it was seen, and to which customer it belongs
 * @param customerId the customer that it was exposed to; empty before
 * @param contribution the memory of all events that came under it
 * @param linksShown of how many links to weaker identifiers it is known which event showed them
 */
record LeafMemory(Leaf leaf, String customerId, Contribution contribution, int linksShown) {

  static LeafMemory of(Identifier id) {
    return new LeafMemory(Leaf.of(id), "", Contribution.of(CustomerMemory.of(id)), 0);
  }

  LeafMemory with(Leaf changed) {
    return new LeafMemory(changed, customerId, contribution, linksShown);
  }

  LeafMemory exposedTo(String customer) {
    return new LeafMemory(leaf, customer, contribution, linksShown);
  }

  LeafMemory with(Contribution changed) {
    return new LeafMemory(leaf, customerId, changed, linksShown);
  }

  LeafMemory withLinksShown(int links) {
    return new LeafMemory(leaf, customerId, contribution, links);
  }

  /** Whether it is known of each link to a weaker identifier which event showed it. */
  boolean knowsWhoShowedItsLinks() {
    return leaf.edges().stream().filter(edge -> edge.to().compareTo(leaf.id()) > 0).count()
        <= linksShown;
  }
}
