package io.rtoto.jobs.association;

import io.rtoto.jobs.association.learning.ProductAssociations;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Keeps what products remember of what goes with them, in the bytes that they write themselves. */
final class KeptAssociations {
  private static final int ROOM = 2048;

  private final ValueState<byte[]> associations;
  private final DataOutputSerializer out = new DataOutputSerializer(ROOM);
  private final DataInputDeserializer in = new DataInputDeserializer();

  private KeptAssociations(ValueState<byte[]> associations) {
    this.associations = associations;
  }

  /** In the state of that context. */
  static KeptAssociations in(RuntimeContext context) {
    return new KeptAssociations(
        context.getState(
            new ValueStateDescriptor<>(
                "associations", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)));
  }

  /** What the product remembers; null while that is nothing. */
  @Nullable ProductAssociations read() throws IOException {
    byte[] written = associations.value();
    if (written == null) {
      return null;
    }
    in.setBuffer(written);
    return ProductAssociations.readFrom(in);
  }

  void forget() {
    associations.clear();
  }

  void write(ProductAssociations known) throws IOException {
    out.clear();
    known.writeTo(out);
    associations.update(out.getCopyOfBuffer());
  }
}
