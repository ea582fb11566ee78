package io.rtoto.jobs.state;

import io.rtoto.jobs.state.SealedTypeSerializer.Case;
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
 * What a checkpoint tells of the sealed interface whose values it holds: the name of each case, in
 * the order of their positions, and how each is written.
 *
 * <p>State written by an older version is read when every case of that time still is one, under the
 * same name, and its record can be read. New cases take new positions. A case that is gone or
 * renamed is refused: its values would be lost.
 */
public final class SealedTypeSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  /** How a type is called today that is called otherwise in what was written. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "io.rtoto.schemas.events.AgreementChanged",
          "io.rtoto.schemas.events.AgreementReported",
          "io.rtoto.jobs.measurement.Fact$WithdrewConsent",
          "io.rtoto.jobs.measurement.Fact$ConsentTold");

  /** A case as written. */
  private record Written<T>(Class<? extends T> record, TypeSerializerSnapshot<T> serializer) {}

  private @Nullable Class<T> type;
  private List<Written<T>> cases = List.of();

  /** For Flink, which makes one and then has it read. */
  public SealedTypeSerializerSnapshot() {}

  SealedTypeSerializerSnapshot(SealedTypeSerializer<T> serializer) {
    type = serializer.type();
    cases =
        serializer.cases().stream()
            .map(c -> new Written<T>(c.record(), c.serializer().snapshotConfiguration()))
            .toList();
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(type().getName());
    out.writeInt(cases.size());
    for (Written<T> written : cases) {
      out.writeUTF(written.record().getName());
      TypeSerializerSnapshot.writeVersionedSnapshot(out, written.serializer());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the name was written from a Class<T>
  public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
    type = (Class<T>) classNamed(in.readUTF(), loader);
    int size = in.readInt();
    List<Written<T>> read = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Class<? extends T> record = (Class<? extends T>) classNamed(in.readUTF(), loader);
      read.add(new Written<>(record, TypeSerializerSnapshot.readVersionedSnapshot(in, loader)));
    }
    cases = List.copyOf(read);
  }

  static Class<?> classNamed(String name, ClassLoader loader) throws IOException {
    try {
      return Class.forName(RENAMED.getOrDefault(name, name), false, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "The state holds values of " + name + ", which is gone. Maybe it was renamed.", e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new SealedTypeSerializer<>(
        type(),
        cases.stream()
            .map(w -> new Case<T>(w.record(), w.serializer().restoreSerializer()))
            .toList());
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> older) {
    if (!(older instanceof SealedTypeSerializerSnapshot<T> then) || then.type() != type()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    Map<Class<?>, Written<T>> added = new HashMap<>();
    cases.forEach(c -> added.put(c.record(), c));
    List<Case<T>> inOldOrder = new ArrayList<>();
    boolean migrates = false;
    boolean reconfigures = false;
    for (Written<T> was : then.cases) {
      Written<T> is = added.remove(was.record());
      if (is == null) {
        return TypeSerializerSchemaCompatibility.incompatible();
      }
      TypeSerializerSchemaCompatibility<T> one =
          is.serializer().resolveSchemaCompatibility(was.serializer());
      if (one.isIncompatible()) {
        return TypeSerializerSchemaCompatibility.incompatible();
      }
      migrates |= one.isCompatibleAfterMigration();
      reconfigures |=
          one.isCompatibleWithReconfiguredSerializer()
              || !was.record().equals(cases.get(inOldOrder.size()).record());
      inOldOrder.add(
          new Case<>(
              is.record(),
              one.isCompatibleWithReconfiguredSerializer()
                  ? one.getReconfiguredSerializer()
                  : is.serializer().restoreSerializer()));
    }
    if (migrates) {
      return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
    if (!reconfigures) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    cases.stream()
        .filter(c -> added.containsKey(c.record()))
        .forEach(c -> inOldOrder.add(new Case<>(c.record(), c.serializer().restoreSerializer())));
    return TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
        new SealedTypeSerializer<>(type(), inOldOrder));
  }

  private Class<T> type() {
    if (type == null) {
      throw new IllegalStateException("This snapshot was not read yet.");
    }
    return type;
  }
}
