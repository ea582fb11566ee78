package io.rtoto.gateway.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is sent to pages, and what no page was there for or told of. */
final class Traffic {
  private final Counter offers;
  private final Counter recommendations;
  private final Counter expired;
  private final Counter undelivered;
  private final Counter fellBehind;

  Traffic(MeterRegistry figures) {
    this.offers = sent("offer", figures);
    this.recommendations = sent("recommendation", figures);
    this.expired = ranOut("expired", figures);
    this.undelivered = ranOut("undelivered", figures);
    this.fellBehind =
        Counter.builder("rtoto.push.streams.fell.behind")
            .description("Times that a page did not read, so that nothing more was sent to it")
            .register(figures);
  }

  private static Counter sent(String kind, MeterRegistry figures) {
    return Counter.builder("rtoto.push.messages.sent")
        .description("Offers and recommendations that streams were sent, once for each stream")
        .tag("kind", kind)
        .register(figures);
  }

  private static Counter ranOut(String outcome, MeterRegistry figures) {
    return Counter.builder("rtoto.push.offers.ran.out")
        .description("Offers that ran out without a word of what became of them")
        .tag("outcome", outcome)
        .register(figures);
  }

  /** A stream was sent that. */
  void sent(Offer offer) {
    (offer.isRecommendation() ? recommendations : offers).increment();
  }

  /** A page does not read. */
  void fellBehind() {
    fellBehind.increment();
  }

  /** What an offer comes to of which no page told. */
  void ranOut(Offers.RanOut ranOut) {
    (ranOut.delivered() ? expired : undelivered).increment();
  }
}
