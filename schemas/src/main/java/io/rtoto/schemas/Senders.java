package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.naming.Sender;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a call says of who sent it. It is a hint and no part of what happened: what is not as
 * expected is passed over.
 */
final class Senders {
  private Senders() {}

  static Sender of(Topic topic, @Nullable Fields context) {
    return new Sender(topic, context == null ? null : text(context.node().path("app"), "name"));
  }

  private static @Nullable String text(JsonNode object, String field) {
    return object.path(field).textValue();
  }
}
