package io.rtoto.jobs.identity.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.identity.IdentityCommand;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf is told by another, or by the log of commands. All of it stays true, so that it may
 * come late, twice, in any order, and from an attempt that was rolled back.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LoopMessage.Label.class, name = "Label"),
  @JsonSubTypes.Type(value = LoopMessage.Notice.class, name = "Notice"),
  @JsonSubTypes.Type(value = LoopMessage.Trigger.class, name = "Trigger")
})
public sealed interface LoopMessage extends Sent {
  /** The leaf that it is for. */
  Identifier to();

  /** How many commands a leaf has to know before it may act on it. */
  long seq();

  /**
   * A strong identifier reaches you, over an edge that you and I have.
   *
   * @param to the leaf that it is for
   * @param from the leaf that says it
   * @param seenAt when the two were last seen together, in milliseconds since 1970
   * @param provenAt when they last were so by proof; {@link Edge#NEVER} before
   * @param epoch under how many commands it is true
   * @param label the strong identifier
   */
  record Label(
      Identifier to, Identifier from, long seenAt, long provenAt, long epoch, Identifier label)
      implements LoopMessage {
    /** Whoever they are, they are there. */
    public Label {
      requireNonNull(to, "to");
      requireNonNull(from, "from");
      requireNonNull(label, "label");
    }

    @Override
    public long seq() {
      return epoch;
    }

    /** The edge, as the leaf that it is for has it. */
    Edge edge() {
      return new Edge(from, seenAt, provenAt);
    }
  }

  /**
   * Our edge has fallen.
   *
   * @param to the leaf that it is for
   * @param from the leaf that says it
   * @param seq the command that made it fall, or a later one that would have
   */
  record Notice(Identifier to, Identifier from, long seq) implements LoopMessage {
    /** Whoever they are, they are there. */
    public Notice {
      requireNonNull(to, "to");
      requireNonNull(from, "from");
    }
  }

  /**
   * A command names you.
   *
   * @param to the leaf that it is for
   * @param seq the command
   * @param order the command as it was given, with its author and reason, which nobody keeps; null
   *     where nobody asks for them
   */
  record Trigger(Identifier to, long seq, @Nullable IdentityCommand order) implements LoopMessage {}
}
