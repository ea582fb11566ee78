package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.rules.authoring.Thresholds.By;
import io.rtoto.rules.authoring.Thresholds.OfThreshold;
import io.rtoto.rules.facts.Agreement;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Contact;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.SessionEnded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThresholdsTest {
  private static final String FILE = "retail/cart_abandoned/idea.drl";
  private static final String IDEA = "retail.cart_abandoned.idea";

  @Test
  void findsTheNearestNumberByWhichTheRuleWouldHaveFiredTwiceAsOften() {
    Thresholds thresholds = of("CartAbandoned( worthMinor >= 5000 )");
    fires(thresholds, cart(1, 5000));
    fires(thresholds, cart(1, 9000));
    List.of(3000, 100, 4900, 3200).forEach(worth -> isSilent(thresholds, cart(1, worth)));
    assertThat(thresholds.told())
        .containsExactly(
            new OfThreshold(
                IDEA,
                FILE,
                7,
                "CartAbandoned( worthMinor >= 5000 )",
                ">=",
                5000,
                6,
                2,
                new By(3200, 4),
                new By(100, 6)));
  }

  @ParameterizedTest
  @CsvSource({">=, 40", ">, 39", "<=, 40", "<, 41"})
  void movesEachComparisonAsFarAsItTakes(String operator, long moved) {
    long number = operator.startsWith(">") ? 50 : 30;
    Thresholds thresholds = of("CartAbandoned( worthMinor %s %d )".formatted(operator, number));
    isSilent(thresholds, cart(1, 40));
    assertThat(only(thresholds).twice()).isEqualTo(new By(moved, 1));
  }

  @ParameterizedTest
  @CsvSource({">=, 41", ">, 40", "<=, 39", "<, 40"})
  void movesAwayFromAFactThatMustNotBeThere(String operator, int moved) {
    int number = operator.startsWith(">") ? 30 : 50;
    Thresholds thresholds =
        of("CartAbandoned() not Contact( daysSince %s %d )".formatted(operator, number));
    isSilent(thresholds, cart(1, 1), contact("call", 40));
    OfThreshold told = only(thresholds);
    assertThat(told.condition())
        .isEqualTo("not Contact( daysSince %s %d )".formatted(operator, number));
    assertThat(told.twice()).isEqualTo(new By(moved, 1));
  }

  @Test
  void countsOnlyWhereNothingElseKeepsTheRuleSilent() {
    Thresholds thresholds =
        of("CartAbandoned( items > 1, worthMinor >= 5000, currency == \"EUR\" )");
    isSilent(thresholds, cart(1, 4000));
    isSilent(thresholds, new CartAbandoned(1, 2, 4000, "USD", 30, "unknown"));
    assertThat(thresholds.told()).extracting(OfThreshold::most).containsOnlyNulls();
    isSilent(thresholds, cart(2, 4000));
    isSilent(thresholds, cart(1, 6000));
    assertThat(thresholds.told())
        .extracting(OfThreshold::most)
        .containsExactly(new By(0, 1), new By(4000, 1));
  }

  @Test
  void tellsAtMostHowOftenWhereTwiceIsOutOfReach() {
    Thresholds thresholds = of("CartAbandoned( worthMinor >= 5000 )");
    for (int i = 0; i < 4; i++) {
      fires(thresholds, cart(1, 5000));
    }
    List.of(10, 4000, 300).forEach(worth -> isSilent(thresholds, cart(1, worth)));
    assertThat(only(thresholds).twice()).isNull();
    assertThat(only(thresholds).most()).isEqualTo(new By(10, 7));
  }

  @Test
  void takesTheFactThatIsNearest() {
    Thresholds thresholds =
        of("CartAbandoned() exists Contact( channel in (\"chat\", \"call\"), daysSince <= 7 )");
    isSilent(thresholds, cart(1, 1), contact("web", 8), contact("call", 20), contact("chat", 12));
    assertThat(only(thresholds).twice()).isEqualTo(new By(12, 1));
  }

  @Test
  void passesAllFactsThatMustNotBeThere() {
    Thresholds thresholds =
        of("CartAbandoned() not Contact( channel in (\"chat\", \"call\"), daysSince <= 30 )");
    isSilent(thresholds, cart(1, 1), contact("web", 1), contact("call", 20), contact("chat", 12));
    assertThat(only(thresholds).twice()).isEqualTo(new By(11, 1));
  }

  @Test
  void countsAnAlternativeWhereNoneHolds() {
    Thresholds thresholds = of("CartAbandoned( worthMinor < 5000 || currency != \"EUR\" )");
    isSilent(thresholds, cart(1, 7000));
    assertThat(only(thresholds).twice()).isEqualTo(new By(7001, 1));
  }

  @Test
  void reachesNoFactOfWhichTheNumberWasNotTold() {
    Thresholds thresholds = of("CartAbandoned() Agreement( valueMinor >= 100 )");
    isSilent(thresholds, cart(1, 1), agreement(null));
    assertThat(only(thresholds).most()).isNull();
    isSilent(thresholds, cart(1, 1), agreement(null), agreement(90L));
    assertThat(only(thresholds).most()).isEqualTo(new By(90, 1));
  }

  @Test
  void knowsNoThresholdWhereNoNumberIsComparedInOrder() {
    Thresholds thresholds =
        of("CartAbandoned( items == 3, $items : items ) Customer( orders > $items, events != 4 )");
    isSilent(thresholds, cart(3, 1));
    assertThat(thresholds.told()).isEmpty();
  }

  @Test
  void tellsNothingOfARuleThatWasNotAsked() {
    Thresholds thresholds = of("CartAbandoned( items > 3 )");
    thresholds.hear(List.of(new SessionEnded(1, 1, 1, false, 1, 1, 1, "EUR")), Set.of());
    assertThat(thresholds.told()).isEmpty();
  }

  @Test
  void knowsNoGuardForItGoesByWhatOthersPropose() {
    Thresholds thresholds =
        Thresholds.of(
            Map.of(
                FILE,
                rule("CartAbandoned( items > 1 ) $offer : Offer()").replace("propose", "guard")));
    thresholds.hear(List.of(cart(1, 1), new Offer("pen", 1)), Set.of());
    assertThat(thresholds.told()).isEmpty();
  }

  @Test
  void tellsInWhichCellOfATableTheNumberStands() {
    String path = "retail/cart_abandoned/idea.table.csv";
    Thresholds thresholds =
        Thresholds.of(
            Map.of(
                path,
                """
                @id,retail.cart_abandoned.idea
                @name,Propose what fits the cart
                @owner,loyalty
                @since,2026-11-27

                rule,when,,then,
                ,CartAbandoned,,Offer,
                ,items >=,worthMinor >=,name,priority
                few,2,,reminder,10
                many,5,20000,free-delivery,20
                """));
    thresholds.hear(List.of(cart(5, 15_000)), Set.of(IDEA + ".few"));
    assertThat(thresholds.told())
        .extracting(OfThreshold::rule, OfThreshold::line, OfThreshold::condition)
        .containsExactly(
            tuple(IDEA + ".few", 9, "CartAbandoned( items >= 2 )"),
            tuple(IDEA + ".many", 10, "CartAbandoned( items >= 5 )"),
            tuple(IDEA + ".many", 10, "CartAbandoned( worthMinor >= 20000 )"));
    assertThat(thresholds.told().get(2).twice()).isEqualTo(new By(15_000, 1));
  }

  @Test
  void comesToTheSameByWhomeverItWasHeard() {
    List<Thresholds> heard = new ArrayList<>();
    for (int listener = 0; listener < 3; listener++) {
      heard.add(of("CartAbandoned( worthMinor >= 5000 )"));
    }
    Thresholds alone = of("CartAbandoned( worthMinor >= 5000 )");
    for (int i = 0; i < 9_000; i++) {
      int worth = i * 7_919 % 7_000;
      for (Thresholds one : List.of(alone, heard.get(i % 3))) {
        one.hear(List.of(cart(1, worth)), worth >= 5000 ? Set.of(IDEA) : Set.of());
      }
    }
    Thresholds forth = of("CartAbandoned( worthMinor >= 5000 )");
    heard.forEach(forth::add);
    assertThat(forth.told()).isEqualTo(alone.told());
    assertThat(only(alone).twice()).isNotNull();
  }

  private static void fires(Thresholds thresholds, Moment moment) {
    thresholds.hear(List.of(moment, new Offer("idea", 10)), Set.of(IDEA));
  }

  private static void isSilent(Thresholds thresholds, Object... facts) {
    thresholds.hear(Arrays.asList(facts), Set.of());
  }

  private static OfThreshold only(Thresholds thresholds) {
    assertThat(thresholds.told()).hasSize(1);
    return thresholds.told().get(0);
  }

  private static CartAbandoned cart(int items, long worth) {
    return new CartAbandoned(1, items, worth, "EUR", 30, "unknown");
  }

  private static Contact contact(String channel, int daysSince) {
    return new Contact(channel, daysSince, 1, 1, "");
  }

  private static Agreement agreement(@Nullable Long valueMinor) {
    return new Agreement(
        "a", "account", "", "active", valueMinor, "EUR", null, null, false, null, null);
  }

  private static Thresholds of(String conditions) {
    return Thresholds.of(Map.of(FILE, rule(conditions)));
  }

  private static String rule(String conditions) {
    return """
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
        .formatted(IDEA, conditions);
  }
}
