package io.rtoto.jobs.state;

import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's description of a type whose serializer is ours: a record, or a choice between records.
 */
final class OwnTypeInformation<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  /** Makes the serializer; travels with the description. */
  interface Recipe<T> extends Serializable {
    /** A serializer of that type. */
    TypeSerializer<T> serializer(Class<T> type, SerializerConfig config);
  }

  private final Class<T> type;
  private final Recipe<T> recipe;

  OwnTypeInformation(Class<T> type, Recipe<T> recipe) {
    this.type = type;
    this.recipe = recipe;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return recipe.serializer(type, config);
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
    return other instanceof OwnTypeInformation;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OwnTypeInformation<?> that && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type);
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
