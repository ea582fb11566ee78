package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.authoring.Coverage.OfCondition;
import io.rtoto.rules.authoring.Coverage.OfRule;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.CreditLimit;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Shipment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CoverageTest {
  private static final String FILE = "retail/cart_abandoned/idea.drl";
  private static final String IDEA = "retail.cart_abandoned.idea";

  @Test
  void countsTheConditionThatAloneKeepsItsRuleSilent() {
    Coverage coverage = of("CartAbandoned( items > 1, worthMinor >= 5000 )");
    coverage.hear(any -> true, List.of(cart(1, 5000)), Set.of());
    assertThat(failing(coverage)).containsExactly("CartAbandoned( items > 1 )");
  }

  @Test
  void countsNeitherOfTwoThatDoNotHold() {
    Coverage coverage = of("CartAbandoned( items > 1, worthMinor >= 5000 )");
    coverage.hear(any -> true, List.of(cart(1, 4999)), Set.of());
    assertThat(failing(coverage)).isEmpty();
  }

  @Test
  void countsEachAlternativeWhereNoneHolds() {
    Coverage coverage = of("CartAbandoned( items > 1, worthMinor >= 5000 || cause == \"price\" )");
    coverage.hear(any -> true, List.of(cart(2, 4999)), Set.of());
    assertThat(failing(coverage))
        .containsExactly(
            "CartAbandoned( worthMinor >= 5000 )", "CartAbandoned( cause == \"price\" )");
  }

  @Test
  void countsTheFactThatIsMissingAndTheOneThatMustNotBeThere() {
    Coverage coverage = of("CartAbandoned() CreditLimit() not Shipment( status == \"lost\" )");
    coverage.hear(any -> true, List.of(cart(1, 1)), Set.of());
    assertThat(failing(coverage)).containsExactly("CreditLimit()");
    Shipment lost = new Shipment("1", "lost", 3);
    coverage.hear(any -> true, List.of(cart(1, 1), new CreditLimit(1, 1, "EUR"), lost), Set.of());
    assertThat(failing(coverage))
        .containsExactly("CreditLimit()", "not Shipment( status == \"lost\" )");
  }

  @Test
  void takesTheFactThatFitsBest() {
    Coverage coverage =
        of("CartAbandoned() Candidates( because == \"new\", products contains \"tea\" )");
    Candidates tea = new Candidates(List.of("tea"), "popular");
    Candidates mug = new Candidates(List.of("mug"), "popular");
    coverage.hear(any -> true, List.of(cart(1, 1), mug, tea), Set.of());
    assertThat(failing(coverage)).containsExactly("Candidates( because == \"new\" )");
  }

  @Test
  void asksNoCaseInWhichNothingIsWithdrawnOfAGuard() {
    Coverage coverage = of("CartAbandoned( items > 1 ) $offer : Offer()");
    assertThat(coverage.rules(any -> true))
        .flatExtracting(OfRule::conditions)
        .extracting(OfCondition::shown)
        .containsExactly("CartAbandoned( items > 1 )");
    coverage.hear(any -> true, List.of(cart(1, 1), new Offer("pen", 1)), Set.of());
    assertThat(failing(coverage)).containsExactly("CartAbandoned( items > 1 )");
  }

  @Test
  void countsNothingOfCasesThatLieElsewhere() {
    Coverage coverage = of("CartAbandoned( items > 1 )");
    coverage.hear(none -> false, List.of(cart(1, 1)), Set.of());
    assertThat(failing(coverage)).isEmpty();
  }

  @Test
  void countsARuleThatFiresInAnyCase() {
    Coverage coverage = of("CartAbandoned( items > 1 )");
    assertThat(coverage.rules(any -> true)).noneMatch(OfRule::fires);
    coverage.hear(none -> false, List.of(cart(2, 1)), Set.of(IDEA));
    assertThat(coverage.rules(any -> true)).allMatch(OfRule::fires);
    assertThat(coverage.rules(none -> false)).isEmpty();
  }

  @Test
  void tellsWhereAConditionStandsAndHowACaseMayFailIt() {
    assertThat(of("CartAbandoned( items > 1,\n  worthMinor >= 5000 )").rules(any -> true))
        .flatExtracting(OfRule::conditions)
        .containsExactly(
            new OfCondition(
                7, 20, "CartAbandoned( items > 1 )", "Maybe a case with items: 1.", false),
            new OfCondition(
                8,
                3,
                "CartAbandoned( worthMinor >= 5000 )",
                "Maybe a case with worthMinor: 4999.",
                false));
  }

  private static CartAbandoned cart(int items, long worth) {
    return new CartAbandoned(1, items, worth, "EUR", 30, "unknown");
  }

  private static List<String> failing(Coverage coverage) {
    return coverage.rules(any -> true).stream()
        .flatMap(rule -> rule.conditions().stream())
        .filter(OfCondition::fails)
        .map(OfCondition::shown)
        .toList();
  }

  private static Coverage of(String conditions) {
    return Coverage.of(
        Map.of(
            FILE,
            """
            package retail.cart_abandoned

            rule "Propose an idea"
                @id("%s") @owner("o") @since("2026-11-23")
                agenda-group "propose"
            when
                %s
            then
                insert( new Offer( "idea", 10 ) );
            end
            """
                .formatted(IDEA, conditions)));
  }
}
