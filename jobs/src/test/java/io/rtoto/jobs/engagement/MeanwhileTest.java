package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.facts.AgreementChanged;
import io.rtoto.rules.facts.Birthday;
import io.rtoto.rules.facts.CallbackRequested;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.CartChanged;
import io.rtoto.rules.facts.CheckoutStalled;
import io.rtoto.rules.facts.CheckoutStarted;
import io.rtoto.rules.facts.Dormant;
import io.rtoto.rules.facts.FirstOrder;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.NthOrder;
import io.rtoto.rules.facts.Proposal.LookAgain;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.QuestionUnanswered;
import io.rtoto.rules.facts.RecommendationReady;
import io.rtoto.rules.facts.ReplenishmentDue;
import io.rtoto.rules.facts.SessionEnded;
import io.rtoto.rules.facts.TierChanged;
import io.rtoto.rules.facts.Wakeup;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.events.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What falls into quiet hours is said only where it is so when they are over: each silence beside
 * the offer from which it differs in what happened meanwhile.
 */
final class MeanwhileTest {
  private static final Offer MUG = new Offer("mug", 1);
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));
  private static final Instant TWO = NOON.plus(Duration.ofHours(2));
  private static final Money SOME = new Money(15_000, "USD");

  @Test
  void aQuestionStillWaits() {
    Deed asks = ANNA.writes("talk", "Do they fit?", NOON);
    Story waiting = at(TWO, QuestionUnanswered.class, asks);
    assertThat(outcomes(waiting, QuestionUnanswered.class))
        .containsExactly("quiet_hours", "chosen");
    assertThat(last(waiting)).isEqualTo(new QuestionUnanswered("web", 120, 1, false, 0, 0, 0, ""));
    Story insisting =
        at(
            TWO,
            QuestionUnanswered.class,
            asks,
            ANNA.writes("talk", "Do they?", ONE),
            ANNA.writes("talk", "Really?", ONE.plusSeconds(10)),
            ANNA.writes("talk", "Hello?", ONE.plusSeconds(20)));
    assertThat(outcomes(insisting, QuestionUnanswered.class)).containsOnlyOnce("chosen");

    Story answered = at(TWO, QuestionUnanswered.class, asks, ANNA.isAnswered("talk", ONE));
    assertThat(outcomes(answered, QuestionUnanswered.class)).containsExactly("quiet_hours", "moot");
    Story askedAnew =
        at(
            TWO,
            QuestionUnanswered.class,
            asks,
            ANNA.isAnswered("talk", ONE),
            ANNA.writes("talk", "And the socks?", TWO.minusSeconds(60)));
    assertThat(outcomes(askedAnew, QuestionUnanswered.class))
        .as("that one does not wait for long yet")
        .containsExactly("quiet_hours", "moot");
  }

  @Test
  void whoAskedToBeCalledWasNot() {
    Deed asks = ANNA.asksToBeCalled(NOON);
    assertThat(outcomes(at(TWO, CallbackRequested.class, asks), CallbackRequested.class))
        .containsExactly("quiet_hours", "chosen");
    Story called = at(TWO, CallbackRequested.class, asks, ANNA.isCalled(ONE));
    assertThat(outcomes(called, CallbackRequested.class)).containsExactly("quiet_hours", "moot");
  }

  @Test
  void aVisitorIsNotBack() {
    Story gone = visit();
    assertThat(outcomes(gone.timePassesTo(TWO), SessionEnded.class))
        .containsExactly("quiet_hours", "chosen");
    Story back = visit().then(ANNA.doesSomething(TWO.minusSeconds(600)));
    assertThat(outcomes(back.timePassesTo(TWO), SessionEnded.class))
        .containsExactly("quiet_hours", "moot");
  }

  private static Story visit() {
    return Story.withSessions(ANNA, siesta(FixedRules.onlyOn(SessionEnded.class)))
        .then(ANNA.doesSomething(NOON))
        .timePassesTo(ONE);
  }

  @Test
  void whoIsToBeWonBackHasNotOrdered() {
    Instant lost = NOON.plus(Duration.ofDays(180));
    Instant release = lost.plus(Duration.ofHours(2));
    Deed order = ANNA.orders(NOON, SHOES);
    assertThat(outcomes(at(release, Dormant.class, order), Dormant.class))
        .containsExactly("quiet_hours", "chosen");
    Story back =
        at(release, Dormant.class, order, ANNA.orders(lost.plus(Duration.ofHours(1)), SOCKS));
    assertThat(outcomes(back, Dormant.class)).containsExactly("quiet_hours", "moot");
  }

  @Test
  void whatIsUsedUpWasNotBoughtAndCanBeHad() {
    assertThat(outcomes(replenished(siestaAtNight()), ReplenishmentDue.class))
        .containsExactly("quiet_hours", "chosen");
    Deed buys = ANNA.orders(Instant.parse("2026-03-12T06:00:00Z"), product("tea", null, 500));
    assertThat(outcomes(replenished(siestaAtNight(), buys), ReplenishmentDue.class))
        .containsExactly("quiet_hours", "moot");
    assertThat(outcomes(replenished(siestaAtNight().sellsOut("tea")), ReplenishmentDue.class))
        .allMatch("out_of_stock"::equals);
  }

  private static Story replenished(FixedRules rules, Deed... meanwhile) {
    ReplenishmentModel model =
        new ReplenishmentModel("v", Map.of("tea", new ReplenishmentModel.Item(10, 2)));
    Story story =
        Story.of(ANNA, rules.by(model)).then(ANNA.orders(NOON, product("tea", null, 500)));
    List.of(meanwhile).forEach(story::then);
    return story.timePassesTo(Instant.parse("2026-03-12T08:00:00Z"));
  }

  private static FixedRules siestaAtNight() {
    return under(
        "quietHours: {from: \"22:00\", until: \"08:00\", channels: [web]}",
        FixedRules.onlyOn(ReplenishmentDue.class));
  }

  @Test
  void aBirthdayIsNotOver() {
    Instant birthday = Instant.parse("2026-03-05T00:00:00Z");
    Instant morning = birthday.plus(Duration.ofHours(8));
    assertThat(outcomesOf(bornOnTheFifth().timePassesTo(morning)))
        .containsExactly("quiet_hours", "chosen");

    Story late = bornOnTheFifth().asOf(birthday.plus(Duration.ofHours(23)));
    late.timePassesTo(birthday);
    Instant nextMorning = morning.plus(Duration.ofDays(1));
    assertThat(outcomesOf(late.asOf(nextMorning).timePassesTo(nextMorning)))
        .as("found on the evening of the day, as after an outage")
        .containsExactly("quiet_hours", "moot");

    Story mistaken = bornOnTheFifth().timePassesTo(birthday);
    mistaken.then(ANNA.tells(new Traits(null, null, "--04-31"), birthday.plusSeconds(60)));
    assertThat(outcomesOf(mistaken.timePassesTo(morning)))
        .as("told meanwhile that it is another, of another calendar")
        .containsExactly("quiet_hours", "moot");
  }

  private static Story bornOnTheFifth() {
    return Story.of(ANNA, siestaAtNight())
        .then(ANNA.tells(new Traits(null, null, "--03-05"), NOON));
  }

  @Test
  void whoRoseIsOfThatTier() {
    Deed before = ANNA.ordersAtTheCounter(NOON.minus(Duration.ofDays(9)), new Money(9_000, "USD"));
    Deed order = ANNA.ordersAtTheCounter(NOON, SOME);
    Story risen = at(TWO, TierChanged.class, before, order);
    assertThat(outcomes(risen, TierChanged.class)).containsExactly("quiet_hours", "chosen");
    assertThat(last(risen))
        .isInstanceOfSatisfying(
            TierChanged.class, changed -> assertThat(changed.to()).isEqualTo("silver"));
    Deed back = ANNA.returns("order at " + NOON, ONE, SOME);
    assertThat(outcomes(at(TWO, TierChanged.class, before, order, back), TierChanged.class))
        .containsExactly("quiet_hours", "moot");
  }

  @Test
  void anOrderStands() {
    Deed first = ANNA.ordersAtTheCounter(NOON, SOME);
    assertThat(outcomes(at(TWO, FirstOrder.class, first), FirstOrder.class))
        .containsExactly("quiet_hours", "chosen");
    Deed cancelled = ANNA.cancels(ONE, SOME);
    assertThat(outcomes(at(TWO, FirstOrder.class, first, cancelled), FirstOrder.class))
        .containsExactly("quiet_hours", "moot");

    Deed before = ANNA.ordersAtTheCounter(NOON.minus(Duration.ofDays(9)), SOME);
    assertThat(outcomes(at(TWO, NthOrder.class, before, first), NthOrder.class))
        .containsExactly("quiet_hours", "chosen");
    assertThat(outcomes(at(TWO, NthOrder.class, before, first, cancelled), NthOrder.class))
        .containsExactly("quiet_hours", "moot");
  }

  @Test
  void whatWasPutIntoTheCartLiesThere() {
    Deed adds = ANNA.adds(SHOES, NOON);
    Deed more = ANNA.adds(SOCKS, TWO.minusSeconds(60));
    Story lying = at(TWO, CartChanged.class, adds, more);
    assertThat(lying.heard())
        .filteredOn(heard -> heard.occasion().heldBefore() > 0)
        .extracting(heard -> heard.occasion().moment())
        .as("with the cart of now")
        .contains(new CartChanged("added", "shoes", 2, 2, 8_500, "EUR"));
    Story empty = at(TWO, CartChanged.class, adds, ANNA.removes(SHOES, ONE));
    assertThat(released(empty, CartChanged.class)).contains("moot").doesNotContain("outranked");
  }

  @Test
  void aCheckoutHasSomethingToBeCheckedOut() {
    Deed adds = ANNA.adds(SHOES, NOON);
    Deed begins = ANNA.checksOut(NOON.plusSeconds(1), null);
    Deed empties = ANNA.removes(SHOES, ONE);
    for (Class<? extends Moment> checkout : List.of(CheckoutStarted.class, CheckoutStalled.class)) {
      assertThat(released(at(TWO, checkout, adds, begins), checkout)).doesNotContain("moot");
      assertThat(released(at(TWO, checkout, adds, begins, empties), checkout))
          .containsExactly("moot");
    }
  }

  @Test
  void whoLeftACartIsNotBackAtIt() {
    Deed adds = ANNA.adds(SHOES, NOON);
    Deed begins = ANNA.checksOut(NOON.plusSeconds(1), null);
    Deed goesOn = ANNA.adds(SOCKS, TWO.minusSeconds(300));
    for (Class<? extends Moment> left : List.of(CartAbandoned.class, CheckoutStalled.class)) {
      assertThat(released(at(TWO, left, adds, begins), left)).doesNotContain("moot").isNotEmpty();
      assertThat(released(at(TWO, left, adds, begins, goesOn), left)).containsOnly("moot");
    }
    assertThat(at(TWO, CartAbandoned.class, adds).heard())
        .filteredOn(heard -> heard.occasion().heldBefore() > 0)
        .extracting(heard -> heard.occasion().moment())
        .as("for how long they have done nothing by now")
        .contains(new CartAbandoned(1, 1, 8_000, "EUR", 120, "unknown"));
  }

  @Test
  void whoWasToBeLookedAtAgainIsTakenAsTheyAreByThen() {
    FixedRules rules =
        siesta(FixedRules.onlyOn(CallbackRequested.class)).propose("b", new LookAgain("care", 30));
    Story story = Story.of(ANNA, rules).then(ANNA.asksToBeCalled(NOON.plusSeconds(60)));
    story.timePassesTo(NOON.plus(Duration.ofMinutes(40)));
    assertThat(story.moments()).contains(new Wakeup("care", 30, false, false, 0, 0, 0, ""));
    story.then(ANNA.adds(SHOES, ONE.plus(Duration.ofMinutes(50)))).timePassesTo(TWO);
    assertThat(story.heard())
        .filteredOn(heard -> heard.occasion().heldBefore() > 0)
        .extracting(heard -> heard.occasion().moment())
        .contains(new Wakeup("care", 30, true, false, 1, 1, 8_000, "EUR"));
  }

  @Test
  void whatIsHeldStandsAsItWasTold() {
    Money worth = new Money(500, "EUR");
    Deed began = ANNA.holds("p", "policy", AgreementStatus.ACTIVE, worth, null, null, null, NOON);
    Deed again = ANNA.holds("p", "policy", AgreementStatus.ACTIVE, worth, null, null, null, ONE);
    assertThat(released(at(TWO, AgreementChanged.class, began, again), AgreementChanged.class))
        .as("told again without a change")
        .containsExactly("chosen");
    Deed ended = ANNA.holds("p", "policy", AgreementStatus.ENDED, worth, null, null, null, ONE);
    assertThat(released(at(TWO, AgreementChanged.class, began, ended), AgreementChanged.class))
        .contains("moot");
  }

  /** Strips are shown at once; an offer at such a moment is as any. */
  @Test
  void whatWasLookedAtIsNotBoughtAndCanBeHad() {
    Deed looks = ANNA.views(SHOES, NOON, "socks");
    FixedRules rules = siesta(FixedRules.onlyOn(RecommendationReady.class));
    Story story = Story.of(ANNA, rules).then(looks).timePassesTo(TWO);
    Story bought = Story.of(ANNA, siesta(FixedRules.onlyOn(RecommendationReady.class)));
    bought.then(looks).then(ANNA.orders(ONE, SHOES)).timePassesTo(TWO);
    assertThat(released(story, RecommendationReady.class)).containsExactly("chosen");
    assertThat(released(bought, RecommendationReady.class)).containsExactly("moot");
  }

  private static Story at(Instant end, Class<? extends Moment> on, Deed... deeds) {
    Story story = Story.of(ANNA, siesta(FixedRules.onlyOn(on)));
    List.of(deeds).forEach(story::then);
    return story.timePassesTo(end);
  }

  private static FixedRules siesta(FixedRules rules) {
    return under(Rules.SIESTA, rules);
  }

  private static FixedRules under(String settings, FixedRules rules) {
    return rules
        .under(LibrarySettings.in(Map.of(ContactSettings.FILE, settings)).contact())
        .propose("a", MUG);
  }

  private static Moment last(Story story) {
    return story.moments().get(story.moments().size() - 1);
  }

  private static List<String> outcomesOf(Story story) {
    return outcomes(story, Birthday.class);
  }

  private static List<String> outcomes(Story story, Class<? extends Moment> of) {
    return story.heard().stream()
        .filter(heard -> of.isInstance(heard.occasion().moment()))
        .flatMap(heard -> heard.rulings().stream())
        .map(Ruling::outcome)
        .toList();
  }

  /** The same of what was held. */
  private static List<String> released(Story story, Class<? extends Moment> of) {
    return story.heard().stream()
        .filter(heard -> of.isInstance(heard.occasion().moment()))
        .filter(heard -> heard.occasion().heldBefore() > 0)
        .flatMap(heard -> heard.rulings().stream())
        .map(Ruling::outcome)
        .toList();
  }
}
