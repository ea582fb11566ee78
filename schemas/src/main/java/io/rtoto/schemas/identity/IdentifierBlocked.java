package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * An identifier links nobody any more.
 *
 * @param identifier the identifier
 * @param author who ordered it
 * @param why for what reason; nothing that tells of whom
 * @param at when it was ordered
 */
public record IdentifierBlocked(Identifier identifier, String author, String why, Instant at)
    implements IdentityCommand {}
