package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An identifier left a customer for another, with all that happened under it. When customers merge,
 * those of the one move to the other; when a customer comes apart, some move away.
 *
 * @param identifier the identifier
 * @param from the customer that it was of
 * @param to the customer that it is of
 * @param over the identifier whose link brought it to a stronger customer; null when none did, or
 *     it is not known which
 * @param order the last order that it had taken account of when it moved to a weaker customer; null
 *     when it moved to a stronger one
 * @param at when, by the clock
 */
public record IdentifierMoved(
    Identifier identifier,
    String from,
    String to,
    @Nullable Identifier over,
    @Nullable Long order,
    Instant at)
    implements LedgerEntry {}
