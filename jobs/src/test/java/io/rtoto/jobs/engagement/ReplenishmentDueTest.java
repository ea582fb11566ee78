package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.models.ReplenishmentParameters.Category;
import io.rtoto.schemas.models.ReplenishmentParameters.Product;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Days are counted from 2 March 2026, on which noon is. Coffee and tea last ten days, a sack forty.
 */
final class ReplenishmentDueTest {
  private static final ProductMention COFFEE = product("coffee", "groceries", 800);
  private static final ProductMention TEA = product("tea", "groceries", 600);
  private static final ProductMention SACK = product("sack", "groceries", 3_000);

  private static final ReplenishmentParameters LEARNED =
      new ReplenishmentParameters(
          "replenishment",
          "days",
          1.5,
          List.of(new Category("groceries", 90, 2.0), new Category("clothing", 90, 1.2)),
          List.of(
              new Product("coffee", "groceries", 10, 30, 1),
              new Product("tea", "groceries", 10, 30, 1),
              new Product("sack", "groceries", 10, 30, 4)),
          0,
          100,
          NOON,
          NOON);

  private static final RuleBundle OFFERING =
      Rules.compiled("replenishment_due", "ReplenishmentDue", "more");

  @Test
  void arisesWithTheDayByWhichThePackIsUsedUpAsItIsForMostAndOnce() {
    Story story = story().then(buys(0, COFFEE));
    assertThat(story.timePassesTo(midnight(10).minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(midnight(10)).moments())
        .containsExactly(new ReplenishmentDue("coffee", "2026-03-02", 10, 1, 10, 0, 50, 200));
    assertThat(story.heard().get(0).occasion().at()).isEqualTo(midnight(10));

    story.then(ANNA.doesSomething(at(11))).then(buys(12, SOCKS)).timePassesTo(at(500));
    assertThat(story.moments()).hasSize(1);
  }

  @Test
  void doesNotAriseOfWhoHasBoughtMoreMeanwhileBeforeThatIsUsedUpToo() {
    Story story = story().then(buys(0, COFFEE)).then(buys(8, COFFEE));
    assertThat(story.timePassesTo(midnight(10)).moments()).isEmpty();
    // Their own eight days and the ten of most, half and half.
    assertThat(story.timePassesTo(midnight(17).minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(midnight(17)).moments())
        .containsExactly(new ReplenishmentDue("coffee", "2026-03-10", 9, 1, 9, 1, 57, 200));
  }

  @Test
  void comesCloserToTheCustomersOwnIntervalWithEachOfThem() {
    Story story = story();
    for (int day = 0; day <= 100; day += 20) {
      story.then(buys(day, COFFEE));
    }
    // Of six purchases five are remembered: four intervals of 20 days, and one of 10.
    assertThat(story.open()).extracting(Absence::deadline).contains(midnight(118));
  }

  @Test
  void comesLaterWithThePacksAndWithWhatAPackHolds() {
    assertThat(story().then(buys(0, COFFEE, COFFEE, COFFEE)).open())
        .extracting(Absence::deadline)
        .containsExactly(midnight(30));
    assertThat(story().then(buys(0, COFFEE)).then(buys(0, COFFEE)).open())
        .extracting(Absence::deadline)
        .containsExactly(midnight(20));
    assertThat(story().then(buys(0, SACK)).open())
        .extracting(Absence::deadline)
        .containsExactly(midnight(40));
  }

  @Test
  void isToldOfAsWhatIsToComeOfEachProductThatIsRemembered() {
    Story story = story().then(buys(1, TEA)).then(buys(0, COFFEE));
    assertThat(story.awaited())
        .extracting(Absence::name, Absence::deadline)
        .containsExactly(
            tuple("ReplenishmentDue", midnight(10)), tuple("ReplenishmentDue", midnight(11)));

    Map<String, ReplenishmentModel.Item> lasting = new HashMap<>();
    for (int i = 0; i < 55; i++) {
      lasting.put("tea " + i, new ReplenishmentModel.Item(10, 2));
    }
    Story many = story(new ReplenishmentModel("v", lasting), rules());
    for (int i = 0; i < 55; i++) {
      many.then(buys(0, product("tea " + i, "groceries", 600)));
    }
    assertThat(many.awaited()).extracting(Absence::deadline).hasSize(50).containsOnly(midnight(10));
  }

  @Test
  void arisesOfEachProductAlsoOnTheSameDay() {
    Story story = story().then(buys(0, TEA, COFFEE, SHOES)).timePassesTo(at(10));
    assertThat(story.moments())
        .extracting(moment -> ((ReplenishmentDue) moment).product())
        .containsExactly("coffee", "tea");
    assertThat(story.heard())
        .extracting(heard -> heard.occasion().momentId())
        .doesNotHaveDuplicates();
  }

  @Test
  void isCausedByTheOrderByWhichItWasBoughtLastWhateverIsOrderedSince() {
    Deed last = ANNA.orders(at(8).plusSeconds(60), COFFEE);
    Deed before = buys(8, COFFEE);
    Story story = story().then(buys(0, COFFEE)).then(before).then(last).then(buys(9, SOCKS));
    story.timePassesTo(at(300));
    assertThat(story.heard())
        .extracting(Heard::occasion)
        .filteredOn(occasion -> occasion.moment() instanceof ReplenishmentDue)
        .extracting(Occasion::cause)
        .extracting(Activity::at, Activity::eventId, Activity::leaf)
        .containsExactly(tuple(last.at(), last.event().eventId(), last.event().origin()));
  }

  @Test
  void isNotClaimedWithoutAModelNorOfAProductThatIsNotInItNorWhereNoRuleIsOnIt() {
    assertThat(story(null, rules()).then(buys(0, COFFEE)).open()).isEmpty();
    assertThat(story().then(buys(0, SOCKS)).open()).isEmpty();
    assertThat(story(model(), new FixedRules()).then(buys(0, COFFEE)).open()).isEmpty();
  }

  @Test
  void offersNothingThatIsSoldOut() {
    for (boolean soldOut : new boolean[] {false, true}) {
      FixedRules rules = rules().propose("a", new Offer("more", 1));
      Standards standards = Standards.DEFAULT.with(null, Instant.MIN, model());
      Set<String> gone = soldOut ? Set.of("coffee") : Set.of("tea");
      Story story =
          Story.of(
                  ANNA, new AllInForce(rules, standards, gone::contains, Map.of(), new RuleTally()))
              .then(buys(0, COFFEE))
              .timePassesTo(at(10));
      assertThat(story.decisions()).hasSize(soldOut ? 0 : 1);
      assertThat(story.journal())
          .filteredOn(DecisionNotMade.class::isInstance)
          .hasSize(soldOut ? 1 : 0);
    }
  }

  @Test
  void isDecidedOrNotInTheNameOfTheModelOfHowLongProductsLast() {
    Standards standards =
        Standards.DEFAULT.with(FittedModel.of(Models.BGNBD), Instant.MIN, model());
    FixedRules rules = rules().propose("a", new Offer("more", 1));
    Story story =
        Story.of(ANNA, new AllInForce(rules, standards, "tea"::equals, Map.of(), new RuleTally()))
            .then(buys(0, COFFEE, TEA))
            .timePassesTo(at(10));
    assertThat(story.decisions())
        .extracting(Decision::modelVersion)
        .containsExactly(LEARNED.version());
    assertThat(story.journal())
        .filteredOn(DecisionNotMade.class::isInstance)
        .extracting(entry -> ((DecisionNotMade) entry).modelVersion())
        .containsExactly(LEARNED.version());
  }

  @Test
  void movesWithAnOrderThatComesLate() throws Exception {
    try (Journey journey = live()) {
      journey.takes(buys(0, COFFEE)).timeReaches(at(9)).takes(buys(8, COFFEE));
      assertThat(due(journey.timeReaches(at(10)))).isEmpty();
      assertThat(due(journey.timeReaches(at(17)))).containsExactly(midnight(17));
      // Another late one makes the intervals shorter, but what was noticed was noticed.
      journey.takes(buys(4, COFFEE)).timeReaches(at(300));
      assertThat(due(journey)).containsExactly(midnight(17));
    }
  }

  @Test
  void arisesOfAllThatWasBoughtByWhateverNameAndOnceWhenTheyPart() throws Exception {
    CustomerMemory byBrowser = contribution(ANNA.browser(), buys(0, COFFEE));
    CustomerMemory byAccount = contribution(ANNA.account(), buys(8, COFFEE));
    try (Journey journey = live()) {
      journey.timeReaches(at(9)).puts(ANNA, ANNA.browser(), byBrowser);
      journey.puts(ANNA, ANNA.account(), byAccount);
      assertThat(due(journey.timeReaches(at(16)))).isEmpty();
      assertThat(due(journey.timeReaches(at(17)))).containsExactly(midnight(17));

      journey.retracts(ANNA, ANNA.browser(), BERT).puts(BERT, ANNA.browser(), byBrowser);
      assertThat(due(journey.timeReaches(at(300)))).containsExactly(midnight(17));
    }
  }

  @Test
  void doesNotAriseOfTheTimeBeforeTheModelThatClaimedTheProductFirst() throws Exception {
    ReplenishmentParameters older = claiming(new Product("tea", "groceries", 300, 30, 1));
    try (Journey journey = Journey.live().rules(OFFERING).rulesAreThere().model(older)) {
      journey.takes(buys(0, COFFEE), buys(1, TEA)).timeReaches(at(100));
      assertThat(due(journey)).isEmpty();
      journey.model(LEARNED, at(100)).takes(buys(101, COFFEE)).timeReaches(at(200));
      // The tea, which is due earlier by the newer one, and the coffee bought since.
      assertThat(due(journey)).startsWith(midnight(11)).hasSize(2);
      assertThat(due(journey)).allMatch(at -> at.equals(midnight(11)) || at.isAfter(at(101)));
    }
  }

  @Test
  void isDueByTheModelInForceAlsoAfterARestart() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = live()) {
      kept = journey.takes(buys(0, COFFEE)).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      assertThat(journey.timers()).isEqualTo(1);
      assertThat(due(journey.timeReaches(midnight(10)))).containsExactly(midnight(10));
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("more");
    }
  }

