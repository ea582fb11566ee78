package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.settings.LibrarySettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Rules, and what is in force beside them.
 *
 * @param rules what is asked
 * @param standards theirs, with the models
 * @param soldOut whether a product is sold out now
 * @param since since when there are rules on a moment, by its name, and what a model claims, under
 *     {@link #model}; what is missing was always there
 * @param tally counts what is asked
 * @param areAwaited whether those that decided before do not load, and others are to come
 */
record AllInForce(
    RulesInForce rules,
    Standards standards,
    Predicate<String> soldOut,
    Map<String, Instant> since,
    RuleTally tally,
    @Override boolean areAwaited)
    implements RulesInForce {
  /** Where nothing is waited for. */
  AllInForce(
      RulesInForce rules,
      Standards standards,
      Predicate<String> soldOut,
      Map<String, Instant> since,
      RuleTally tally) {
    this(rules, standards, soldOut, since, tally, false);
  }

  /** How it is told since when a model claims that. */
  static String model(String claim) {
    return "model " + claim;
  }

  @Override
  public boolean isSoldOut(String productId) {
    return soldOut.test(productId);
  }

  @Override
  public Instant since(Absence due) {
    Instant ofRules = since.getOrDefault(due.name(), Instant.MIN);
    String claim = due.byModel();
    Instant ofModel = claim == null ? Instant.MIN : since.getOrDefault(model(claim), Instant.MIN);
    return ofModel.isAfter(ofRules) ? ofModel : ofRules;
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
  public boolean askFor(Object fact, Moment moment) {
    return rules.askFor(fact, moment);
  }

  @Override
  public Verdict ask(Moment moment, List<?> facts) {
    return tally.asked(moment.name(), () -> rules.ask(moment, facts));
  }
}
