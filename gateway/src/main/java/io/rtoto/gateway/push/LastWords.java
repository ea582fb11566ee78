package io.rtoto.gateway.push;

import io.rtoto.gateway.push.Offers.RanOut;
import io.rtoto.gateway.topics.Outbox;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.OfferOutcome;
import io.vertx.core.Context;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on topic {@code interactions} what became of offers of which no page told: they ran out
 * after a session had them (<i>Offer Expired</i>), or no session ever had (<i>Offer
 * Undelivered</i>); or they were given up for newer ones.
 *
 * <p>Several gateways may tell the same: their messages have one id and say the same, so that they
 * count once. One that has delivered an offer tells before those that have not, and these keep
 * silent when they have read it.
 */
final class LastWords {
  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);
  private static final Messages<Call> CALLS = Messages.of(Call.class);

  private final Outbox outbox;
  private final WorkerExecutor workers;
  private final Context loop;
  private final Customers customers;
  private final Offers offers;
  private final InstantSource clock;
  private final Traffic traffic;
  // Whether the latest was stored: an outage is told once.
  private boolean storing = true;

  /** A call of the Segment spec, as far as it is told. */
  private record Call(
      String type,
      String event,
      String messageId,
      Instant timestamp,
      Identifier rtotoIdentifier,
      CallProperties properties) {}

  private record CallProperties(String decisionId, String slot) {}

  LastWords(
      Outbox outbox,
      WorkerExecutor workers,
      Context loop,
      Customers customers,
      Offers offers,
      InstantSource clock,
      Traffic traffic) {
    this.outbox = outbox;
    this.workers = workers;
    this.loop = loop;
    this.customers = customers;
    this.offers = offers;
    this.clock = clock;
    this.traffic = traffic;
  }

  /** Tells of those. For the event loop. */
  void tell(List<RanOut> ranOut) {
    int unheard = 0;
    for (RanOut one : ranOut) {
      Optional<Identifier> whose = customers.strongestOf(one.offer().customerId());
      if (whose.isPresent()) {
        tell(one, whose.get());
      } else {
        offers.end(one.offer().decisionId());
        unheard++;
      }
    }
    if (unheard > 0) {
      LOG.warn(
          "Nobody hears what became of {} offers: nothing came lately of their customers, so that"
              + " no name of theirs is known.",
          unheard);
    }
  }

  private void tell(RanOut ranOut, Identifier whose) {
    Offer offer = ranOut.offer();
    OfferOutcome outcome = ranOut.delivered() ? OfferOutcome.EXPIRED : OfferOutcome.UNDELIVERED;
    byte[] call =
        CALLS.write(
            new Call(
                "track",
                outcome.eventName(),
                offer.decisionId() + (ranOut.delivered() ? ":ran-out" : ":undelivered"),
                earlier(offer.validUntil(), clock.instant()),
                whose,
                new CallProperties(offer.decisionId(), offer.slot())));
    var unused =
        workers
            .executeBlocking(
                () -> outbox.write(Topic.INTERACTIONS, whose.key(), call).toCompletableFuture(),
                false)
            .onSuccess(stored -> settle(stored, ranOut))
            .onFailure(failure -> settle(CompletableFuture.failedFuture(failure), ranOut));
  }

  /** An offer that was given up is told of before its time is up; the job takes no later time. */
  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void settle(CompletableFuture<Void> stored, RanOut ranOut) {
    var unused =
        stored.whenComplete(
            (done, failure) ->
                loop.runOnContext(
                    on -> {
                      if (failure != null) {
                        offers.tellLater(ranOut.offer(), clock.instant().plus(AGAIN_AFTER));
                        if (storing) {
                          LOG.warn(
                              "What became of offers is not stored, and is told again later: {}",
                              failure.toString());
                        }
                      } else {
                        traffic.ranOut(ranOut);
                      }
                      storing = failure == null;
                    }));
  }
}
