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
 */
record LeafMemory(Leaf leaf, String customerId, Contribution contribution) {

  static LeafMemory of(Identifier id) {
    return new LeafMemory(Leaf.of(id), "", Contribution.of(CustomerMemory.of(id)));
  }
}
