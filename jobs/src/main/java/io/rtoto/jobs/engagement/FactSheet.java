package io.rtoto.jobs.engagement;

import io.rtoto.jobs.state.Accessors;
import io.rtoto.jobs.state.Accessors.Accessor;
import io.rtoto.rules.facts.Agreement;
import io.rtoto.rules.facts.RecommendedProduct;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the rules went by, for people to read. */
final class FactSheet {
  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          String kind = type.getSimpleName();
          return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
        }
      };

  private FactSheet() {}

  /**
   * The moment's own facts by their names, the others' behind the name of their kind; of several of
   * a kind, behind the second one's stands a 2. What may be recommended is told by reason, not one
   * by one; and of what the customer holds only what a rule on the moment may ask for, for they may
   * hold much.
   *
   * @param rules that were asked
   */
  static Map<String, String> of(Occasion occasion, RulesInForce rules) {
    Map<String, String> sheet = new TreeMap<>();
    write((Record) occasion.moment(), "", sheet);
    Map<String, Integer> ofKind = new HashMap<>();
    for (Object fact : occasion.facts()) {
      if (fact instanceof RecommendedProduct
          || (fact instanceof Agreement && !rules.askFor(fact, occasion.moment()))) {
        continue;
      }
      String name = NAMES.get(fact.getClass());
      int number = ofKind.merge(name, 1, Integer::sum);
      write((Record) fact, name + (number == 1 ? "" : number) + ".", sheet);
    }
    return sheet;
  }

  private static void write(Record fact, String prefix, Map<String, String> sheet) {
    for (Accessor accessor : Accessors.of(fact.getClass())) {
      Object value = accessor.reader().apply(fact);
      if (value != null) {
        sheet.put(prefix + accessor.name(), value.toString());
      }
    }
  }
}
