package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * Whatever is known of an identifier when the order is obeyed is to be forgotten, also of later
 * times, and whatever still comes of the time up to {@code upTo} is not to be remembered.
 *
 * @param identifier the identifier
 * @param upTo events up to here, by event time, that are still to come are suppressed; no later
 *     than {@code at}
 * @param author who ordered it
 * @param why for what reason; nothing that tells of whom
 * @param at when it was ordered
 */
public record IdentifierErased(
    Identifier identifier, Instant upTo, String author, String why, Instant at)
    implements IdentityCommand {}
