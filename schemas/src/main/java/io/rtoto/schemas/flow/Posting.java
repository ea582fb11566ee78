package io.rtoto.schemas.flow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a topic that keeps the newest of each key.
 *
 * @param key what the message is about; null when it came without
 * @param arrival the message
 * @param at when it was posted
 */
public record Posting(@Nullable String key, Arrival arrival, Instant at) {}
