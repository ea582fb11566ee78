package io.rtoto.schemas.flow;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.CustomerEvent;
import java.util.List;

/**
 * An event that passed intake.
 *
 * @param event what happened
 * @param identifiers whom it names, strongest first; never empty
 * @param fingerprint hash of what it says, equal for a repeat of it
 * @param arrival where it stands in the stream, for the dead letters
 */
public record SoundEvent(
    CustomerEvent event, List<Identifier> identifiers, long fingerprint, Arrival arrival) {

  /** The strongest identifier: the key of the question "who is this?". */
  public Identifier strongest() {
    return identifiers.get(0);
  }
}
