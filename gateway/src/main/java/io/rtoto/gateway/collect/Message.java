package io.rtoto.gateway.collect;

import io.rtoto.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way to a topic.
 *
 * @param topic where to
 * @param key whom it is about, so that a customer's calls keep their order; null when it names
 *     nobody
 * @param value the call as JSON in UTF-8
 */
record Message(Topic topic, @Nullable String key, byte[] value) {}
