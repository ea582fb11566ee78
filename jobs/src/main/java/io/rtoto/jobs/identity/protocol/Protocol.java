package io.rtoto.jobs.identity.protocol;

import java.io.Serializable;

/**
 * What a leaf does on what it is told. Whoever runs it
 *
 * <ul>
 *   <li>gives every event once to the leaf that it counts for, and tells each other identifier of
 *       the event {@linkplain #link of that one};
 *   <li>gives each leaf the commands by a view of their log, in order, and {@linkplain
 *       Command#triggers triggers} to the leaves that a command names;
 *   <li>delivers {@link LoopMessage}s at least once, {@link Told} exactly once and in order from
 *       each leaf to each customer, and {@link Command}s at least once, and has written them all
 *       before a checkpoint counts;
 *   <li>takes {@link Leaf#of} for a leaf of which nothing is remembered, and remembers what a step
 *       makes of it, unless that is the very same;
 *   <li>cuts the contribution off where {@link Leaf#erasedUpTo} has risen, before it sends
 *       anything, and adds the event to it where {@link Told.Delta} stands among what is sent;
 *   <li>{@linkplain #expose exposes} a remembered leaf that {@link Leaf#isToBeExposed}, at once or
 *       some time later: a command makes labels change to and fro for a moment.
 * </ul>
 *
 * @param limits how much may belong together
 */
public record Protocol(Limits limits) implements Serializable {

  /** An event came under the leaf, which counts for it unless it is erased. */
  public Step event(Leaf leaf, Commands commands, Sighting sighting) {
    Turn turn = new Turn(leaf, commands, limits);
    turn.see(sighting);
    turn.count(sighting);
    turn.exist();
    return turn.end();
  }

  /** An event came under another leaf, and names this one. */
  public Step link(Leaf leaf, Commands commands, Sighting sighting) {
    Turn turn = new Turn(leaf, commands, limits);
    turn.see(sighting);
    turn.exist();
    return turn.end();
  }

  /** A message came from another leaf, or a command names the leaf. */
  public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
    Turn turn = new Turn(leaf, commands, limits);
    if (turn.isTooEarlyFor(message)) {
      turn.putBack(message);
    } else {
      turn.hear(message);
    }
    return turn.end();
  }

  /** The leaf moves to the customer that its label names. */
  public Step expose(Leaf leaf, Commands commands) {
    Turn turn = new Turn(leaf, commands, limits);
    turn.expose();
    return turn.end();
  }
}
