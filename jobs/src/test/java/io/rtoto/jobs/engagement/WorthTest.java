package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.jobs.attrition.TierScheme.Tier;
import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.Dormant;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.TierChanged;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a customer is worth, and whether they stay: when it changes, and who says so. */
final class WorthTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant MIDNIGHT = NOON.truncatedTo(ChronoUnit.DAYS);
  private static final FittedModel BGNBD = FittedModel.of(Models.BGNBD);
  private static final FittedModel MBGNBD = FittedModel.of(Models.MBGNBD);

  /** Silver begins with shoes, gold with shoes and boots. */
  private static final TierScheme TIERS =
      new TierScheme(
          90,
          "EUR",
          List.of(new Tier("bronze", 0), new Tier("silver", 8_000), new Tier("gold", 20_000)));

  /** Two purchases two weeks apart, judged at the end of the second's day. */
  private static final BuyingPattern TWICE = new BuyingPattern(1, 2, 2);

  private static final BuyingPattern ONCE = new BuyingPattern(0, 0, 0);

  @Test
  void attritionRisesAtTheClosedFormCrossingAndOnce() {
    Story story = story(BGNBD, AttritionRisen.class).then(buys(0)).then(buys(14));
    Instant crossing = crossing(BGNBD, TWICE, .5);

    assertThat(story.timePassesTo(crossing.minusMillis(1)).moments()).isEmpty();
    List<Moment> moments = story.timePassesTo(crossing).moments();

    long silent = Duration.between(at(14), crossing).toDays();
    assertThat(moments).hasSize(1);
    assertThat(moments.get(0))
        .isInstanceOfSatisfying(
            AttritionRisen.class,
            risen -> {
              assertThat(risen)
                  .extracting(
                      AttritionRisen::cause,
                      AttritionRisen::orders,
                      AttritionRisen::usualGapDays,
                      AttritionRisen::silentDays,
                      AttritionRisen::threshold)
                  .containsExactly("model", 2L, 14L, silent, 50L);
              assertThat(risen.alivePercent()).isBetween(45L, 49L);
            });
    assertThat(story.heard().get(0).occasion().at()).isEqualTo(crossing);
    assertThat(segment(story)).isEqualTo("about-to-be-lost");
    assertThat(story.then(ANNA.doesSomething(crossing.plus(DAY))).timePassesTo(at(700)).moments())
        .filteredOn(AttritionRisen.class::isInstance)
        .filteredOn(moment -> ((AttritionRisen) moment).cause().equals("model"))
        .hasSize(1);
  }

  @Test
  void attritionDoesNotRiseOfWhoBuysInTimeBeforeTheNextCrossing() {
    Instant crossing = crossing(BGNBD, TWICE, .5);
    Story story =
        story(BGNBD, AttritionRisen.class)
            .then(buys(0))
            .then(buys(14))
            .then(ANNA.orders(crossing.minus(DAY), SOCKS));

    assertThat(story.timePassesTo(crossing).moments()).isEmpty();
    assertThat(story.open())
        .extracting(Absence::name, Absence::which)
        .contains(tuple("AttritionRisen", "model"));
  }

  @Test
  void attritionDoesNotRiseWithoutAModelNorWhereNoRuleIsOnIt() {
    assertThat(story(null, AttritionRisen.class).then(buys(0)).then(buys(14)).timePassesTo(at(700)))
        .extracting(Story::moments)
        .isEqualTo(List.of());
    assertThat(story(BGNBD).then(buys(0)).then(buys(14)).open()).isEmpty();
  }

  @Test
  void attritionOfSomeoneWhoBoughtOnceRisesByTheModelThatLetsThemLeave() {
    assertThat(story(BGNBD, AttritionRisen.class).then(buys(0)).open()).isEmpty();
    assertThat(story(MBGNBD, AttritionRisen.class).then(buys(0)).open()).hasSize(1);
  }

  @Test
  void aNewerModelJudgesWhatTheOlderOneWaitedFor() throws Exception {
    Instant byOlder = crossing(MBGNBD, TWICE, .5);
    Instant byNewer = crossing(BGNBD, TWICE, .5);
    assertThat(byOlder).isBefore(byNewer);
    try (Journey journey = live().model(Models.MBGNBD)) {
      journey.takes(buys(0), buys(14)).model(Models.BGNBD);
      assertThat(risen(journey.timeReaches(byOlder))).isEmpty();
      assertThat(journey.timers()).isEqualTo(1);
      assertThat(risen(journey.timeReaches(byNewer)))
          .extracting(MomentArose::at)
          .containsExactly(byNewer);
    }
  }

  @Test
  void whatANewerModelHasDueEarlierIsNoticedWhenTheCustomerIsNextVisited() throws Exception {
    Instant byNewer = crossing(MBGNBD, TWICE, .5);
    try (Journey journey = live().model(Models.BGNBD)) {
      journey.takes(buys(0), buys(14)).model(Models.MBGNBD);
      assertThat(risen(journey.timeReaches(byNewer))).isEmpty();
      journey.timeReaches(crossing(BGNBD, TWICE, .5));
      assertThat(risen(journey)).extracting(MomentArose::at).containsExactly(byNewer);
    }
  }

  @Test
  void attritionRisesAtTheCrossingOfALateOrderToo() throws Exception {
    BuyingPattern thrice = new BuyingPattern(2, 2, 2);
    try (Journey journey = live().model(Models.BGNBD)) {
      journey.takes(buys(0), buys(14)).timeReaches(at(20)).takes(buys(7));
      assertThat(journey.timers()).isEqualTo(1);
      Instant crossing = crossing(BGNBD, thrice, .5);
      journey.timeReaches(crossing.minusMillis(1));
      assertThat(risen(journey)).isEmpty();
      journey.timeReaches(crossing);
      assertThat(risen(journey)).hasSize(1);
    }
  }

  @Test
  void attritionRisesOfAllThatACustomerBoughtByWhateverName() throws Exception {
    Identifier account = ANNA.account();
    CustomerMemory byBrowser = contribution(ANNA.browser(), buys(0));
    CustomerMemory byAccount = contribution(account, buys(14));
    try (Journey journey = live().model(Models.BGNBD)) {
      journey.timeReaches(at(15)).puts(ANNA, ANNA.browser(), byBrowser);
      assertThat(risen(journey.timeReaches(at(16)))).isEmpty();
      journey.puts(ANNA, account, byAccount);
      Instant crossing = crossing(BGNBD, TWICE, .5);
      journey.timeReaches(crossing.minusMillis(1));
      assertThat(risen(journey)).isEmpty();
      journey.timeReaches(crossing);
      assertThat(risen(journey)).extracting(MomentArose::at).containsExactly(crossing);
    }
  }

  @Test
  void aCustomerIsDormantWhenTheModelGivesThemUp() {
    Story story = story(BGNBD, Dormant.class).then(buys(0)).then(buys(14));
    Instant crossing = crossing(BGNBD, TWICE, .2);

    assertThat(story.timePassesTo(crossing.minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(crossing).moments())
        .hasSize(1)
        .first()
        .isInstanceOfSatisfying(
            Dormant.class,
            dormant -> {
              assertThat(dormant.cause()).isEqualTo("model");
              assertThat(dormant.alivePercent()).isBetween(15L, 19L);
            });
    assertThat(segment(story)).isEqualTo("low-value-lost");
    assertThat(story.timePassesTo(at(2_000)).moments()).hasSize(1);
  }

  @Test
  void aCustomerIsDormantAfterSoManyDaysWhereNoModelTells() {
    for (FittedModel model : new FittedModel[] {null, BGNBD}) {
      Story story = story(model, Dormant.class).then(buys(0, SHOES, BOOTS, BOOTS));
      assertThat(story.timePassesTo(at(180).minusMillis(1)).moments()).isEmpty();
      assertThat(story.timePassesTo(at(180)).moments())
          .containsExactly(new Dormant("silence", 1, 180, 100));
      assertThat(segment(story)).isEqualTo("high-value-lost");
    }
  }

  @Test
  void aCustomerWhoHasBoughtOnceIsDormantBySilenceThoughTheModelWouldTakeYears() {
    Story story = story(MBGNBD, Dormant.class).then(buys(0)).then(buys(0));
    assertThat(crossing(MBGNBD, ONCE, .2)).isAfter(at(1_500));
    assertThat(story.timePassesTo(at(180).minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(at(180)).moments())
        .containsExactly(new Dormant("silence", 2, 180, 43));
    assertThat(segment(story)).isEqualTo("low-value-lost");
    assertThat(story.timePassesTo(at(3_000)).moments()).hasSize(1);
  }

  @Test
  void aCustomerWhoHasBoughtOnceIsDormantByTheModelWhereItTellsSooner() {
    PurchaseHistory once = PurchaseHistory.of(PurchaseHistory.dayOf(NOON), null);
    Activity order = new Activity(NOON, "order", ANNA.browser());
    Instant crossing = crossing(MBGNBD, ONCE, .2);
    assertThat(standards(MBGNBD, 3_000).loss(once, order))
        .isEqualTo(new Standards.Loss(crossing, true));
  }

  @Test
  void aCustomerWhoCameBackIsDormantByTheModelHoweverLate() {
    PurchaseHistory twice =
        PurchaseHistory.of(PurchaseHistory.dayOf(at(0)), null)
            .merge(PurchaseHistory.of(PurchaseHistory.dayOf(at(14)), null));
    Activity order = new Activity(at(14), "order", ANNA.browser());
    assertThat(standards(MBGNBD, 1).loss(twice, order))
        .isEqualTo(new Standards.Loss(crossing(MBGNBD, TWICE, .2), true));
  }

  @Test
  void attritionDoesNotRiseOfWhoIsLostBySilenceBefore() {
    CustomerMemory once = contribution(ANNA.browser(), buys(0));
    Duration late = Duration.between(NOON, crossing(MBGNBD, ONCE, .5));
    assertThat(Fading.in(once, standards(MBGNBD, (int) late.toDays() + 1))).isPresent();
    assertThat(Fading.in(once, standards(MBGNBD, (int) late.toDays()))).isEmpty();
    CustomerMemory twice = once.apply(buys(14).event());
    assertThat(Fading.in(twice, standards(MBGNBD, 1))).isPresent();
  }

  @Test
  void aCustomerIsNotDormantWhoBuysInTime() {
    Story story = story(null, Dormant.class).then(buys(0)).then(buys(179));
    assertThat(story.timePassesTo(at(300)).moments()).isEmpty();
    assertThat(segment(story.timePassesTo(at(358)))).isNull();
  }

  @Test
  void aCustomerRisesWithTheOrderThatPutsThemIntoAHigherTier() {
    Story story = story(null, TierChanged.class).then(buys(0)).then(buys(1));
    assertThat(story.moments()).isEmpty();
    assertThat(story.then(buys(2, SHOES)).moments())
        .containsExactly(
            new TierChanged(
                "bronze", "silver", true, List.of("purchase-days", "spend-per-day"), 9_000, "EUR"));
  }

  @Test
  void whoBuysForTheFirstTimeHasRisenFromNothing() {
    assertThat(story(null, TierChanged.class).then(buys(0, SHOES)).moments()).isEmpty();
  }

  @Test
  void aCustomerFallsTierByTierAsWhatTheyBoughtGetsTooOld() {
    Story story = story(null, TierChanged.class).then(buys(0, BOOTS)).then(buys(10, BOOTS));
    story.heard().clear();

    assertThat(story.timePassesTo(midnight(90).minusMillis(1)).moments()).isEmpty();
    story.timePassesTo(midnight(90));
    story.timePassesTo(midnight(100));

    assertThat(story.heard())
        .extracting(heard -> heard.occasion().moment(), heard -> heard.occasion().at())
        .containsExactly(
            tuple(
                new TierChanged("gold", "silver", false, List.of("purchase-days"), 12_000, "EUR"),
                midnight(90)),
            tuple(
                new TierChanged("silver", "bronze", false, List.of("purchase-days"), 0, "EUR"),
                midnight(100)));
    assertThat(story.heard())
        .extracting(heard -> heard.occasion().momentId())
        .doesNotHaveDuplicates();
    assertThat(story.timePassesTo(at(1_000)).heard()).hasSize(2);
  }

  @Test
  void nobodyHearsOfFallsThatHadTheirTimeBeforeNamesCameTogether() throws Exception {
    ProductMention yacht = product("yacht", "boats", 100_000);
    CustomerMemory gold = contribution(ANNA.browser(), buys(0, yacht));
    CustomerMemory silver = contribution(ANNA.account(), buys(10, BOOTS, BOOTS));
    try (Journey journey = live()) {
      journey.timeReaches(at(20));
      journey.puts(ANNA, ANNA.browser(), gold).puts(ANNA, ANNA.account(), silver);
      journey.timeReaches(at(150));
      assertThat(journey.moments()).extracting(MomentArose::moment).contains("TierChanged");
    }
    try (Journey journey = live()) {
      journey.timeReaches(at(150));
      journey.puts(ANNA, ANNA.browser(), gold).puts(ANNA, ANNA.account(), silver);
      journey.timeReaches(at(151));
      assertThat(journey.moments()).isEmpty();
      assertThat(journey.customers()).last().extracting(CustomerSnapshot::tier).isEqualTo("bronze");
    }
  }

  @Test
  void aCustomerWhoBuysAsMuchAgainDoesNotFall() {
    Story story = story(null, TierChanged.class).then(buys(0, BOOTS)).then(buys(80, BOOTS, SHOES));
    story.heard().clear();
    assertThat(story.timePassesTo(midnight(90)).moments()).isEmpty();
    assertThat(story.open()).extracting(Absence::deadline).containsExactly(midnight(170));
  }

  @Test
  void attritionRisesByTheTierWhereThisPeriodIsOfALowerOneThanTheLast() {
    Story story = story(null, AttritionRisen.class).then(buys(0, SHOES)).then(buys(5));
    assertThat(story.timePassesTo(midnight(90).minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(midnight(95)).moments())
        .containsExactly(new AttritionRisen("tier", 2, 5, 84, 8_000, 100, 0));
    assertThat(story.timePassesTo(at(700)).moments()).hasSize(1);
  }

  @Test
  void attritionDoesNotRiseByTheTierOfWhoNeverHadAHigherOne() {
    Story story = story(null, AttritionRisen.class).then(buys(0)).then(buys(5));
    assertThat(story.timePassesTo(at(700)).moments()).isEmpty();
  }

  @SafeVarargs
  private static Story story(@Nullable FittedModel model, Class<? extends Moment>... on) {
    Standards standards = standards(model, 180);
    return Story.of(
        ANNA,
        new AllInForce(FixedRules.on(on), standards, any -> false, Map.of(), new RuleTally()));
  }

  private static Standards standards(@Nullable FittedModel model, int dormantAfterDays) {
    return new Standards(
        TIERS,
        Standards.DEFAULT.winBack(),
        dormantAfterDays,
        Standards.DEFAULT.scores(),
        Standards.DEFAULT.agreements(),
        model,
        Instant.MIN,
        null,
        Standards.DEFAULT.zone());
  }

  /** By the rules of the project, in euros. */
  private static Journey live() throws Exception {
    Path library = Path.of(System.getProperty("rtoto.root", ".."), "rules", "library");
    Map<String, String> files = new HashMap<>(RuleLibrary.rulesIn(library).files());
    files.computeIfPresent("tiers.yaml", (path, text) -> text.replace("USD", "EUR"));
    RuleBundle bundle = RuleCompiler.compile(new RuleLibrary(files), "tests", null, Instant.EPOCH);
    return Journey.live().rules(bundle).rulesAreThere();
  }

  private static List<MomentArose> risen(Journey journey) {
    return journey.moments().stream()
        .filter(moment -> moment.moment().equals("AttritionRisen"))
        .toList();
  }

  /** The segment that the rules were told of last; null when they were told nothing. */
  private static @Nullable String segment(Story story) {
    List<Heard> heard = story.heard();
    return heard.isEmpty()
        ? null
        : ((Customer) heard.get(heard.size() - 1).occasion().facts().get(0)).winBack();
  }

  private static CustomerMemory contribution(Identifier leaf, Deed deed) {
    return CustomerMemory.of(leaf).apply(deed.under(leaf).event());
  }

  private static Deed buys(int day, ProductMention... products) {
    return products.length == 0 ? ANNA.orders(at(day), SOCKS) : ANNA.orders(at(day), products);
  }

  /** Noon of a day, counted from the first. */
  private static Instant at(int day) {
    return NOON.plus(DAY.multipliedBy(day));
  }

  private static Instant midnight(int day) {
    return MIDNIGHT.plus(DAY.multipliedBy(day));
  }

  /** When the first day is over at whose end P(alive) is below. */
  private static Instant crossing(FittedModel model, BuyingPattern pattern, double threshold) {
    double weeks = model.model().crossing(pattern, threshold).orElseThrow();
    return MIDNIGHT.plus(DAY.multipliedBy(1 + (long) Math.ceil(7 * weeks)));
  }
}
