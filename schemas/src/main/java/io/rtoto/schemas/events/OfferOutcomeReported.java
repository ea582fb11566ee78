package io.rtoto.schemas.events;

/**
 * Something became of an offer (<i>Offer Shown, Offer Clicked, Offer Dismissed, Offer Expired</i>).
 *
 * @param occurrence id, time and topic
 * @param decisionId the decision that made the offer
 * @param outcome what became of it
 */
public record OfferOutcomeReported(Occurrence occurrence, String decisionId, OfferOutcome outcome)
    implements CustomerEvent {
  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.offerOutcomeReported(this);
  }
}
