package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Where a call of the Segment spec travels: for all who write to the event topics. */
public final class SegmentRouting {
  private SegmentRouting() {}

  /** The topic of a call. What cannot be read travels on {@code clickstream}, to be refused. */
  public static Topic topicOf(JsonNode call) {
    return "track".equals(text(call, "type"))
        ? TrackedEvents.topicOf(textOrEmpty(call, "event"))
        : Topic.CLICKSTREAM;
  }

  /**
   * The key of a call's message, which keeps a customer's calls in order: its user id, else its
   * anonymous id; null when it tells neither.
   */
  public static @Nullable String keyOf(JsonNode call) {
    String userId = text(call, "userId");
    return userId == null ? text(call, "anonymousId") : userId;
  }

  private static String textOrEmpty(JsonNode call, String field) {
    String text = text(call, field);
    return text == null ? "" : text;
  }

  private static @Nullable String text(JsonNode call, String field) {
    JsonNode value = call.get(field);
    String text = value == null ? null : value.textValue();
    return text == null || text.isEmpty() ? null : text;
  }
}
