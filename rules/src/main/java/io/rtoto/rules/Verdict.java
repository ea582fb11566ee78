package io.rtoto.rules;

import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.Proposal.Recommendation;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.settings.TagSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the rules say to one moment.
 *
 * @param proposed what was proposed and not withdrawn, in order of rule id
 * @param withdrawn what was proposed and withdrawn by a guard
 * @param failures the rules that failed
 */
public record Verdict(List<Proposed> proposed, List<Withdrawn> withdrawn, List<Failure> failures) {

  /** Nobody said anything. */
  public static final Verdict SILENCE = new Verdict(List.of(), List.of(), List.of());

  /** What a rule proposes at one moment at most; what is gathered counts as one. */
  static final int MOST_PROPOSALS = 20;

  /**
   * The same; but to propose a tag that there is none of is a failure of the rule, and so is to
   * propose without measure: then nothing of what it proposes is heard.
   */
  Verdict governedBy(TagSettings tags) {
    Map<String, Integer> counts = new TreeMap<>();
    proposed.forEach(each -> counts.merge(each.rule(), 1, Integer::sum));
    withdrawn.forEach(each -> counts.merge(each.proposed().rule(), 1, Integer::sum));
    counts.values().removeIf(count -> count <= MOST_PROPOSALS);
    List<Proposed> unknown =
        proposed.stream()
            .filter(each -> !counts.containsKey(each.rule()))
            .filter(each -> each.proposal() instanceof Proposal.Tag tag && !tags.has(tag.name()))
            .toList();
    if (unknown.isEmpty() && counts.isEmpty()) {
      return this;
    }
    List<Proposed> governed = new ArrayList<>(proposed);
    governed.removeAll(unknown);
    governed.removeIf(each -> counts.containsKey(each.rule()));
    List<Failure> all = new ArrayList<>(failures);
    unknown.forEach(each -> all.add(new Failure(each.rule(), "proposed an unknown tag")));
    counts.forEach(
        (rule, count) ->
            all.add(new Failure(rule, "proposed more than " + MOST_PROPOSALS + " things")));
    return new Verdict(
        List.copyOf(governed),
        withdrawn.stream().filter(each -> !counts.containsKey(each.proposed().rule())).toList(),
        List.copyOf(all));
  }

  /** The same, and these failed too. */
  Verdict and(List<Failure> more) {
    return more.isEmpty()
        ? this
        : new Verdict(
            proposed, withdrawn, Stream.concat(failures.stream(), more.stream()).toList());
  }

  /**
   * The same; but what a rule recommends product by product under one name is one recommendation.
   *
   * @param facts in the order of which its products stand
   */
  Verdict gathered(List<?> facts) {
    Map<String, Integer> ranks = new HashMap<>();
    for (Object fact : facts) {
      if (fact instanceof RecommendedProduct product) {
        ranks.putIfAbsent(product.productId(), ranks.size());
      }
    }
    return ranks.isEmpty()
        ? this
        : new Verdict(
            gathered(proposed, Proposed::proposal, Proposed::with, ranks),
            gathered(withdrawn, one -> one.proposed().proposal(), Withdrawn::with, ranks),
            failures);
  }

  private static <E> List<E> gathered(
      List<E> all,
      Function<E, Proposal> proposal,
      BiFunction<E, Proposal, E> with,
      Map<String, Integer> ranks) {
    List<E> gathered = new ArrayList<>();
    Map<E, Integer> places = new HashMap<>();
    for (E each : all) {
      if (!(proposal.apply(each) instanceof Recommendation more)) {
        gathered.add(each);
        continue;
      }
      Integer place = places.putIfAbsent(with.apply(each, more.of(List.of())), gathered.size());
      if (place == null) {
        gathered.add(each);
      } else {
        Recommendation before = (Recommendation) proposal.apply(gathered.get(place));
        List<String> products =
            Stream.concat(before.products().stream(), more.products().stream())
                .distinct()
                .sorted(Comparator.comparingInt(one -> ranks.getOrDefault(one, Integer.MAX_VALUE)))
                .toList();
        gathered.set(place, with.apply(each, more.of(products)));
      }
    }
    return List.copyOf(gathered);
  }

  /**
   * A proposal and who made it.
   *
   * @param rule the rule's id
   * @param proposal what it proposed
   */
  public record Proposed(String rule, Proposal proposal) {
    private Proposed with(Proposal other) {
      return new Proposed(rule, other);
    }
  }

  /**
   * A proposal that was withdrawn.
   *
   * @param proposed the proposal
   * @param guard the id of the rule that withdrew it
   */
  public record Withdrawn(Proposed proposed, String guard) {
    private Withdrawn with(Proposal other) {
      return new Withdrawn(proposed.with(other), guard);
    }
  }

  /**
   * A rule that threw, came to no end, took too long or proposed without measure.
   *
   * @param rule the rule's id
   * @param error the kind of failure, without the facts' values
   */
  public record Failure(String rule, String error) {
    /** It triggers itself, and would again: once is enough. */
    public static final String WITHOUT_END = "fired without end";

    /** It took more processor time than all rules of an event have. */
    public static final String TOO_SLOW = "took too long";
  }
}
