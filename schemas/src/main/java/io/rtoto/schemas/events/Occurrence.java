package io.rtoto.schemas.events;

import io.rtoto.schemas.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event tells, whatever happened.
 *
 * @param messageId the sender's own id of the message, or one derived from its content
 * @param at when it happened (UTC): as the sender says, whose clock is believed up to 5 minutes
 *     ahead of the receipt; the receipt where it says nothing or more. Where no receipt is known,
 *     it may lie ahead as far as any event may
 * @param claimedAt the sender's time, where it lay so far ahead that {@code at} is the receipt
 *     instead: that it is there is what marks such an event. Else null
 * @param topic the topic that it arrived on
 * @param extras what the sender told beyond what we know, as one JSON object; null when nothing
 */
public record Occurrence(
    String messageId,
    Instant at,
    @Nullable Instant claimedAt,
    Topic topic,
    @Nullable String extras) {}
