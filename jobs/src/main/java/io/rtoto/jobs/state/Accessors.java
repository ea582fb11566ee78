package io.rtoto.jobs.state;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the components of a record as compiled code does: to ask Java for each by reflection was a
 * sixth of what an event costs. They are looked up once for each class.
 */
public final class Accessors {
  private static final ClassValue<List<Accessor>> OF_CLASS =
      new ClassValue<>() {
        @Override
        protected List<Accessor> computeValue(Class<?> type) {
          List<Accessor> accessors = new ArrayList<>();
          for (RecordComponent component : type.getRecordComponents()) {
            accessors.add(new Accessor(component.getName(), reader(type, component)));
          }
          return List.copyOf(accessors);
        }
      };

  /**
   * Reads one component.
   *
   * @param name the component's
   * @param reader from a record to its value, boxed where it is primitive
   */
  public record Accessor(String name, Function<Object, @Nullable Object> reader) {}

  private Accessors() {}

  /** Those of a record, in the order of its components. */
  public static List<Accessor> of(Class<?> type) {
    return OF_CLASS.get(type);
  }

  @SuppressWarnings("unchecked") // it makes what it is told to make
  private static Function<Object, @Nullable Object> reader(
      Class<?> type, RecordComponent component) {
    Class<?> boxed = MethodType.methodType(component.getType()).wrap().returnType();
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      return (Function<Object, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(Function.class),
                  MethodType.methodType(Object.class, Object.class),
                  lookup.unreflect(component.getAccessor()),
                  MethodType.methodType(boxed, type))
              .getTarget()
              .invoke();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(
          type.getName() + " does not let " + component.getName() + " be read.", e);
    }
  }
}
