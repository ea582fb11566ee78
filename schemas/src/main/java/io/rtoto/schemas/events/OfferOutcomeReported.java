package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * Something became of an offer (<i>Offer Shown, Offer Clicked, Offer Dismissed, Offer Expired,
 * Offer Undelivered</i>).
 *
 * @param occurrence id, time and topic
 * @param decisionId the decision that made the offer
 * @param outcome what became of it
 * @param slot the slot that the decision fills, such as {@code offer}; null where it is not told
 */
public record OfferOutcomeReported(
    Occurrence occurrence, String decisionId, OfferOutcome outcome, @Nullable String slot)
    implements CustomerEvent {
  private static final String OFFERS = "offer";

  /** Whether it is of what was offered, and not of what fills another slot, as far as is told. */
  public boolean tellsOfAnOffer() {
    return slot == null || slot.equals(OFFERS);
  }

  @Override
  public <R> R fold(Cases<R> cases) {
    return cases.offerOutcomeReported(this);
  }
}
