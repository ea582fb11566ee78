package io.rtoto.jobs.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.SoundEvent;

/**
 * What is told to the leaf of one identifier: an event that came under it.
 *
 * @param leaf the identifier
 * @param event the event
 */
public record LeafMessage(Identifier leaf, SoundEvent event) {

  /** The leaf's key: whoever says it by hand needs no rank. */
  public String key() {
    return leaf.typeName() + ":" + leaf.hash();
  }
}
