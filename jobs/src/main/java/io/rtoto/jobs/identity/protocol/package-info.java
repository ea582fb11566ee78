/**
 * Who belongs together? The pure part of identity resolution: epoch labels and leaf-owned state.
 *
 * <p>Every identifier is a leaf: it knows the identifiers that it was seen together with (its
 * edges), and owns what was counted under it (its contribution). Along the edges the leaves tell
 * each other the strongest identifier that they have heard of: their label, which names their
 * customer. A leaf's contribution is told to the customer that its label names, and told anew when
 * the label changes.
 *
 * <p>Labels only ever grow stronger, except that a command (block, cut, erase, doubt) makes edges
 * fall. Commands stand in one log; the place of a command is its sequence number, and a label is
 * worth what the commands were worth up to its epoch: "this identifier reaches you over edges that
 * hold under the first {@code epoch} commands". That stays true whatever is lost, doubled,
 * reordered or rolled back, and so leaves may tell it over a channel that does all of these.
 *
 * <p>No clock, no chance, no Flink and no Kafka: the same code runs in the operators and in the
 * simulator of the tests.
 */
@NullMarked
package io.rtoto.jobs.identity.protocol;

import org.jspecify.annotations.NullMarked;
