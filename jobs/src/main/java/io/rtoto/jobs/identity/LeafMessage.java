package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.SoundEvent;

/** What is told to the leaf of one identifier. */
public sealed interface LeafMessage {

  /** The identifier. */
  Identifier leaf();

  /** The leaf's key. */
  default String key() {
    return leaf().typeName() + ":" + leaf().hash();
  }

  /**
   * An event came under it.
   *
   * @param leaf the identifier
   * @param event the event
   */
  record EventArrived(Identifier leaf, SoundEvent event) implements LeafMessage {}

  /**
   * An event came under another identifier, and names this one.
   *
   * @param leaf the identifier
   * @param origin the other
   * @param at when, in milliseconds since 1970
   * @param proven whether a server said it, or a signed token
   */
  record LinkArrived(Identifier leaf, Identifier origin, long at, boolean proven)
      implements LeafMessage {}

  /**
   * Another leaf says something, or a command names it.
   *
   * @param told what
   */
  record Looped(LoopMessage told) implements LeafMessage {
    @Override
    public Identifier leaf() {
      return told.to();
    }
  }
}
