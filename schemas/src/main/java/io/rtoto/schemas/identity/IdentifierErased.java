package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * Whatever is known of an identifier is to be forgotten, and whatever still comes of that time is
 * not to be remembered.
 *
 * @param identifier the identifier
 * @param upTo events up to here, by event time, are suppressed; no later than {@code at}
 * @param author who ordered it
 * @param why for what reason; nothing that tells of whom
 * @param at when it was ordered
 */
public record IdentifierErased(
    Identifier identifier, Instant upTo, String author, String why, Instant at)
    implements IdentityCommand {}
