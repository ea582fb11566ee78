package io.rtoto.schemas.identity;

import io.rtoto.schemas.Identifier;
import java.time.Instant;

/**
 * The identifier that an order names (of a link that is cut, the first) has taken account of it.
 *
 * @param order the place of the order among all, from 1
 * @param command the order, with its author and reason
 * @param at when, by the clock
 */
public record OrderObeyed(long order, IdentityCommand command, Instant at) implements LedgerEntry {
  @Override
  public Identifier identifier() {
    return command.identifier();
  }
}
