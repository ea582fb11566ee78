package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a call what the job is sure to refuse, so that its sender hears of it at once. Never of
 * a call that the job would apply, but of one that names somebody only by a type of names that was
 * added to the job's settings; what takes a closer look, such as amounts, is left to the job.
 */
final class Foresight {
  private static final Set<String> TYPES =
      Set.of("track", "identify", "page", "screen", "group", "alias");

  /** Asked only who a call names, which hangs on neither the time nor a currency. */
  private static final SegmentReader READER = new SegmentReader(Instant.MAX, "USD");

  private Foresight() {}

  /**
   * Why the job will refuse a call, as a code; empty when it may apply it.
   *
   * @param topic where the call goes
   * @param value the call as it is written there
   */
  static Optional<String> objectionTo(JsonNode call, Topic topic, byte[] value) {
    if (!call.isObject()) {
      return Optional.of("not_an_object");
    }
    int most = topic == Topic.ORDERS ? SegmentReader.MAX_BYTES_OF_ORDER : SegmentReader.MAX_BYTES;
    if (value.length > most) {
      return Optional.of("too_large");
    }
    if (isLongerThan(SegmentReader.MAX_MESSAGE_ID_LENGTH, call.get("messageId"))) {
      return Optional.of("message_id_too_long");
    }
    String type = text(call, "type");
    if (type == null || !TYPES.contains(type)) {
      return Optional.of("unknown_type");
    }
    if (type.equals("track") && text(call, "event") == null) {
      return Optional.of("missing_event_name");
    }
    if (type.equals("group") && text(call, "groupId") == null) {
      return Optional.of("missing_group_id");
    }
    if (type.equals("alias") && text(call, "previousId") == null) {
      return Optional.of("missing_previous_id");
    }
    if (namesNobody(call, topic, value)) {
      return Optional.of("no_user_anon_id");
    }
    boolean lookOfAProgram =
        topic == Topic.CLICKSTREAM && call.path("context").path("bot").booleanValue();
    return lookOfAProgram ? Optional.of("bot") : Optional.empty();
  }

  /** An e-mail address among the traits names somebody, too: then the job's own reader is asked. */
  private static boolean namesNobody(JsonNode call, Topic topic, byte[] value) {
    return text(call, "userId") == null
        && text(call, "anonymousId") == null
        && READER.read(topic, value) instanceof SegmentReader.Refused refused
        && refused.reason() == Reason.NO_IDENTIFIER;
  }

  private static boolean isLongerThan(int most, @Nullable JsonNode text) {
    return text != null
        && text.isTextual()
        && text.textValue().codePointCount(0, text.textValue().length()) > most;
  }

  private static @Nullable String text(JsonNode call, String field) {
    JsonNode value = call.get(field);
    String text = value == null ? null : value.textValue();
    return text == null || text.isEmpty() ? null : text;
  }
}
