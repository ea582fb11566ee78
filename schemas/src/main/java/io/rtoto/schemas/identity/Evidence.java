package io.rtoto.schemas.identity;

import io.rtoto.schemas.Topic;
import java.time.Instant;

/**
 * The event that shows a link.
 *
 * @param eventId its id, as in the journal
 * @param at when it happened
 * @param topic the topic that it arrived on
 * @param proven whether a server said it, or a signed token
 */
public record Evidence(String eventId, Instant at, Topic topic, boolean proven) {}
