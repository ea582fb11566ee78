package io.rtoto.jobs.state;

import io.rtoto.jobs.state.SealedTypeSerializer.Case;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.TypeExtractor;

/**
 * How Flink itself describes our records: so they were written before {@link RecordSerializer}. It
 * is only asked whether what was written then can be read; no value is written so any more.
 */
final class FlinksRecordTypes {
  private FlinksRecordTypes() {}

  /** Whether values that Flink's serializer wrote then can be read as the record is today. */
  static <T> boolean canRead(Class<T> record, TypeSerializerSnapshot<T> then) {
    return !of(record)
        .createSerializer(new SerializerConfigImpl())
        .snapshotConfiguration()
        .resolveSchemaCompatibility(then)
        .isIncompatible();
  }

  private static <T> TypeInformation<T> of(Class<T> type) {
    if (type.isSealed()) {
      return new OwnTypeInformation<>(type, FlinksRecordTypes::oneOf);
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

  private static <T> TypeSerializer<T> oneOf(Class<T> type, SerializerConfig config) {
    List<Case<T>> cases = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      Class<? extends T> record = permitted.asSubclass(type);
      cases.add(Case.of(record, of(record).createSerializer(config)));
    }
    return new SealedTypeSerializer<>(type, cases);
  }
}
