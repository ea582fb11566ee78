package io.rtoto.jobs.state;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LocalDateSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;

/**
 * Flink's description of our records. Flink describes a record by itself, but writes and reads it a
 * flag and a field at a time and texts by the character, which takes half as long again, and takes
 * a sealed interface in it for something that it does not know. Here both have serializers of their
 * own, so that they can be written, read, and read again after they have grown.
 */
public final class RecordTypes {
  private RecordTypes() {}

  /**
   * The description of a public record, or of a sealed interface whose cases are public records.
   *
   * @param type the record or the sealed interface
   */
  public static <T> TypeInformation<T> of(Class<T> type) {
    return type.isSealed() || type.isRecord()
        ? new OwnTypeInformation<>(type, RecordTypes::serializer)
        : TypeInformation.of(type);
  }

  @SuppressWarnings("unchecked") // the serializer of a type is of that type
  static <T> TypeSerializer<T> serializer(Class<T> type, SerializerConfig config) {
    return (TypeSerializer<T>) serializer((Type) type, config);
  }

  static TypeSerializer<?> serializer(Type type, SerializerConfig config) {
    if (type instanceof ParameterizedType generic) {
      List<TypeSerializer<?>> parts =
          Stream.<Type>of(generic.getActualTypeArguments())
              .<TypeSerializer<?>>map(part -> serializer(part, config))
              .toList();
      if (generic.getRawType() == List.class) {
        return new ListSerializer<>(parts.get(0));
      }
      if (generic.getRawType() == Map.class) {
        return new MapSerializer<>(parts.get(0), parts.get(1));
      }
      throw new IllegalArgumentException(
          type + " cannot be kept in state; expected a List or a Map, or a record of our own.");
    }
    Class<?> simple = (Class<?>) type;
    if (simple == String.class) {
      return TextSerializer.INSTANCE;
    }
    if (simple == LocalDate.class) {
      return LocalDateSerializer.INSTANCE; // Flink would describe it as a generic type
    }
    if (simple.isSealed()) {
      return SealedTypeSerializer.of(simple, config);
    }
    return simple.isRecord()
        ? RecordSerializer.of(simple, config)
        : TypeInformation.of(simple).createSerializer(config);
  }
}
