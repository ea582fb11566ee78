package io.rtoto.jobs.engagement;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the rules went by, for people to read. */
final class FactSheet {
  // To look them up costs more than to read them, and it happens at every decision.
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> fact) {
          return fact.getRecordComponents();
        }
      };

  private FactSheet() {}

  /** The moment's own facts by their names, the others' behind the name of their kind. */
  static Map<String, String> of(Occasion occasion) {
    Map<String, String> sheet = new TreeMap<>();
    write((Record) occasion.moment(), "", sheet);
    for (Object fact : occasion.facts()) {
      String kind = fact.getClass().getSimpleName();
      write(
          (Record) fact,
          kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1) + ".",
          sheet);
    }
    return sheet;
  }

  private static void write(Record fact, String prefix, Map<String, String> sheet) {
    for (RecordComponent component : COMPONENTS.get(fact.getClass())) {
      sheet.put(prefix + component.getName(), String.valueOf(read(fact, component)));
    }
  }

  private static Object read(Record fact, RecordComponent component) {
    try {
      return component.getAccessor().invoke(fact);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          fact.getClass().getName()
              + " does not let "
              + component.getName()
              + " be read. Maybe the fact is not a public record.",
          e);
    }
  }
}
