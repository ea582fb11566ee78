package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.settings.LibrarySettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules, and what is in force beside them.
 *
 * @param rules what is asked
 * @param standards theirs, with the model of who comes back
 * @param soldOut the products that are sold out now
 */
record AllInForce(RulesInForce rules, Standards standards, Set<String> soldOut)
    implements RulesInForce {

  static AllInForce of(RulesInForce rules, @Nullable FittedModel model, Set<String> soldOut) {
    return new AllInForce(rules, rules.standards().with(model), soldOut);
  }

  @Override
  public boolean isSoldOut(String productId) {
    return soldOut.contains(productId);
  }

  @Override
  public String version() {
    return rules.version();
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
