package io.rtoto.schemas.flow;

import io.rtoto.schemas.identity.IdentityCommand;

/**
 * An order about identities, at its place among all.
 *
 * @param seq its place, from 1
 * @param command the order
 */
public record PlacedCommand(long seq, IdentityCommand command) {}
