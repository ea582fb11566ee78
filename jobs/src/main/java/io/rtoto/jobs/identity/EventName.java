package io.rtoto.jobs.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Sha256;
import java.nio.ByteBuffer;
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
    byte[] hash = Sha256.of(origin.typeName() + ":" + origin.hash() + ":" + messageId);
    return new EventName(
        HexFormat.of().formatHex(hash, 0, ID_BYTES), ByteBuffer.wrap(hash, ID_BYTES, 8).getLong());
  }
}
