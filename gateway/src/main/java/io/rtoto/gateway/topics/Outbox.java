package io.rtoto.gateway.topics;

import io.rtoto.schemas.Topic;
import java.util.concurrent.CompletionStage;

/** Where the gateway writes what it tells itself. */
@FunctionalInterface
public interface Outbox {
  /**
   * Writes a message. May block while the broker is away; for a worker thread.
   *
   * @return done when it is stored; failed when it may not be
   */
  CompletionStage<Void> write(Topic topic, String key, byte[] value);
}
