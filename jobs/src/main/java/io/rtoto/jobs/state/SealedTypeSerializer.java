package io.rtoto.jobs.state;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value of a sealed interface: the position of its record among the cases in one byte,
 * then the record. The positions of written cases never change, see {@link
 * SealedTypeSerializerSnapshot}.
 */
final class SealedTypeSerializer<T> extends ImmutableSerializer<T> {
  private static final long serialVersionUID = 1;
  private static final int MOST_CASES = 256;

  /** One of the records that a value may be. */
  record Case<T>(Class<? extends T> record, TypeSerializer<T> serializer) implements Serializable {

    /** A serializer of one case, seen as one of the whole: it only ever meets that case. */
    @SuppressWarnings("unchecked")
    static <T> Case<T> of(Class<? extends T> record, TypeSerializer<? extends T> serializer) {
      return new Case<>(record, (TypeSerializer<T>) serializer);
    }
  }

  private final Class<T> type;
  private final List<Case<T>> cases;
  private final HashMap<Class<?>, Integer> positions = new HashMap<>();

  SealedTypeSerializer(Class<T> type, List<Case<T>> cases) {
    if (cases.size() > MOST_CASES) {
      throw new IllegalArgumentException(
          type.getName() + " has " + cases.size() + " cases; one byte tells at most 256 apart.");
    }
    this.type = type;
    this.cases = List.copyOf(cases);
    for (int i = 0; i < cases.size(); i++) {
      positions.put(cases.get(i).record(), i);
    }
  }

  /** Of the interface as it is today. */
  static <T> SealedTypeSerializer<T> of(Class<T> type, SerializerConfig config) {
    List<Case<T>> cases = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      cases.add(caseOf(permitted.asSubclass(type), config));
    }
    return new SealedTypeSerializer<>(type, cases);
  }

  private static <T> Case<T> caseOf(Class<? extends T> record, SerializerConfig config) {
    return Case.of(record, RecordTypes.serializer(record, config));
  }

  Class<T> type() {
    return type;
  }

  List<Case<T>> cases() {
    return cases;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    Integer position = positions.get(value.getClass());
    if (position == null) {
      throw new IOException(value.getClass() + " is no case of " + type + ".");
    }
    target.writeByte(position);
    cases.get(position).serializer().serialize(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return caseAt(source.readUnsignedByte()).serializer().deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int position = source.readUnsignedByte();
    target.writeByte(position);
    caseAt(position).serializer().copy(source, target);
  }

  private Case<T> caseAt(int position) throws IOException {
    if (position >= cases.size()) {
      throw new IOException(
          "Case " + position + " of " + type + " is unknown; there are " + cases.size() + ".");
    }
    return cases.get(position);
  }

  /** Some of Flink's serializers keep scratch space: each thread needs its own. */
  @Override
  public TypeSerializer<T> duplicate() {
    return new SealedTypeSerializer<>(
        type,
        cases.stream().map(c -> new Case<T>(c.record(), c.serializer().duplicate())).toList());
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new SealedTypeSerializerSnapshot<>(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealedTypeSerializer<?> that
        && type.equals(that.type)
        && cases.equals(that.cases);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + cases.hashCode();
  }
}
