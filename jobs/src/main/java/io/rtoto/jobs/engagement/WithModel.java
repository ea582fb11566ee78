package io.rtoto.jobs.engagement;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.settings.LibrarySettings;
import java.util.List;

/**
 * Rules, and the model of who comes back that is in force beside them.
 *
 * @param rules what is asked
 * @param standards theirs, with the model
 */
record WithModel(RulesInForce rules, Standards standards) implements RulesInForce {

  static WithModel of(RulesInForce rules, FittedModel model) {
    return new WithModel(rules, rules.standards().with(model));
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
