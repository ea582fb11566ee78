package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * That two identifiers were seen together counts only by proof, whether it comes before or after:
 * without, it would make one of two known customers.
 *
 * @param identifier one of them
 * @param other the other
 * @param author who ordered it
 * @param why for what reason; nothing that tells of whom
 * @param at when it was ordered
 */
public record LinkDoubted(
    Identifier identifier, Identifier other, String author, String why, Instant at)
    implements IdentityCommand {}
