package io.rtoto.schemas.naming;

import io.rtoto.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of who sent it.
 *
 * @param topic the topic that it came by
 * @param app the app, by {@code context.app.name}; null when not told
 * @param library what it was sent with, by {@code context.library.name}; null when not told
 * @param channel {@code server}, {@code browser} or {@code mobile}, by {@code channel} of the call
 *     or of its context; null when not told
 * @param proven whether what the event tells of who is who is proven, by the gateway that took it;
 *     null when it did not come by one
 * @param seesVisitor whether the context tells what a browser or an app sees of itself: its page,
 *     its screen, its device, what it calls itself
 */
public record Sender(
    Topic topic,
    @Nullable String app,
    @Nullable String library,
    @Nullable String channel,
    @Nullable Boolean proven,
    boolean seesVisitor) {

  /** Nothing told but the topic. */
  public static Sender by(Topic topic) {
    return new Sender(topic, null, null, null, null, false);
  }
}
