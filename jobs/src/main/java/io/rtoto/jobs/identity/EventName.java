package io.rtoto.jobs.identity;

import io.rtoto.schemas.Identifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an event is called, by the identifier that it came under and its message id.
 *
 * @param eventId its id: unique
 * @param withinLeaf a short name: unique among the events of one identifier
 */
record EventName(String eventId, long withinLeaf) {
  private static final int ID_BYTES = 16;

  static EventName of(Identifier origin, String messageId) {
    byte[] hash =
        sha256()
            .digest(
                (origin.typeName() + ":" + origin.hash() + ":" + messageId)
                    .getBytes(StandardCharsets.UTF_8));
    return new EventName(
        HexFormat.of().formatHex(hash, 0, ID_BYTES), ByteBuffer.wrap(hash, ID_BYTES, 8).getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java cannot compute SHA-256.", e);
    }
  }
}
