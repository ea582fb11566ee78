package io.rtoto.schemas.events;

import java.util.List;

/**
 * The customer said what may be said to them (Segment: <i>Segment Consent Preference Updated</i>).
 *
 * @param occurrence id, time and topic
 * @param consents what they said; what they did not name stays as it was
 */
public record ConsentChanged(Occurrence occurrence, List<Consent> consents)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.consentChanged(this);
  }
}
