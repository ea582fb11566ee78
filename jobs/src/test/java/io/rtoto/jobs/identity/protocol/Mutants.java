package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import io.rtoto.jobs.identity.protocol.LoopMessage.Notice;
import io.rtoto.jobs.identity.protocol.LoopMessage.Trigger;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The protocol, each time without one of its safeguards. */
final class Mutants {
  private Mutants() {}

  /** C1: an edge that fell, and holds again by what is seen since, is taken for one long known. */
  static Steps resurrectedEdge(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      Step changed(Leaf before, Commands commands, Step step) {
        if (!labelStays(before, step.leaf())) {
          return step;
        }
        Predicate<Identifier> fell =
            other -> {
              Edge edge = Edges.to(other, before.edges());
              return edge != null && commands.felledBy(before.id(), edge) > 0;
            };
        return without(sent -> isLabelTo(fell, sent), step);
      }
    };
  }

  /** C2: a label is heard only from whom the leaf knows already. */
  static Steps neighbourCheck(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
        return message instanceof Label label && Edges.to(label.from(), leaf.edges()) == null
            ? nothing(leaf)
            : super.loop(leaf, commands, message);
      }
    };
  }

  /** C3: a label is told only when it changes. */
  static Steps noLabelOverANewEdge(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      Step changed(Leaf before, Commands commands, Step step) {
        return labelStays(before, step.leaf())
            ? without(
                sent -> isLabelTo(other -> Edges.to(other, before.edges()) == null, sent), step)
            : step;
      }
    };
  }

  /** C4: labels start anew when an edge falls, but old ones are not told from new ones. */
  static Steps noEpoch(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      Step changed(Leaf before, Commands commands, Step step) {
        List<Sent> sent = new ArrayList<>();
        for (Sent one : step.sent()) {
          sent.add(one instanceof Label label ? withEpoch(0, label) : one);
        }
        return new Step(with(step.leaf(), 0, step.leaf().label()), sent);
      }
    };
  }

  /** C5: the other end of an edge that fell is not told. */
  static Steps noNotice(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      Step changed(Leaf before, Commands commands, Step step) {
        return without(sent -> sent instanceof Notice, step);
      }
    };
  }

  /** C6: a leaf acts on what takes account of commands that it does not know. */
  static Steps noGate(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
        if (message instanceof Trigger) {
          return super.loop(leaf, commands, message);
        }
        Turn turn = new Turn(leaf, commands, limits);
        turn.hear(message);
        return turn.end();
      }
    };
  }

  /** An edge that fell for want of proof is not taken up again when proof comes. */
  static Steps noProofAfterADoubt(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      public Step event(Leaf leaf, Commands commands, Sighting sighting) {
        return super.event(leaf, commands, held(leaf, commands, sighting));
      }

      @Override
      public Step link(Leaf leaf, Commands commands, Sighting sighting) {
        return super.link(leaf, commands, held(leaf, commands, sighting));
      }

      @Override
      public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
        return message instanceof Label label && hasFallen(leaf, commands, label.from())
            ? nothing(leaf)
            : super.loop(leaf, commands, message);
      }

      private Sighting held(Leaf leaf, Commands commands, Sighting sighting) {
        List<Identifier> others =
            sighting.others().stream().filter(other -> !hasFallen(leaf, commands, other)).toList();
        return new Sighting(others, sighting.at(), sighting.proven());
      }

      private boolean hasFallen(Leaf leaf, Commands commands, Identifier other) {
        return commands.isDoubted(leaf.id(), other) && Edges.to(other, leaf.edges()) == null;
      }
    };
  }

  /** C12: of the userIds that an identifier joins, those beyond the limit are passed over. */
  static Steps firstComeLimit(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      public Step event(Leaf leaf, Commands commands, Sighting sighting) {
        return super.event(leaf, commands, allowed(leaf, sighting));
      }

      @Override
      public Step link(Leaf leaf, Commands commands, Sighting sighting) {
        return super.link(leaf, commands, allowed(leaf, sighting));
      }

      @Override
      public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
        return message instanceof Label label && !isAllowed(leaf, label.from())
            ? nothing(leaf)
            : super.loop(leaf, commands, message);
      }

      private Sighting allowed(Leaf leaf, Sighting sighting) {
        List<Identifier> others =
            sighting.others().stream().filter(other -> isAllowed(leaf, other)).toList();
        return new Sighting(others, sighting.at(), sighting.proven());
      }

      private boolean isAllowed(Leaf leaf, Identifier other) {
        return !Edge.isUser(other)
            || leaf.userIds().contains(other)
            || leaf.userIds().size() < limits.userIds(leaf.id());
      }
    };
  }

  /** C12: an identifier over its limit stops to conduct by itself, without a command. */
  static Steps localBlock(Steps sound, Limits limits) {
    return new Mutation(sound) {
      @Override
      public Step loop(Leaf leaf, Commands commands, LoopMessage message) {
        return leaf.blockAnnounced() ? nothing(leaf) : super.loop(leaf, commands, message);
      }

      @Override
      Step changed(Leaf before, Commands commands, Step step) {
        Leaf leaf = step.leaf();
        return leaf.blockAnnounced()
            ? without(
                sent -> sent instanceof Command.Blocked || sent instanceof Label,
                new Step(withEdges(with(leaf, leaf.epoch(), leaf.id()), List.of()), step.sent()))
            : step;
      }
    };
  }

  static Label withEpoch(long epoch, Label label) {
    return new Label(
        label.to(), label.from(), label.seenAt(), label.provenAt(), epoch, label.label());
  }
}
