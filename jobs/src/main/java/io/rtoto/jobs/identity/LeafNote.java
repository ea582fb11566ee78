package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Leaf;

/**
 * What is kept of one identifier besides its contribution: most events do not change it.
 *
 * @param leaf with whom it was seen, and to which customer it belongs
 * @param customerId the customer that it was exposed to; empty before
 * @param linksShown of how many links to weaker identifiers it is known which event showed them
 */
public record LeafNote(Leaf leaf, String customerId, int linksShown) {}
