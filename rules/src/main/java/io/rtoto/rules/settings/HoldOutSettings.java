package io.rtoto.rules.settings;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many customers are held out of what rules say, so that one can tell what saying it brings.
 *
 * @param salt what the draw hangs on beside customer and rule: another one draws anew
 * @param fromAll the share of customers, from 0 to 1, who hear no marketing at all
 * @param fromEach the share, from 0 to 1, who are held out of the marketing offers of each rule
 * @param owners the same, of the marketing offers of that owner's rules
 * @param rules the same, of whatever the rule of that id says, of service as well
 */
public record HoldOutSettings(
    String salt,
    double fromAll,
    double fromEach,
    Map<String, Double> owners,
    Map<String, Double> rules) {
  /** Nobody is held out. */
  public static final HoldOutSettings NONE = new HoldOutSettings("", 0, 0, Map.of(), Map.of());

  /** Nobody changes them. */
  public HoldOutSettings {
    owners = Map.copyOf(owners);
    rules = Map.copyOf(rules);
  }

  /** Whether anybody is held out of anything. */
  boolean isOfAnybody() {
    return fromAll > 0
        || fromEach > 0
        || Stream.of(owners, rules)
            .anyMatch(some -> some.values().stream().anyMatch(one -> one > 0));
  }

  /**
   * The share, from 0 to 1, that is held out of what a rule says: what is set of the rule, else, of
   * marketing, what is set of its owner, else of all.
   *
   * @param marketing whether it is an offer, to sell
   */
  public double share(String rule, String owner, boolean marketing) {
    @Nullable Double ofRule = rules.get(rule);
    if (ofRule != null) {
      return ofRule;
    }
    return marketing ? owners.getOrDefault(owner, fromEach) : 0;
  }
}
