package io.rtoto.jobs.state;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.TypeExtractor;

/**
 * Flink's description of our records. Flink describes a record by itself, but takes a sealed
 * interface in it for something that it does not know; here a sealed interface is the choice
 * between its records, so that it can be written, read, and read again after it has grown.
 */
public final class RecordTypes {
  private RecordTypes() {}

  /**
   * The description of a public record, or of a sealed interface whose cases are public records.
   *
   * @param type the record or the sealed interface
   */
  public static <T> TypeInformation<T> of(Class<T> type) {
    if (type.isSealed()) {
      return new SealedTypeInformation<>(type);
    }
    if (type.isRecord()) {
      Map<String, TypeInformation<?>> fields = new LinkedHashMap<>();
      for (RecordComponent component : type.getRecordComponents()) {
        fields.put(component.getName(), of(component.getGenericType()));
      }
      return Types.POJO(type, fields);
    }
    return TypeInformation.of(type);
  }

  private static TypeInformation<?> of(Type type) {
    return type instanceof Class<?> simple ? of(simple) : TypeExtractor.createTypeInfo(type);
  }
}
