package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.rules.facts.CallbackRequested;
import io.rtoto.rules.facts.CartChanged;
import io.rtoto.rules.facts.CheckoutStarted;
import io.rtoto.rules.facts.CustomerWrote;
import io.rtoto.rules.facts.FirstOrder;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.NthOrder;
import io.rtoto.rules.facts.OrderPlaced;
import io.rtoto.rules.facts.OrderReturned;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What happens is a moment, at once, where some rule is on it. */
final class HappeningsTest {
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Money TEN = new Money(1_000, "EUR");

  @Test
  void aCartChangesWhenSomethingIsPutInAndTakenOut() {
    Story story = heardBy(CartChanged.class);
    story.then(ANNA.adds(SHOES, 2, NOON)).then(ANNA.removes(SHOES, 1, LATER));
    assertThat(story.moments())
        .containsExactly(
            new CartChanged("added", "shoes", 1, 2, 16_000, "EUR"),
            new CartChanged("removed", "shoes", 1, 1, 8_000, "EUR"));
  }

  @Test
  void aCartDoesNotChangeWhenWhatDoesNotLieThereIsTakenOut() {
    Story story = heardBy(CartChanged.class);
    assertThat(story.then(ANNA.removes(SHOES, NOON)).moments()).isEmpty();
  }

  @Test
  void nobodyThinksOfAMomentThatNoRuleIsOn() {
    Story story = heardBy(OrderReturned.class);
    story.then(ANNA.adds(SHOES, NOON)).then(ANNA.orders(LATER, SHOES));
    assertThat(story.moments()).isEmpty();
    assertThat(story.journal()).noneMatch(MomentArose.class::isInstance);
  }

  @Test
  void aCheckoutStartsWithWhatItIsToldToComeTo() {
    Story story = heardBy(CheckoutStarted.class);
    story.then(ANNA.adds(SHOES, 2, NOON)).then(ANNA.checksOut(LATER, TEN));
    assertThat(story.moments()).containsExactly(new CheckoutStarted(1, 2, 1_000, "EUR"));
  }

  @Test
  void aCheckoutThatTellsNoWorthStartsWithTheCarts() {
    Story story = heardBy(CheckoutStarted.class);
    story.then(ANNA.adds(SHOES, 2, NOON)).then(ANNA.checksOut(LATER, null));
    assertThat(story.moments()).containsExactly(new CheckoutStarted(1, 2, 16_000, "EUR"));
  }

  @Test
  void aCustomerWritesAndAQuestionMarkMakesItAQuestion() {
    Story story = heardBy(CustomerWrote.class);
    story
        .then(ANNA.writes("talk", "Do they fit?", NOON))
        .then(ANNA.writes("talk", "有黑色的嗎？", LATER))
        .then(ANNA.writes("talk", "Thanks.", LATER.plusSeconds(1)));
    assertThat(story.moments())
        .containsExactly(
            new CustomerWrote("web", true, 0, 0, 0, ""),
            new CustomerWrote("web", true, 0, 0, 0, ""),
            new CustomerWrote("web", false, 0, 0, 0, ""));
  }

  @Test
  void anAnswerIsNoMomentOfTheCustomers() {
    Story story = heardBy(CustomerWrote.class);
    assertThat(story.then(ANNA.isAnswered(NOON)).moments()).isEmpty();
  }

  @Test
  void aCallIsAskedForWithWhatLiesInTheCart() {
    Story story = heardBy(CallbackRequested.class);
    story.then(ANNA.adds(BOOTS, NOON)).then(ANNA.asksToBeCalled(LATER));
    assertThat(story.moments()).containsExactly(new CallbackRequested("web", 1, 1, 12_000, "EUR"));
  }

  @Test
  void theFirstOrderIsTheFirstAndTheOthersAreNumbered() {
    Story story = heardBy(OrderPlaced.class, FirstOrder.class, NthOrder.class);
    story.then(ANNA.orders(NOON, SHOES, SOCKS)).then(ANNA.orders(LATER, SHOES));
    assertThat(story.moments())
        .containsExactly(
            new OrderPlaced(1, 2, 2, 8_500, "EUR"),
            new FirstOrder(2, 2, 8_500, "EUR"),
            new OrderPlaced(2, 1, 1, 8_000, "EUR"),
            new NthOrder(2, 1, 1, 8_000, "EUR"));
  }

  @Test
  void anOrderThatWasCalledOffWasTheFirstAllTheSame() {
    Story story = heardBy(FirstOrder.class);
    story.then(ANNA.orders(NOON, SHOES)).then(ANNA.cancels(LATER, TEN));
    assertThat(story.then(ANNA.orders(LATER.plusSeconds(1), SHOES)).moments()).hasSize(1);
  }

  @Test
  void aReturnIsAMomentAndACancellationIsNot() {
    Story story = heardBy(OrderReturned.class);
    story.then(ANNA.orders(NOON, SHOES)).then(ANNA.cancels(LATER, TEN));
    assertThat(story.moments()).isEmpty();
    assertThat(story.then(ANNA.returns(LATER, TEN)).moments())
        .containsExactly(new OrderReturned(true, 0, 1_000, "EUR", false));
  }

  @Test
  void whatIsProposedAtSuchAMomentIsDecidedAndRemembered() {
    FixedRules rules = FixedRules.on(CartChanged.class).propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules).then(ANNA.adds(SHOES, NOON));
    assertThat(story.decisions())
        .extracting(Decision::moment, Decision::decidedAt, Decision::causeEventId)
        .containsExactly(tuple("CartChanged", NOON, ANNA.adds(SHOES, NOON).event().eventId()));
    assertThat(story.then(ANNA.adds(SOCKS, NOON.plus(Duration.ofHours(1)))).decisions()).hasSize(1);
  }

  @Test
  void theFunctionAsksTheRulesAtSuchAMoment() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_FIRST_ORDERS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON), ANNA.orders(LATER, SHOES));
      assertThat(journey.decisions())
          .extracting(Decision::moment, Decision::name)
          .containsExactly(tuple("FirstOrder", "mug"));
      assertThat(journey.moments()).extracting(MomentArose::moment).containsExactly("FirstOrder");
    }
  }

  @SafeVarargs
  private static Story heardBy(Class<? extends Moment>... moments) {
    return Story.of(ANNA, FixedRules.on(moments));
  }
}
