package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.facts.AttritionRisen;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.Proposal.Alert;
import io.rtoto.rules.facts.Proposal.Note;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Proposal.Task;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is held out of what a rule says, and what becomes of it. */
final class HoldOutTest {
  private static final int CUSTOMERS = 40_000;

  /** Whoever is not held out of this is the one of a hundred: Anna is not. */
  private static final String FROM_A = "holdOut: {rules: {a: 99}}";

  private static final Proposal MUG = new Offer("mug", 2);
  private static final Proposal PEN = new Offer("pen", 1);

  @Test
  void drawsTheShareOfCustomersAndIndependentlyFromRuleToRule() {
    FixedRules rules = under("holdOut: {fromEach: 5}");
    double share = CUSTOMERS * .05;
    assertThat(heldOut(rules, "a")).hasSize(CUSTOMERS);
    assertThat(count(heldOut(rules, "a"))).isCloseTo((long) share, within(180L));
    assertThat(count(heldOut(rules, "b"))).isCloseTo((long) share, within(180L));
    List<Boolean> a = heldOut(rules, "a");
    List<Boolean> b = heldOut(rules, "b");
    long both = IntStream.range(0, CUSTOMERS).filter(i -> a.get(i) && b.get(i)).count();
    assertThat(both).isCloseTo((long) (share * .05), within(40L));
  }

  @Test
  void isTheSameForALargerShareAndAnotherForAnotherSalt() {
    List<Boolean> few = heldOut(under("holdOut: {fromEach: 5}"), "a");
    List<Boolean> many = heldOut(under("holdOut: {fromEach: 20}"), "a");
    List<Boolean> others = heldOut(under("holdOut: {salt: anew, fromEach: 5}"), "a");
    assertThat(IntStream.range(0, CUSTOMERS).filter(i -> few.get(i) && !many.get(i))).isEmpty();
    assertThat(IntStream.range(0, CUSTOMERS).filter(i -> few.get(i) && others.get(i)).count())
        .isCloseTo((long) (CUSTOMERS * .05 * .05), within(40L));
  }

  @Test
  void recordsWhatItDoesNotSay() {
    Decision said = only(looks(1, under("usualValueMinor: 100").propose("a", MUG)));
    Decision heldOut = only(looks(1, under(FROM_A).propose("a", MUG)));
    assertThat(heldOut)
        .extracting(
            Decision::decisionId, Decision::slot, Decision::name, Decision::rule, Decision::facts)
        .containsExactly(said.decisionId(), "offer", "mug", "a", said.facts());
    assertThat(heldOut)
        .extracting(
            Decision::kind,
            Decision::validUntil,
            Decision::purpose,
            Decision::channel,
            Decision::text)
        .containsExactly(DecisionKind.RECORD, null, null, null, null);
    assertThat(heldOut.arm()).isEqualTo(Arm.HELD_OUT);
    assertThat(heldOut.propensity()).isEqualTo(.99);
    assertThat(said.kind()).isEqualTo(DecisionKind.OFFER);
    assertThat(said.arm()).isEqualTo(Arm.TREATED);
    assertThat(said.propensity()).isEqualTo(1);
  }

  @Test
  void letsNothingElseTakeThePlace() {
    FixedRules rules = under(FROM_A).propose("a", MUG).propose("b", PEN);
    assertThat(only(looks(1, rules)).considered())
        .extracting(Considered::name, Considered::outcome)
        .containsExactly(tuple("mug", "held_out"), tuple("pen", "outranked"));
  }

  @Test
  void holdsNobodyOutOfWhatDoesNotWin() {
    FixedRules rules =
        under(FROM_A).propose("a", new Offer("mug", 1)).propose("b", new Offer("pen", 2));
    assertThat(only(looks(1, rules)))
        .extracting(Decision::kind, Decision::name, Decision::arm)
        .containsExactly(DecisionKind.OFFER, "pen", Arm.TREATED);
  }

