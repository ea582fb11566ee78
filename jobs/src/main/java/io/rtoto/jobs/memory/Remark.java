package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.schemas.Identifier;

/**
 * What the shop said, noticed or means to do, to be remembered with the identifier whose event was
 * the cause.
 *
 * @param leaf the identifier
 * @param offersMade what was offered
 * @param noticed which absences were noticed
 * @param appointments when to look again
 * @param tags what rules noted of the customer
 * @param unlisted what the customer named that is not sold
 */
public record Remark(
    Identifier leaf,
    OffersMade offersMade,
    Noticed noticed,
    Appointments appointments,
    Tags tags,
    Unlisted unlisted) {
  /** One that was on its way before December 2026 tells of nothing that is not sold. */
  public Remark {
    unlisted = requireNonNullElse(unlisted, Unlisted.NONE);
  }

  /** That something was offered. */
  public static Remark offered(Identifier leaf, OffersMade offers) {
    return travelling(leaf, offers, Appointments.NONE, Tags.NONE, Unlisted.NONE);
  }

  /** That an absence was noticed. */
  public static Remark noticed(Identifier leaf, Noticed noticed) {
    return new Remark(leaf, OffersMade.NONE, noticed, Appointments.NONE, Tags.NONE, Unlisted.NONE);
  }

  /** When to look again, or that it was done. */
  public static Remark appointed(Identifier leaf, Appointments appointments) {
    return travelling(leaf, OffersMade.NONE, appointments, Tags.NONE, Unlisted.NONE);
  }

  /** That something was noted of the customer. */
  public static Remark tagged(Identifier leaf, Tags tags) {
    return travelling(leaf, OffersMade.NONE, Appointments.NONE, tags, Unlisted.NONE);
  }

  /** That the customer named what is not sold. */
  public static Remark unlisted(Identifier leaf, Unlisted unlisted) {
    return travelling(leaf, OffersMade.NONE, Appointments.NONE, Tags.NONE, unlisted);
  }

  /** What goes where the identifier goes. */
  public static Remark travelling(
      Identifier leaf, OffersMade offers, Appointments appointments, Tags tags, Unlisted unlisted) {
    return new Remark(leaf, offers, Noticed.NOTHING, appointments, tags, unlisted);
  }

  /** Whether it says anything that goes where the identifier goes. */
  public boolean travels() {
    return !offersMade.areNone()
        || !appointments.all().isEmpty()
        || !tags.all().isEmpty()
        || !unlisted.products().isEmpty();
  }
}
