package io.rtoto.rules.cases;

import io.rtoto.rules.Verdict.Proposed;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.Proposal.Recommendation;
import io.rtoto.schemas.events.Channel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
 * @param channel by which way it was to reach the customer; null where it was to reach none, and
 *     where facts were given and nothing decided
 * @param winner what was chosen in its place, and by which rule; empty where nothing was
 */
record Said(
    String kind,
    String name,
    String rule,
    int priority,
    List<String> products,
    String fate,
    @Nullable String channel,
    String winner) {
  static final String CHOSEN = "chosen";
  static final String OUTRANKED = "outranked";
  static final String WITHDRAWN_BY = "withdrawn by ";

  static Said of(Proposed proposed, String fate, @Nullable Channel channel) {
    Proposal proposal = proposed.proposal();
    return new Said(
        kindOf(proposal.getClass()),
        proposal.name(),
        proposed.rule(),
        proposal.priority(),
        proposal instanceof Recommendation recommendation ? recommendation.products() : List.of(),
        fate,
        channel == null ? null : channel.wireName(),
        "");
  }

  /** The same, as said at one moment together with these: whatever was outranked, by what. */
  Said among(List<Said> all) {
    return fate.equals(OUTRANKED)
        ? all.stream()
            .filter(other -> other.kind.equals(kind) && other.fate.equals(CHOSEN))
            .findFirst()
            .map(
                other ->
                    new Said(kind, name, rule, priority, products, fate, channel, other.named()))
            .orElse(this)
        : this;
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
    return "%s, %s%s".formatted(named(), fate, winner.isEmpty() ? "" : " by " + winner);
  }

  private String named() {
    String of = products.isEmpty() ? "" : " of " + String.join(", ", products);
    String through = channel == null ? "" : " through " + channel;
    return "%s %s%s%s by %s".formatted(kind, name, of, through, rule);
  }
}
