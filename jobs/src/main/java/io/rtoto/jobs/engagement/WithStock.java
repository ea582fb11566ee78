package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.settings.LibrarySettings;
import java.util.List;
import java.util.Set;

/**
 * Rules, and what cannot be offered beside them.
 *
 * @param rules what is asked
 * @param soldOut the products that are sold out now
 */
record WithStock(RulesInForce rules, Set<String> soldOut) implements RulesInForce {
  @Override
  public boolean isSoldOut(String productId) {
    return soldOut.contains(productId);
  }

  @Override
  public String version() {
    return rules.version();
  }

  @Override
  public Standards standards() {
    return rules.standards();
  }

  @Override
  public boolean areOn(Class<? extends Moment> moment) {
    return rules.areOn(moment);
  }

  @Override
  public LibrarySettings settings() {
    return rules.settings();
  }

  @Override
  public String ownerOf(String rule) {
    return rules.ownerOf(rule);
  }

  @Override
  public Verdict ask(Moment moment, List<?> facts) {
    return rules.ask(moment, facts);
  }
}
