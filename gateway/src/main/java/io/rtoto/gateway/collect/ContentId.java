package io.rtoto.gateway.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.Sha256;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The message id of a call that came without one: from its content, so that a retry has the same.
 *
 * <p>Calls that do not even say when they happened would be equal for ever, so theirs also tells
 * the five minutes in which they arrived.
 */
final class ContentId {
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** What a sender may change from try to try, or what a batch adds. */
  private static final List<String> NOT_CONTENT =
      List.of(
          "messageId", "sentAt", "receivedAt", "writeKey", "context", "integrations", "_metadata");

  private static final Duration BUCKET = Duration.ofMinutes(5);

  private ContentId() {}

  static String of(ObjectNode call, Instant receivedAt) {
    ObjectNode content = call.deepCopy();
    content.remove(NOT_CONTENT);
    if (!content.hasNonNull("timestamp") && !content.hasNonNull("originalTimestamp")) {
      content.put("receivedAt", receivedAt.getEpochSecond() / BUCKET.toSeconds());
    }
    try {
      // By way of a text, since half of a surrogate pair is no UTF-8 and must not fail here.
      String canonical = CANONICAL.writeValueAsString(CANONICAL.treeToValue(content, Object.class));
      return "content-" + HexFormat.of().formatHex(Sha256.of(canonical), 0, 16);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
