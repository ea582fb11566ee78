package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.naming.Sender;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a call says of who sent it. It is a hint and no part of what happened: what is not as
 * expected is passed over.
 */
final class Senders {
  private static final String CHANNEL = "channel";

  /** What the SDKs for browsers and apps fill in. */
  private static final String[] OF_THE_VISITOR = {
    "page", "userAgent", "userAgentData", "screen", "device"
  };

  private Senders() {}

  static Sender of(Topic topic, Fields call, @Nullable Fields context, @Nullable Boolean proven) {
    String channel = text(call.node(), CHANNEL);
    if (context == null) {
      return new Sender(topic, null, null, channel, proven, false);
    }
    JsonNode told = context.node();
    return new Sender(
        topic,
        text(told.get("app"), "name"),
        text(told.get("library"), "name"),
        channel == null ? text(told, CHANNEL) : channel,
        proven,
        seesVisitor(context));
  }

  private static boolean seesVisitor(Fields context) {
    for (String field : OF_THE_VISITOR) {
      if (context.value(field) != null) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String text(@Nullable JsonNode object, String field) {
    JsonNode value = object == null ? null : object.get(field);
    return value == null ? null : value.textValue();
  }
}
