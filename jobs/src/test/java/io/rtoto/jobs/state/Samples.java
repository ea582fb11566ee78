package io.rtoto.jobs.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A value of each record, made up from the names and types of its components. */
final class Samples {
  private Samples() {}

  /** A value of every case of a sealed interface. */
  static <T> List<T> ofEveryCase(Class<T> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .map(record -> sealed.cast(of(record)))
        .toList();
  }

  /** A value of a record. */
  static <T> T of(Class<T> record) {
    return record.cast(of(record, record.getSimpleName()));
  }

  private static Object of(Type type, String name) {
    if (type == String.class) {
      return name;
    } else if (type == Instant.class) {
      return Instant.parse("2026-11-23T12:00:00.123456Z");
    } else if (type == int.class || type == Integer.class) {
      return name.length();
    } else if (type == long.class || type == Long.class) {
      return (long) name.length();
    } else if (type == double.class) {
      return name.length() + .5;
    } else if (type == boolean.class) {
      return true;
    } else if (type instanceof ParameterizedType generic) {
      Type[] parts = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? List.of(of(parts[0], name))
          : Map.of(of(parts[0], name), of(parts[1], name));
    }
    Class<?> simple = (Class<?>) type;
    if (simple.isEnum()) {
      Object[] constants = simple.getEnumConstants();
      return constants[constants.length - 1];
    }
    return simple.isSealed() ? of(simple.getPermittedSubclasses()[0], name) : record(simple);
  }

  private static Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components)
            .map(component -> of(component.getGenericType(), component.getName()))
            .toArray();
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("No sample of " + type + " can be made.", e);
    }
  }
}
