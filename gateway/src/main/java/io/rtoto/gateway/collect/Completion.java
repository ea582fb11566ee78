package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a sender may leave to us: {@code type}, {@code messageId}, {@code receivedAt}, and
 * {@code timestamp} by our clock. What is there and makes no sense stays: the job says so.
 *
 * @param receivedAt when the request arrived
 * @param type of calls that do not say theirs, from the path; null when the path does not say it
 */
record Completion(Instant receivedAt, @Nullable String type) {
  /** A longer way from event to sending is no way but a broken clock. */
  private static final Duration LONGEST_LAG = Duration.ofDays(100 * 365);

  /**
   * The call, complete.
   *
   * @param sentAt of its batch, for a call that does not say its own; null when unknown
   */
  JsonNode of(JsonNode call, @Nullable JsonNode sentAt) {
    if (!(call instanceof ObjectNode asSent)) {
      return call;
    }
    ObjectNode complete = JsonNodeFactory.instance.objectNode();
    complete.setAll(asSent);
    complete.remove("writeKey");
    // Only RTOTO itself knows somebody by a hash.
    complete.remove("rtotoIdentifier");
    if (type != null && isAbsent(complete.get("type"))) {
      complete.put("type", type);
    }
    if (isAbsent(complete.get("messageId"))) {
      complete.put("messageId", ContentId.of(complete, receivedAt));
    }
    if (sentAt != null && isAbsent(complete.get("sentAt"))) {
      complete.set("sentAt", sentAt);
    }
    correctClock(complete);
    // Ours, whatever the sender claims: a future timestamp is measured against it.
    complete.put("receivedAt", receivedAt.toString());
    return complete;
  }

  /**
   * Segment's rule: {@code timestamp = receivedAt - (sentAt - originalTimestamp)}, so that an event
   * stands where our clock would have seen it. A call that does not say when it happened keeps no
   * timestamp: a made-up one would differ at each retry, and the retry would look like another
   * event. {@code receivedAt} stands in for it.
   */
  private void correctClock(ObjectNode call) {
    JsonNode original = call.get("originalTimestamp");
    if (isAbsent(original)) {
      original = call.get("timestamp");
    }
    Optional<Instant> happenedAt = instantOf(original);
    Optional<Instant> sentAt = instantOf(call.get("sentAt"));
    if (original == null || happenedAt.isEmpty() || sentAt.isEmpty()) {
      return;
    }
    Duration lag = Duration.between(happenedAt.get(), sentAt.get());
    if (lag.compareTo(LONGEST_LAG) > 0) {
      return;
    }
    call.set("originalTimestamp", original);
    call.put("timestamp", receivedAt.minus(lag.isNegative() ? Duration.ZERO : lag).toString());
  }

  private static Optional<Instant> instantOf(@Nullable JsonNode text) {
    if (text == null || !text.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text.textValue()));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }

  /** SDKs say null and the empty text where they have nothing to say. */
  private static boolean isAbsent(@Nullable JsonNode value) {
    return value == null || value.isNull() || (value.isTextual() && value.textValue().isEmpty());
  }
}
