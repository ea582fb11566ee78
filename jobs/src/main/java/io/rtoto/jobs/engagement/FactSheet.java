package io.rtoto.jobs.engagement;

import io.rtoto.jobs.state.Accessors;
import io.rtoto.jobs.state.Accessors.Accessor;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the rules went by, for people to read. */
final class FactSheet {
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
    for (Accessor accessor : Accessors.of(fact.getClass())) {
      sheet.put(prefix + accessor.name(), String.valueOf(accessor.reader().apply(fact)));
    }
  }
}
