package io.rtoto.schemas.flow;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.identity.Identity;
import org.jspecify.annotations.Nullable;

/**
 * How an identifier is known from now on.
 *
 * @param identifier the identifier
 * @param identity how; null when it is a customer by itself, or nothing is known any more
 */
public record IdentityChange(Identifier identifier, @Nullable Identity identity) {}
