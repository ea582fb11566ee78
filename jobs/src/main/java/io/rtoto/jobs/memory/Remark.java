package io.rtoto.jobs.memory;

import io.rtoto.schemas.Identifier;

/**
 * What the shop said or noticed, to be remembered with the identifier whose event was the cause.
 *
 * @param leaf the identifier
 * @param offersMade what was offered
 * @param noticed which absences were noticed
 */
public record Remark(Identifier leaf, OffersMade offersMade, Noticed noticed) {
  /** That something was offered. */
  public static Remark offered(Identifier leaf, OffersMade offers) {
    return new Remark(leaf, offers, Noticed.NOTHING);
  }

  /** Whether anything was offered. */
  public boolean isOffer() {
    return !offersMade.offers().isEmpty();
  }

  /** That an absence was noticed. */
  public static Remark noticed(Identifier leaf, Noticed noticed) {
    return new Remark(leaf, OffersMade.NONE, noticed);
  }
}
