package io.rtoto.schemas.flow;

import org.jspecify.annotations.Nullable;

/**
 * Where a message stands in the stream, and how it came.
 *
 * @param topic the topic's name
 * @param partition the partition
 * @param offset the offset
 * @param message the message as it came; null for a tombstone
 */
public record Arrival(String topic, int partition, long offset, byte @Nullable [] message) {}
