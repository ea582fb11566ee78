package io.rtoto.rules.cases;

import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.Proposal.Recommendation;
import java.util.List;
import java.util.Locale;

/**
 * A proposal and its fate, in the words of case files.
 *
 * @param kind such as {@code offer}
 * @param name such as {@code free-delivery}
 * @param rule the id of the rule that proposed it
 * @param priority its weight
 * @param products what it is about; may be empty
 * @param fate what came of it: {@code chosen}, {@code outranked}, {@code repeated too soon} or
 *     {@code withdrawn by} and the guard's id
 */
record Said(
    String kind, String name, String rule, int priority, List<String> products, String fate) {
  static final String CHOSEN = "chosen";
  static final String WITHDRAWN_BY = "withdrawn by ";

  static Said of(Proposed proposed, String fate) {
    Proposal proposal = proposed.proposal();
    return new Said(
        kindOf(proposal.getClass()),
        proposal.name(),
        proposed.rule(),
        proposal.priority(),
        proposal instanceof Recommendation recommendation ? recommendation.products() : List.of(),
        fate);
  }

  static String kindOf(Class<?> proposal) {
    return proposal.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** Whether a rule of that family made it, or withdrew it. */
  boolean concerns(String family) {
    return isOf(family, rule)
        || (fate.startsWith(WITHDRAWN_BY) && isOf(family, fate.substring(WITHDRAWN_BY.length())));
  }

  static boolean isOf(String family, String rule) {
    return rule.equals(family) || rule.startsWith(family + ".");
  }

  /** As in {@code offer free-delivery by retail.cart_abandoned.rescue, chosen}. */
  String shown() {
    String of = products.isEmpty() ? "" : " of " + String.join(", ", products);
    return "%s %s%s by %s, %s".formatted(kind, name, of, rule, fate);
  }
}
