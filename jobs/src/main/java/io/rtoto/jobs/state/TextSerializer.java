package io.rtoto.jobs.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a text as UTF-8, the number of bytes before it: at a stroke, where Flink's own goes
 * character by character. Half of a surrogate pair, which no UTF-8 carries, becomes a question
 * mark.
 */
final class TextSerializer extends TypeSerializerSingleton<String> {
  static final TextSerializer INSTANCE = new TextSerializer();

  private static final long serialVersionUID = 1;
  private static final int VARIABLE_LENGTH = -1;
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private TextSerializer() {}

  @Override
  public void serialize(String text, DataOutputView target) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length;
    while (length >= MORE) {
      target.writeByte(length | MORE);
      length >>>= BITS;
    }
    target.writeByte(length);
    target.write(utf8);
  }

  @Override
  public String deserialize(DataInputView source) throws IOException {
    byte[] utf8 = new byte[length(source)];
    source.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static int length(DataInputView source) throws IOException {
    int next = source.readUnsignedByte();
    int length = next & (MORE - 1);
    for (int shift = BITS; next >= MORE; shift += BITS) {
      next = source.readUnsignedByte();
      length |= (next & (MORE - 1)) << shift;
    }
    return length;
  }

  @Override
  public String deserialize(String reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public String copy(String from) {
    return from;
  }

  @Override
  public String copy(String from, String reuse) {
    return from;
  }

  @Override
  public String createInstance() {
    return "";
  }

  @Override
  public int getLength() {
    return VARIABLE_LENGTH;
  }

  @Override
  public TypeSerializerSnapshot<String> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint tells of a text: that it is one. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<String> {
    /** For Flink too, which makes one and then has it read. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
