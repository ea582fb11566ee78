package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import java.util.ArrayList;
import java.util.List;

/**
 * C7: each leaf counts its epochs by itself, one a command, so that the epoch of one leaf says
 * nothing to another about what it takes account of.
 *
 * <p>What a leaf keeps as its epoch is both: the last command it went on to, and its count.
 */
final class LocalEpoch extends Mutation {
  private static final long COUNTS = 1_000_000;

  private final Limits limits;

  LocalEpoch(Steps sound, Limits limits) {
    super(sound);
    this.limits = limits;
  }

  @Override
  public Step event(Leaf leaf, Commands commands, Sighting sighting) {
    return byCommand(leaf, super.event(lastCommand(leaf), commands, sighting));
  }

  @Override
  public Step link(Leaf leaf, Commands commands, Sighting sighting) {
    return byCommand(leaf, super.link(lastCommand(leaf), commands, sighting));
  }

  @Override
  public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
    if (message instanceof Label label) {
      return hear(leaf, commands, label);
    }
    return byCommand(leaf, super.loop(lastCommand(leaf), commands, message));
  }

  private Step hear(Leaf leaf, Commands commands, Label label) {
    boolean holds = commands.felledBy(leaf.id(), label.edge()) == 0;
    Edge known = Edges.to(label.from(), leaf.edges());
    boolean stillHolds =
        known != null && commands.felledBy(leaf.id(), known.with(label.edge())) == 0;
    if (holds || stillHolds) {
      Turn turn = new Turn(with(leaf, count(leaf), leaf.label()), commands, limits);
      turn.hear(label);
      return packed(leaf, lastCommandOf(leaf), turn.end());
    }
    Turn turn = new Turn(lastCommand(leaf), commands, limits);
    turn.hear(Mutants.withEpoch(0, label));
    return byCommand(leaf, turn.end());
  }

  /** A step that may have gone on to another command, and then counts one more. */
  private static Step byCommand(Leaf before, Step step) {
    long command = step.leaf().epoch();
    long count = count(before) + (command > lastCommandOf(before) ? 1 : 0);
    return packed(before, command, told(count, step));
  }

  private static Step told(long count, Step step) {
    List<Sent> sent = new ArrayList<>();
    for (Sent one : step.sent()) {
      sent.add(one instanceof Label label ? Mutants.withEpoch(count, label) : one);
    }
    return new Step(with(step.leaf(), count, step.leaf().label()), sent);
  }

  private static Step packed(Leaf before, long command, Step step) {
    Leaf leaf = step.leaf();
    Leaf after = with(leaf, command * COUNTS + leaf.epoch(), leaf.label());
    return new Step(after.equals(before) ? before : after, step.sent());
  }

  private static Leaf lastCommand(Leaf leaf) {
    return with(leaf, lastCommandOf(leaf), leaf.label());
  }

  private static long lastCommandOf(Leaf leaf) {
    return leaf.epoch() / COUNTS;
  }

  private static long count(Leaf leaf) {
    return leaf.epoch() % COUNTS;
  }
}
