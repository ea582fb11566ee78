package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * Of an identifier's links to user ids only proven ones count: it would join several, not all by
 * proof.
 *
 * @param identifier the identifier
 * @param author who ordered it
 * @param why for what reason; nothing that tells of whom
 * @param at when it was ordered
 */
public record IdentifierDoubted(Identifier identifier, String author, String why, Instant at)
    implements IdentityCommand {}
