package io.rtoto.schemas.events;

import io.rtoto.schemas.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event tells, whatever happened.
 *
 * @param messageId the sender's own id of the message, or one derived from its content
 * @param at when it happened, by the sender's clock (UTC), never later than it was received
 * @param claimedAt the sender's time, where it lay so far ahead that {@code at} is not it
 * @param topic the topic that it arrived on
 * @param extras what the sender told beyond what we know, as one JSON object; null when nothing
 */
public record Occurrence(
    String messageId,
    Instant at,
    @Nullable Instant claimedAt,
    Topic topic,
    @Nullable String extras) {}
