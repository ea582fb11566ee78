package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * A customer allows something to be said to them, or does not.
 *
 * @param purpose what for
 * @param channel by which way; null means by any
 * @param given whether they allow it
 */
public record Consent(Purpose purpose, @Nullable Channel channel, boolean given) {}
