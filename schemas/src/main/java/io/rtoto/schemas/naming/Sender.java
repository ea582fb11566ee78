package io.rtoto.schemas.naming;

import io.rtoto.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of who sent it.
 *
 * @param topic the topic that it came by
 * @param app the app, by {@code context.app.name}; null when not told
 */
public record Sender(Topic topic, @Nullable String app) {}
