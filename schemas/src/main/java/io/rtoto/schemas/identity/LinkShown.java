package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * An event named two identifiers together, and none had that is known; or none had by proof.
 *
 * @param identifier the strongest identifier of the event
 * @param other the other
 * @param evidence the event
 */
public record LinkShown(Identifier identifier, Identifier other, Evidence evidence)
    implements LedgerEntry {
  @Override
  public Instant at() {
    return evidence.at();
  }
}