  @Test
  void usesNothingOfTheBudget() {
    String budget = "budget: {contacts: 1, days: 7, reservedForService: 0}\n";
    assertThat(mugThenPen(budget)).containsExactly("offer mug");
    assertThat(mugThenPen(budget + FROM_A)).containsExactly("record mug", "offer pen");
  }

  @Test
  void usesNothingOfTheCapOfWhatAnotherRuleOffers() {
    String cap = "offers: {mug: {most: 1, inDays: 7}}\n";
    assertThat(mugOfOneThenOfAnother(cap)).containsExactly("offer mug");
    assertThat(mugOfOneThenOfAnother(cap + FROM_A)).containsExactly("record mug", "offer mug");
  }

  @Test
  void isHeldOutNoMoreOftenThanItWouldBeSaid() {
    for (String limit :
        List.of(
            "offers: {mug: {most: 2, inDays: 7}}\n",
            "budget: {contacts: 2, days: 7, reservedForService: 0}\n")) {
      FixedRules said = under(limit).propose("a", MUG);
      FixedRules heldOut = under(limit + FROM_A).propose("a", MUG);
      assertThat(looks(4, said).decisions()).as(limit).hasSize(2);
      assertThat(looks(4, heldOut).decisions()).as(limit).hasSize(2);
      assertThat(stopped(looks(4, heldOut))).isEqualTo(stopped(looks(4, said)));
    }
  }

  @Test
  void isNotHeldOutAgainAtOnceSoThatTheNextHasItsTurnAsIfItHadBeenSaid() {
    FixedRules rules = under(FROM_A).propose("a", MUG).propose("b", PEN);
    Story story = Story.of(ANNA, rules).then(ANNA.views(SHOES, NOON));
    story.then(ANNA.views(SOCKS, NOON.plusSeconds(1)));
    assertThat(told(story)).containsExactly("record mug", "offer pen");
  }

  @Test
  void neverHoldsOutServiceUnlessTheRuleIsNamed() {
    String service = "offers: {mug: {purpose: service}}\n";
    assertThat(told(looks(1, under(service + "holdOut: {fromEach: 99}").propose("a", MUG))))
        .containsExactly("offer mug");
    assertThat(told(looks(1, under("holdOut: {fromEach: 99}").propose("a", MUG))))
        .containsExactly("record mug");
    assertThat(told(looks(1, under(service + FROM_A).propose("a", MUG))))
        .containsExactly("record mug");
  }

  @Test
  void holdsOutOfAlertsAndTasksOnlyOfARuleThatIsNamedAndNeverOfWhatIsRemembered() {
    FixedRules all = under("holdOut: {fromAll: 99, fromEach: 99}");
    FixedRules named = under(FROM_A);
    for (FixedRules rules : List.of(all, named)) {
      rules
          .propose("a", new Alert("leaving", 1))
          .propose("a", new Note("noted"))
          .propose("a", new Task("call", 1, "script"));
    }
    assertThat(told(looks(1, all))).containsExactly("alert leaving", "record noted", "task call");
    assertThat(told(looks(1, named)))
        .containsExactly("record leaving", "record noted", "record call");
    assertThat(looks(1, named).decisions())
        .extracting(Decision::slot, Decision::script, Decision::arm)
        .containsExactly(
            tuple("alert", null, Arm.HELD_OUT),
            tuple("record:noted", null, null),
            tuple("task", null, Arm.HELD_OUT));
  }

  @Test
  void tellsALossThatNobodyWasAlertedToOnlyToWhomIsNotHeldOutOfTheAlert() {
    Alert alert = new Alert("leaving", 1);
    String nobody = "usualValueMinor: 100";
    assertThat(told(leaves(nobody, "a", alert))).containsExactly("alert leaving");
    assertThat(told(leaves(FROM_A, "a", alert))).containsExactly("record leaving");
    assertThat(told(leaves(nobody, "b", alert))).containsExactly("alert leaving");
    assertThat(told(leaves(FROM_A, "b", alert))).containsExactly("record leaving", "alert leaving");
  }

