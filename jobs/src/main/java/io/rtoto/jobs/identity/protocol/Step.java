package io.rtoto.jobs.identity.protocol;

import java.util.List;

/**
 * What a message makes of a leaf.
 *
 * @param leaf the leaf, as it is from now on
 * @param sent what it sends, in order
 */
public record Step(Leaf leaf, List<Sent> sent) {}
