package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * That two identifiers were seen together does not count any more.
 *
 * @param identifier one of them
 * @param other the other
 * @param author who ordered it
 * @param why for what reason; nothing that tells of whom
 * @param at when it was ordered
 */
public record LinkCut(
    Identifier identifier, Identifier other, String author, String why, Instant at)
    implements IdentityCommand {}