  /** A good customer whose rhythm breaks, of which a tells, and who loses their tier afterwards. */
  private static Story leaves(String settings, String tells, Alert alert) {
    FixedRules rules = FixedRules.onlyOn(AttritionRisen.class).under(contact(settings));
    Story story = Story.of(ANNA, rules.propose("a", alert));
    for (int week = 0; week < 4; week++) {
      Instant at = NOON.plus(Duration.ofDays(7L * week));
      story.then(ANNA.ordersAtTheCounter(at, new Money(40_000, "USD")));
    }
    story.timePassesTo(NOON.plus(Duration.ofDays(60)));
    rules.forget().propose(tells, alert);
    story.timePassesTo(NOON.plus(Duration.ofDays(300)));
    assertThat(story.heard()).hasSize(2);
    return story;
  }

  @Test
  void hasAShareOfAnOwnersOwn() {
    String settings = "holdOut: {fromEach: 99, owners: {owner of a: 0}}";
    assertThat(told(looks(1, under(settings).propose("a", MUG)))).containsExactly("offer mug");
    assertThat(told(looks(1, under(settings).propose("b", MUG)))).containsExactly("record mug");
  }

  @Test
  void holdsSomeCustomersOutOfAllMarketing() {
    FixedRules rules = under("holdOut: {fromAll: 10, fromEach: 20}");
    Map<Arm, Double> propensities =
        Map.of(Arm.HELD_OUT_OF_ALL, .1, Arm.HELD_OUT, .9 * .2, Arm.TREATED, .9 * .8);
    for (Map.Entry<Arm, Double> each : propensities.entrySet()) {
      List<HoldOut.Place> places =
          customers()
              .map(one -> place(rules, one, "a"))
              .filter(one -> one.arm() == each.getKey())
              .toList();
      assertThat(places.size() / (double) CUSTOMERS).isCloseTo(each.getValue(), within(.01));
      assertThat(places)
          .allSatisfy(
              one -> assertThat(one.propensity()).isCloseTo(each.getValue(), within(1e-12)));
    }
    assertThat(customers())
        .filteredOn(one -> place(rules, one, "a").arm() == Arm.HELD_OUT_OF_ALL)
        .allSatisfy(one -> assertThat(place(rules, one, "b").arm()).isEqualTo(Arm.HELD_OUT_OF_ALL));
  }

  @Test
  void goesByTheNameThatTheCustomerWasFirstKnownByWhoeverJoinsLater() {
    CustomerMemory visitor = of(ANNA.browser(), NOON);
    CustomerMemory account = of(ANNA.account(), NOON.plusSeconds(1));
    CustomerMemory together = account.merge(visitor);
    assertThat(together.identifiers().get(0)).isEqualTo(ANNA.account());
    assertThat(together.firstKnownAs()).isEqualTo(ANNA.browser());
    assertThat(visitor.merge(account).firstKnownAs()).isEqualTo(ANNA.browser());
    assertThat(account.firstKnownAs()).as("when they part").isEqualTo(ANNA.account());

    FixedRules rules = under("holdOut: {fromEach: 50}");
    for (String rule : List.of("a", "b", "c", "d")) {
      Slot slot = offer(rules);
      assertThat(HoldOut.of(rules, together).of(rule, slot))
          .isEqualTo(HoldOut.of(rules, visitor).of(rule, slot));
    }
  }

  @Test
  void isNoDrawInACase() {
    ContactSettings contact = under(FROM_A).settings().withoutHoldOut().contact();
    assertThat(told(looks(1, new FixedRules().under(contact).propose("a", MUG))))
        .containsExactly("offer mug");
  }

  @Test
  void isRememberedWithTheIdentifierThatItWasUpon() {
    Story story = looks(1, under(FROM_A).propose("a", MUG));
    assertThat(story.memory().offersMade().contacts()).isEmpty();
    assertThat(story.memory().offersMade().heldOut()).extracting(Contact::at).containsExactly(NOON);
    assertThat(story.memory().offersMade().areNone()).isFalse();
    assertThat(story.memory().offersMade().after(NOON.toEpochMilli()).areNone()).isTrue();
  }

