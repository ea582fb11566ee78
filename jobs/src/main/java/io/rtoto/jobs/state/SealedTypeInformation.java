package io.rtoto.jobs.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Flink's description of a sealed interface: a choice between its records. */
final class SealedTypeInformation<T> extends TypeInformation<T> {
  private final Class<T> type;

  SealedTypeInformation(Class<T> type) {
    this.type = type;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    List<SealedTypeSerializer.Case<T>> cases = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      cases.add(caseOf(permitted.asSubclass(type), config));
    }
    return new SealedTypeSerializer<>(type, cases);
  }

  private static <T> SealedTypeSerializer.Case<T> caseOf(
      Class<? extends T> record, SerializerConfig config) {
    return SealedTypeSerializer.Case.of(record, RecordTypes.of(record).createSerializer(config));
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SealedTypeInformation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealedTypeInformation<?> that && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type);
  }

  @Override
  public String toString() {
    return "one of " + type.getSimpleName();
  }
}