  private static ReplenishmentParameters claiming(Product... products) {
    return new ReplenishmentParameters(
        LEARNED.model(),
        LEARNED.timeUnit(),
        LEARNED.claimedAbove(),
        LEARNED.categories(),
        List.of(products),
        0,
        100,
        NOON,
        NOON);
  }

  private static Story story() {
    return story(model(), rules());
  }

  private static Story story(@Nullable ReplenishmentModel model, FixedRules rules) {
    return Story.of(
        ANNA,
        new AllInForce(
            rules,
            Standards.DEFAULT.with(null, Instant.MIN, model),
            any -> false,
            Map.of(),
            new RuleTally()));
  }

  private static FixedRules rules() {
    return FixedRules.on(ReplenishmentDue.class);
  }

  private static ReplenishmentModel model() {
    return ReplenishmentModel.of(LEARNED);
  }

  private static Journey live() throws Exception {
    return Journey.live().rules(OFFERING).rulesAreThere().model(LEARNED);
  }

  private static List<Instant> due(Journey journey) {
    return journey.moments().stream()
        .filter(moment -> moment.moment().equals("ReplenishmentDue"))
        .map(MomentArose::at)
        .toList();
  }

  private static CustomerMemory contribution(Identifier leaf, Deed deed) {
    return CustomerMemory.of(leaf).apply(deed.under(leaf).event());
  }

  private static Deed buys(int day, ProductMention... products) {
    return ANNA.orders(at(day), products);
  }

  /** Noon of a day. */
  private static Instant at(int day) {
    return NOON.plus(Duration.ofDays(day));
  }

  private static Instant midnight(int day) {
    return at(day).truncatedTo(ChronoUnit.DAYS);
  }
}