  @Test
  void travelsWithTheIdentifierThatLeavesAndIsNoContactThere() throws Exception {
    Deed cart = ANNA.adds(SHOES, NOON);
    for (RuleBundle bundle : List.of(Rules.MUGS, Rules.MUGS_HELD_OUT)) {
      boolean said = bundle.equals(Rules.MUGS);
      try (Journey journey = Journey.live().rules(bundle).rulesAreThere()) {
        journey.takes(cart).timeReaches(NOON.plus(Story.CART_IDLE_AFTER));
        assertThat(journey.decisions())
            .extracting(Decision::arm)
            .containsExactly(said ? Arm.TREATED : Arm.HELD_OUT);
        journey.retracts(ANNA, cart.event().origin(), BERT);
        OffersMade travels = journey.remarks().get(0).offersMade();
        assertThat(travels.contacts()).hasSize(said ? 1 : 0);
        assertThat(travels.heldOut()).hasSize(said ? 0 : 1);
      }
    }
  }

  private static List<String> mugThenPen(String settings) {
    FixedRules rules = under(settings).propose("a", MUG);
    Story story = looks(1, rules);
    rules.forget().propose("b", PEN);
    return told(story.then(ANNA.views(SOCKS, NOON.plusSeconds(1))));
  }

  private static List<String> mugOfOneThenOfAnother(String settings) {
    FixedRules rules = under(settings).propose("a", MUG);
    Story story = looks(1, rules);
    rules.forget().propose("b", MUG);
    Instant later = NOON.plus(Story.OFFER_AGAIN_AFTER);
    return told(story.then(ANNA.views(SOCKS, later)));
  }

  private static Story looks(int times, FixedRules rules) {
    Story story = Story.of(ANNA, rules);
    for (int i = 0; i < times; i++) {
      Duration later = Story.OFFER_AGAIN_AFTER.multipliedBy(i);
      story.then(ANNA.views(SHOES, NOON.plus(later)));
    }
    return story;
  }

  private static Decision only(Story story) {
    assertThat(story.decisions()).hasSize(1);
    return story.decisions().get(0);
  }

  private static List<String> told(Story story) {
    return story.decisions().stream().map(one -> one.kind().wireName() + " " + one.name()).toList();
  }

  private static List<String> stopped(Story story) {
    return story.journal().stream()
        .filter(DecisionNotMade.class::isInstance)
        .map(DecisionNotMade.class::cast)
        .flatMap(none -> none.considered().stream())
        .map(Considered::outcome)
        .toList();
  }

  private static CustomerMemory of(Identifier leaf, Instant at) {
    IdentifiedEvent event = ANNA.doesSomething(at).event();
    return CustomerMemory.of(leaf)
        .apply(
            new IdentifiedEvent(
                event.eventId(), event.customerId(), leaf, List.of(leaf), event.event()));
  }

  private static List<Boolean> heldOut(FixedRules rules, String rule) {
    return customers().map(one -> !place(rules, one, rule).isSaid()).toList();
  }

  private static long count(List<Boolean> heldOut) {
    return heldOut.stream().filter(one -> one).count();
  }

  private static HoldOut.Place place(FixedRules rules, Identifier customer, String rule) {
    return Objects.requireNonNull(new HoldOut(rules, customer).of(rule, offer(rules)));
  }

  private static Slot offer(FixedRules rules) {
    return Slot.of(MUG, rules.settings(), new Reach(CustomerMemory.EMPTY.consents(), true));
  }

  private static Stream<Identifier> customers() {
    return IntStream.range(0, CUSTOMERS)
        .mapToObj(i -> new Identifier(IdentifierType.USER_ID, Occasion.hash("customer " + i)));
  }

  private static FixedRules under(String settings) {
    return new FixedRules().under(contact(settings));
  }

  private static ContactSettings contact(String settings) {
    return LibrarySettings.in(Map.of(ContactSettings.FILE, settings)).contact();
  }
}
