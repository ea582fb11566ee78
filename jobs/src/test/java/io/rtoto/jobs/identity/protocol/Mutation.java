package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import io.rtoto.schemas.Identifier;
import java.util.List;
import java.util.function.Predicate;

/** The protocol without one of its safeguards. What a mutant leaves alone is the protocol's. */
abstract class Mutation implements Steps {
  private final Steps sound;

  Mutation(Steps sound) {
    this.sound = sound;
  }

  /** What the mutant makes of a step of the protocol. */
  Step changed(Leaf before, Commands commands, Step step) {
    return step;
  }

  @Override
  public Step event(Leaf leaf, Commands commands, Sighting sighting) {
    return kept(leaf, commands, sound.event(leaf, commands, sighting));
  }

  @Override
  public Step link(Leaf leaf, Commands commands, Sighting sighting) {
    return kept(leaf, commands, sound.link(leaf, commands, sighting));
  }

  @Override
  public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
    return kept(leaf, commands, sound.loop(leaf, commands, message));
  }

  @Override
  public Step expose(Leaf leaf, Commands commands) {
    return sound.expose(leaf, commands);
  }

  private Step kept(Leaf before, Commands commands, Step step) {
    Step changed = changed(before, commands, step);
    return changed.leaf().equals(before) ? new Step(before, changed.sent()) : changed;
  }

  static Step without(Predicate<Sent> kind, Step step) {
    return new Step(step.leaf(), step.sent().stream().filter(kind.negate()).toList());
  }

  static Step nothing(Leaf leaf) {
    return new Step(leaf, List.of());
  }

  /** Whether the step tells its label for no other reason than that it changed. */
  static boolean labelStays(Leaf before, Leaf after) {
    return before.epoch() == after.epoch() && before.label().equals(after.label());
  }

  static boolean isLabelTo(Predicate<Identifier> whom, Sent sent) {
    return sent instanceof Label label && whom.test(label.to());
  }

  static Leaf with(Leaf leaf, long epoch, Identifier label) {
    return new Leaf(
        leaf.id(),
        leaf.edges(),
        leaf.userIds(),
        leaf.seenUnproven(),
        epoch,
        label,
        leaf.exposed(),
        leaf.blockAnnounced(),
        leaf.doubtAnnounced(),
        leaf.erasedUpTo());
  }

  static Leaf withEdges(Leaf leaf, List<Edge> edges) {
    return new Leaf(
        leaf.id(),
        edges,
        leaf.userIds(),
        leaf.seenUnproven(),
        leaf.epoch(),
        leaf.label(),
        leaf.exposed(),
        leaf.blockAnnounced(),
        leaf.doubtAnnounced(),
        leaf.erasedUpTo());
  }
}
