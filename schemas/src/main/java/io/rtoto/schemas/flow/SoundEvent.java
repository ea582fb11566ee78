package io.rtoto.schemas.flow;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.CustomerEvent;
import java.util.List;

/**
 * An event that passed intake.
 *
 * @param event what happened
 * @param identifiers whom it names, strongest first; never empty
 * @param proven whether what it says of who is who is proven: a server's, not a browser's
 * @param fingerprint hash of what it says, equal for a repeat of it
 * @param arrival where it stands in the stream, for the dead letters
 */
public record SoundEvent(
    CustomerEvent event,
    List<Identifier> identifiers,
    boolean proven,
    long fingerprint,
    Arrival arrival) {

  /** The strongest identifier: the key of the question "who is this?". */
  public Identifier strongest() {
    return identifiers.get(0);
  }
}
