package io.rtoto.gateway.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * An offer or a recommendation that is open: nothing is known yet to have become of it.
 *
 * <p>Only for the event loop.
 */
final class Offer {
  private final String decisionId;
  private final String customerId;
  private final String slot;
  private final boolean recommendation;
  private final Instant validUntil;
  private final int partition;
  private final long offset;
  private final Buffer data;
  private boolean delivered;
  private boolean givenUp;
  private boolean closed;

  /**
   * One that nobody has got yet.
   *
   * @param message what pages are told
   * @param customerId whom it was decided for; may have been replaced since
   * @param validUntil until when it may be told
   * @param partition where in topic {@code decisions} it stands
   * @param offset the place there
   */
  Offer(
      OfferMessage message,
      String customerId,
      boolean recommendation,
      Instant validUntil,
      int partition,
      long offset) {
    this.decisionId = message.decisionId();
    this.slot = message.slot();
    this.data = Buffer.buffer(message.json());
    this.customerId = customerId;
    this.recommendation = recommendation;
    this.validUntil = validUntil;
    this.partition = partition;
    this.offset = offset;
  }

  String decisionId() {
    return decisionId;
  }

  String customerId() {
    return customerId;
  }

  String slot() {
    return slot;
  }

  boolean isRecommendation() {
    return recommendation;
  }

  Instant validUntil() {
    return validUntil;
  }

  boolean isValidAt(Instant now) {
    return !closed && !givenUp && now.isBefore(validUntil);
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  /** As a message of the stream that then stands there. */
  Buffer event(Position position) {
    return Buffer.buffer("id: ")
        .appendString(Long.toString(position.number()))
        .appendString("\nevent: offer\ndata: ")
        .appendBuffer(data)
        .appendString("\n\n");
  }

  /** The message that takes it away again; without a number, since a stream goes on behind it. */
  Buffer withdrawal() {
    ObjectNode told =
        JsonNodeFactory.instance.objectNode().put("decisionId", decisionId).put("withdrawn", true);
    return Buffer.buffer("event: withdrawn\ndata: " + told + "\n\n");
  }

  /** A session was sent it. */
  void deliver() {
    delivered = true;
  }

  boolean isDelivered() {
    return delivered;
  }

  /** No page gets it any more; what became of it is still to be told. */
  void giveUp() {
    givenUp = true;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  /** Something became of it, or nobody asks. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
