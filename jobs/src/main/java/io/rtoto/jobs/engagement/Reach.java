package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.Consents;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.rules.settings.ContactSettings.OfferSettings;
import io.rtoto.schemas.decisions.Decision.PassedOver;
import io.rtoto.schemas.events.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a customer can be reached on an occasion.
 *
 * @param consents what they allow
 * @param isOnThePage whether they are on the page when it goes out
 */
record Reach(Consents consents, boolean isOnThePage) {
  static final String NO_CONSENT = "no_consent";
  private static final String NO_SESSION = "no_session";

  /**
   * On that occasion.
   *
   * @param visitLasts for how long after what they did last there a customer is on the page
   */
  static Reach of(CustomerMemory memory, Occasion occasion, Duration visitLasts) {
    Instant last = memory.lastOnPage();
    return new Reach(
        memory.consents(), last != null && last.plus(visitLasts).isAfter(occasion.goesOut()));
  }

  /**
   * By the first way of the offer's that surely reaches them: the page while they are on it, any
   * other where they allow it. Where none does it is the last, and what stands in its way is found
   * as of every proposal: a page that is left may still be open, or be opened again in time.
   */
  Approach approach(OfferSettings offer) {
    int last = offer.channels().size() - 1;
    List<PassedOver> passedOver = new ArrayList<>();
    for (Channel channel : offer.channels().subList(0, last)) {
      Approach approach = new Approach(offer.purpose(), channel, List.copyOf(passedOver));
      if (!approach.isAllowedBy(consents)) {
        passedOver.add(new PassedOver(channel, NO_CONSENT));
      } else if (channel == Channel.WEB && !isOnThePage) {
        passedOver.add(new PassedOver(channel, NO_SESSION));
      } else {
        return approach;
      }
    }
    return new Approach(offer.purpose(), offer.channels().get(last), passedOver);
  }
}
