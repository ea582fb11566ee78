package io.rtoto.jobs.state;

import io.rtoto.jobs.state.RecordSerializer.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint tells of the record whose values it holds: the name of each field, in the order
 * in which they are written, and how each is.
 *
 * <p>State written by an older version is read when each of its fields that still is one has a type
 * that can read it. Fields may have come, gone and changed places.
 */
public final class RecordSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  /** A field as written. */
  private record Written(String name, TypeSerializerSnapshot<Object> serializer) {}

  private @Nullable Class<T> type;
  private List<Written> fields = List.of();

  /** For Flink, which makes one and then has it read. */
  public RecordSerializerSnapshot() {}

  RecordSerializerSnapshot(RecordSerializer<T> serializer) {
    type = serializer.type();
    fields =
        serializer.fields().stream()
            .map(field -> new Written(field.name(), field.serializer().snapshotConfiguration()))
            .toList();
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(type().getName());
    out.writeInt(fields.size());
    for (Written field : fields) {
      out.writeUTF(field.name());
      TypeSerializerSnapshot.writeVersionedSnapshot(out, field.serializer());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the name was written from a Class<T>
  public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
    type = (Class<T>) SealedTypeSerializerSnapshot.classNamed(in.readUTF(), loader);
    int size = in.readInt();
    List<Written> read = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      read.add(new Written(in.readUTF(), TypeSerializerSnapshot.readVersionedSnapshot(in, loader)));
    }
    fields = List.copyOf(read);
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new RecordSerializer<>(
        type(),
        fields.stream()
            .map(field -> new Field(field.name(), field.serializer().restoreSerializer()))
            .toList());
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> older) {
    if (!(older instanceof RecordSerializerSnapshot<T> then) || then.type() != type()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    Map<String, TypeSerializerSnapshot<Object>> today = new HashMap<>();
    fields.forEach(field -> today.put(field.name(), field.serializer()));
    boolean asIs = names().equals(then.names());
    for (Written was : then.fields) {
      TypeSerializerSnapshot<Object> is = today.get(was.name());
      if (is != null) {
        TypeSerializerSchemaCompatibility<Object> one =
            is.resolveSchemaCompatibility(was.serializer());
        if (one.isIncompatible()) {
          return TypeSerializerSchemaCompatibility.incompatible();
        }
        asIs &= one.isCompatibleAsIs();
      }
    }
    return asIs
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  private List<String> names() {
    return fields.stream().map(Written::name).toList();
  }

  private Class<T> type() {
    if (type == null) {
      throw new IllegalStateException("This snapshot was not read yet.");
    }
    return type;
  }
}
