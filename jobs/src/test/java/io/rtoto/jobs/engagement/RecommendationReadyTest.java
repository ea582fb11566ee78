package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SANDALS;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.ProductViewed;
import io.rtoto.rules.facts.Proposal.Recommendation;
import io.rtoto.rules.facts.RecommendationReady;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Recommended;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecommendationReadyTest {
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));

  private final FixedRules rules = FixedRules.onlyOn(RecommendationReady.class);
  private final Story story = Story.of(ANNA, rules);

  @Test
  void tellsWhatSuitsThePageByReasonAndOneByOne() {
    story
        .then(ANNA.adds(SOCKS, NOON))
        .then(ANNA.views(BOOTS, NOON.plusSeconds(1)))
        .then(ANNA.views(SANDALS, NOON.plusSeconds(2)))
        .then(ANNA.views(SHOES, LATER, "shoes", "socks", "polish", "laces"));
    assertThat(lastMoment())
        .isEqualTo(
            new RecommendationReady(
                "shoes", "footwear", List.of("polish", "laces", "sandals", "boots")));
    assertThat(factsOfLast())
        .contains(
            new Candidates(List.of("polish", "laces"), "goes-with-it"),
            new Candidates(List.of("sandals", "boots"), "looked-at-before"),
            new RecommendedProduct("polish", "goes-with-it", "", 0, ""),
            new RecommendedProduct("boots", "looked-at-before", "footwear", 0, ""));
  }

  @Test
  void tellsWhatAProductCosts() {
    story.then(
        ANNA.views(SHOES, NOON)
            .answered(
                new Candidate(
                    "coat", Candidate.Because.NEW, null, 1, "warm", new Money(9, "EUR"))));
    assertThat(factsOfLast()).contains(new RecommendedProduct("coat", "new", "warm", 9, "EUR"));
  }

  @Test
  void doesNotAriseWhereNothingIsLeft() {
    story.then(ANNA.adds(SOCKS, NOON)).then(ANNA.views(SHOES, LATER, "shoes", "socks"));
    assertThat(story.moments()).isEmpty();
  }

  @Test
  void doesNotAriseWhereNoRuleIsOnIt() {
    Story silent =
        Story.of(ANNA, new FixedRules()).then(ANNA.views(SHOES, LATER, "polish", "laces"));
    assertThat(silent.moments()).hasOnlyElementsOfType(ProductViewed.class);
  }

  @Test
  void leavesWithTheDecisionWhyEachProductIsShown() {
    rules.propose("r", new Recommendation("strip", 1, List.of("a", "b")));
    story.then(
        ANNA.views(SHOES, NOON)
            .answered(
                new Candidate("a", Candidate.Because.VIEWED_TOGETHER, "shoes", 2, null, null),
                new Candidate("b", Candidate.Because.POPULAR, null, 1, null, null)));
    Decision decision = story.decisions().get(0);
    assertThat(decision.recommended())
        .containsExactly(
            new Recommended("a", "viewed-together", "shoes", 1, 1, null, null),
            new Recommended("b", "popular", null, .3, 1, null, null));
    assertThat(decision.facts())
        .containsEntry("candidates.because", "viewed-together")
        .containsEntry("candidates2.because", "popular")
        .noneSatisfy((name, value) -> assertThat(name).startsWith("recommendedProduct"));
  }

  @Test
  void showsNoMoreThanAStripHolds() {
    List<String> many = IntStream.range(0, 20).mapToObj(i -> "p" + i).toList();
    rules.propose("r", new Recommendation("strip", 1, many));
    story.then(ANNA.views(SHOES, NOON, "p0"));
    assertThat(story.decisions()).last().extracting(one -> one.products().size()).isEqualTo(12);
  }

  @Test
  void isNotAnsweredWithWhatIsBeyondTheCreditLimit() {
    story.then(ANNA.mayOwe(new Money(100, "EUR"), NOON.minusSeconds(1)));
    rules.propose("r", new Recommendation("strip", 1, List.of("coat")));
    story.then(
        ANNA.views(SHOES, NOON)
            .answered(
                new Candidate(
                    "coat", Candidate.Because.LISTED, null, 1, null, new Money(101, "EUR"))));
    assertThat(story.decisions()).isEmpty();
    assertThat(lastMoment()).isInstanceOf(RecommendationReady.class);
    assertThat(story.journal())
        .filteredOn(DecisionNotMade.class::isInstance)
        .last()
        .satisfies(
            entry ->
                assertThat(((DecisionNotMade) entry).considered())
                    .extracting(Decision.Considered::name, Decision.Considered::outcome)
                    .containsExactly(tuple("strip", "over_credit")));
  }

  private Object lastMoment() {
    return story.moments().get(story.moments().size() - 1);
  }

  private List<Object> factsOfLast() {
    return List.copyOf(rules.factsTold().get(rules.factsTold().size() - 1));
  }
}
