package io.rtoto.jobs.state;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record: which of its fields are there, a bit each, then those fields. It is told the
 * fields that are, or were, written, which need not be those that the record has today: one that it
 * lacks is passed over, and one that was not written is null, zero or false, or what the record's
 * constructor puts there instead. A field that holds just that need not be written.
 */
final class RecordSerializer<T> extends ImmutableSerializer<T> {
  private static final long serialVersionUID = 1;
  private static final int GONE = -1;
  private static final int MOST_FIELDS = Long.SIZE;

  /** A field as it is written. */
  record Field(String name, TypeSerializer<Object> serializer) implements Serializable {

    /** Whatever a field holds, its serializer only ever meets that. */
    @SuppressWarnings("unchecked")
    static Field of(String name, TypeSerializer<?> serializer) {
      return new Field(name, (TypeSerializer<Object>) serializer);
    }

    Field duplicate() {
      return new Field(name, serializer.duplicate());
    }
  }

  private final Class<T> type;
  private final List<Field> fields;

  // By the position of a written field.
  private final transient TypeSerializer<Object>[] serializers;
  private final transient @Nullable Function<Object, @Nullable Object>[] accessors;
  private final transient int[] components;

  /** What a field is when it is not written. */
  private final transient @Nullable Object[] defaults;

  private final transient Constructor<T> constructor;
  private final transient @Nullable Object[] blank;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array cannot be of a generic type
  RecordSerializer(Class<T> type, List<Field> fields) {
    if (fields.size() > MOST_FIELDS) {
      throw new IllegalArgumentException(
          type.getName()
              + " has "
              + fields.size()
              + " fields; expected "
              + MOST_FIELDS
              + " at most. Maybe some of them are a record of their own.");
    }
    this.type = type;
    this.fields = List.copyOf(fields);
    RecordComponent[] today = type.getRecordComponents();
    constructor = constructor(type, today);
    blank = Arrays.stream(today).map(one -> absent(one.getType())).toArray();
    serializers = fields.stream().map(Field::serializer).toArray(TypeSerializer[]::new);
    List<Accessors.Accessor> readers = Accessors.of(type);
    accessors = new Function[fields.size()];
    components = new int[fields.size()];
    defaults = new Object[fields.size()];
    T nothing = nothing();
    for (int i = 0; i < components.length; i++) {
      components[i] = position(fields.get(i).name(), today);
      if (components[i] != GONE) {
        accessors[i] = readers.get(components[i]).reader();
        defaults[i] = nothing == null ? blank[components[i]] : accessors[i].apply(nothing);
      }
    }
  }

  /** The record of which nothing was written; null where it refuses to be made of nothing. */
  private @Nullable T nothing() {
    try {
      return constructor.newInstance(blank);
    } catch (InvocationTargetException refused) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made.", e);
    }
  }

  /** Of the record as it is today. */
  static <T> RecordSerializer<T> of(Class<T> type, SerializerConfig config) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(
          Field.of(
              component.getName(), RecordTypes.serializer(component.getGenericType(), config)));
    }
    return new RecordSerializer<>(type, fields);
  }

  Class<T> type() {
    return type;
  }

  List<Field> fields() {
    return fields;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    Object[] values = new Object[accessors.length];
    long missing = 0;
    for (int i = 0; i < values.length; i++) {
      Function<Object, @Nullable Object> accessor = accessors[i];
      Object held = accessor == null ? null : accessor.apply(value);
      if (held == null || held == defaults[i] || held.equals(defaults[i])) {
        missing |= 1L << i;
      } else {
        values[i] = held;
      }
    }
    for (int bits = 0; bits < values.length; bits += Byte.SIZE) {
      target.writeByte((int) (missing >>> bits));
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        serializers[i].serialize(values[i], target);
      }
    }
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    long missing = 0;
    for (int bits = 0; bits < components.length; bits += Byte.SIZE) {
      missing |= (long) source.readUnsignedByte() << bits;
    }
    Object[] values = blank.clone();
    for (int i = 0; i < components.length; i++) {
      if ((missing & 1L << i) == 0) {
        Object value = serializers[i].deserialize(source);
        if (components[i] != GONE) {
          values[components[i]] = value;
        }
      }
    }
    return make(values);
  }

  private T make(@Nullable Object[] values) throws IOException {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IOException(
          type.getName() + " cannot be made of what was written. Maybe a field that it lacks.", e);
    }
  }

  private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
    try {
      Constructor<T> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      // Else Java asks each time who may call it.
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " is a record without its constructor.", e);
    }
  }

  /** What a component holds that was not written: as every array begins. */
  private static @Nullable Object absent(Class<?> component) {
    return Array.get(Array.newInstance(component, 1), 0);
  }

  private static int position(String name, RecordComponent[] components) {
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(name)) {
        return i;
      }
    }
    return GONE;
  }

  /** Handles of methods do not travel: they are looked up again on the machine it comes to. */
  private Object readResolve() {
    return new RecordSerializer<>(type, fields);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  /** Some of Flink's serializers keep scratch space: each thread needs its own. */
  @Override
  public TypeSerializer<T> duplicate() {
    return new RecordSerializer<>(type, fields.stream().map(Field::duplicate).toList());
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new RecordSerializerSnapshot<>(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordSerializer<?> that
        && type.equals(that.type)
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + fields.hashCode();
  }
}
