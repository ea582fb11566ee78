package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.rules.facts.FirstOrder;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.Proposal.LookAgain;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * What falls into quiet hours is decided again when they are over: here at two in the afternoon.
 */
final class HeldOfferTest {
  private static final Offer MUG = new Offer("mug", 1);
  private static final Instant ABANDONED = NOON.plus(Duration.ofMinutes(30));
  private static final Instant ONE = NOON.plus(Duration.ofHours(1));
  private static final Instant TWO = NOON.plus(Duration.ofHours(2));
  private static final Identifier ACCOUNT = ANNA.account();
  private static final CustomerMemory CART =
      CustomerMemory.of(ACCOUNT).apply(ANNA.adds(SOCKS, NOON).under(ACCOUNT).event());

  private final FixedRules rules = new FixedRules().under(siesta()).propose("a", MUG);
  private final Story story = Story.of(ANNA, rules).then(ANNA.adds(SHOES, NOON));

  @Test
  void isDecidedWhenQuietHoursAreOver() {
    assertThat(story.timePassesTo(TWO.minusMillis(1)).decisions()).isEmpty();
    assertThat(story.open())
        .extracting(Absence::name, Absence::deadline)
        .containsExactly(tuple("CartAbandoned", TWO));
    DecisionNotMade held =
        (DecisionNotMade)
            story.journal().stream()
                .filter(DecisionNotMade.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(story.timePassesTo(TWO).decisions())
        .extracting(Decision::decisionId, Decision::decidedAt, Decision::name)
        .containsExactly(tuple(held.decisionId(), TWO, "mug"));
    assertThat(story.open()).isEmpty();
    assertThat(story.memory().offersMade().held())
        .extracting(Held::settled, Held::facts)
        .containsExactly(tuple(true, ""));
    assertThat(story.timePassesTo(TWO.plus(Duration.ofDays(2))).decisions()).hasSize(1);
  }

  @Test
  void isNotSaidToWhoHasOrderedMeanwhile() {
    story.timePassesTo(ABANDONED).then(ANNA.orders(ONE, SHOES)).timePassesTo(TWO);
    assertThat(story.decisions()).isEmpty();
    assertThat(outcomes()).containsExactly("quiet_hours", "moot");
  }

  @Test
  void isNotSaidOfACartThatIsSoldOutMeanwhile() {
    story.timePassesTo(ABANDONED);
    rules.sellsOut("shoes");
    story.timePassesTo(TWO);
    assertThat(story.decisions()).isEmpty();
    assertThat(outcomes()).containsExactly("quiet_hours", "out_of_stock");
  }

  @Test
  void isNotSaidAfterARestartOfACartThatWasSoldOutBefore() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = live()) {
      journey.sellsOut("shoes", true).sellsOut("socks", true).sellsOut("socks", false);
      kept = journey.takes(ANNA.adds(SHOES, NOON), BERT.adds(SOCKS, NOON)).keep();
      assertThat(journey.soldOut()).isEqualTo(1);
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      assertThat(journey.soldOut()).isEqualTo(1);
      assertThat(journey.timeReaches(TWO).decisions())
          .extracting(Decision::customerId)
          .containsExactly(BERT.id());
    }
  }

  @Test
  void isNotSaidToWhoHasEmptiedTheCartMeanwhile() {
    story.timePassesTo(ABANDONED).then(ANNA.removes(SHOES, ONE)).timePassesTo(TWO);
    assertThat(story.decisions()).isEmpty();
    assertThat(outcomes()).containsExactly("quiet_hours", "moot");
  }

  @Test
  void isOfWhatLiesInTheCartWhenQuietHoursAreOver() {
    Instant toldLate = NOON.minusSeconds(60);
    story.timePassesTo(ABANDONED).then(ANNA.adds(SOCKS, 2, toldLate)).timePassesTo(TWO);
    assertThat(story.decisions())
        .extracting(made -> made.facts().get("items"))
        .containsExactly("3");
  }

  @Test
  void isMootWhereTheCartWasLeftAgainAndThatIsHeldAsWell() {
    story.timePassesTo(ABANDONED).then(ANNA.adds(SOCKS, ONE)).timePassesTo(TWO);
    assertThat(outcomes()).containsExactly("quiet_hours", "quiet_hours", "moot", "chosen");
  }

  @Test
  void isWrittenDownAsDisplacedByThreeNewerOnes() {
    for (int i = 0; i < 4; i++) {
      story.then(ANNA.views(SHOES, NOON.plusSeconds(60 + i)));
    }
    DecisionNotMade first = notMade().get(0);
    assertThat(notMade())
        .filteredOn(one -> one.reason() != null)
        .extracting(
            DecisionNotMade::decisionId, DecisionNotMade::reason, DecisionNotMade::heldBefore)
        .containsExactly(tuple(first.decisionId(), "displaced", 1));
  }

  @Test
  void isWrittenDownAsDisplacedWhereThoseWhoComeTogetherHoldMoreThanThree() throws Exception {
    CustomerMemory first = CustomerMemory.of(ACCOUNT);
    CustomerMemory second = CustomerMemory.of(ANNA.browser());
    for (int i = 0; i < 3; i++) {
      first = first.with(Remark.offered(ACCOUNT, heldAt(NOON.plusSeconds(i), ACCOUNT)));
      Instant later = NOON.plusSeconds(10 + i);
      second = second.with(Remark.offered(ANNA.browser(), heldAt(later, ANNA.browser())));
    }
    try (Journey journey = live()) {
      journey.puts(ANNA, ACCOUNT, first).puts(ANNA, ANNA.browser(), second);
      assertThat(displaced(journey)).hasSize(3).allMatch(one -> one.matches("e.*T12:00:0[0-2]Z"));
      journey.puts(ANNA, ACCOUNT, first).puts(ANNA, ANNA.browser(), second);
      assertThat(displaced(journey)).as("told once").hasSize(3);
    }
  }

  private static List<String> displaced(Journey journey) {
    return journey.journal().stream()
        .filter(DecisionNotMade.class::isInstance)
        .map(DecisionNotMade.class::cast)
        .filter(one -> DecisionNotMade.DISPLACED.equals(one.reason()))
        .map(DecisionNotMade::causeEventId)
        .toList();
  }

  private static OffersMade heldAt(Instant at, Identifier leaf) {
    return OffersMade.NONE.with(
        new Held(
            at.toEpochMilli(),
            at,
            TWO,
            new Activity(at, "e" + at, leaf),
            "",
            "CartAbandoned",
            "{}",
            1,
            false));
  }

  @Test
  void isWrittenDownAsDisplacedWhereItsMomentIsTooLong() {
    ProductMention endless = product("coffee".repeat(120), null, 1);
    Story late = Story.of(BERT, rules).then(BERT.views(endless, NOON));
    assertThat(late.memory().offersMade().held()).isEmpty();
    assertThat(entries(late, DecisionNotMade.class))
        .extracting(DecisionNotMade::reason)
        .containsExactly(null, "displaced");
  }

  @Test
  void isNotSaidToWhoHasWithdrawnConsentMeanwhile() {
    Consent no = new Consent(Purpose.MARKETING, null, false);
    story.timePassesTo(ABANDONED).then(ANNA.allows(no, TWO.minusSeconds(1))).timePassesTo(TWO);
    assertThat(story.decisions()).isEmpty();
    assertThat(outcomes()).containsExactly("quiet_hours", "no_consent");
  }

  @Test
  void goesByTheWayThatIsBestWhenItGoesOut() {
    String settings =
        """
        quietHours: {from: "12:00", until: "14:00", channels: [web, email]}
        offers: {mug: {channel: [web, email]}}
        """;
    FixedRules thanks = FixedRules.onlyOn(FirstOrder.class).propose("a", MUG);
    thanks.under(LibrarySettings.in(Map.of(ContactSettings.FILE, settings)).contact());
    Consent mail = new Consent(Purpose.MARKETING, Channel.EMAIL, true);
    Story ordering =
        Story.of(ANNA, thanks)
            .then(ANNA.allows(mail, NOON.minus(Duration.ofHours(1))))
            .then(ANNA.ordersAtTheCounter(NOON, new Money(15_000, "USD")))
            .then(ANNA.doesSomething(TWO.minusSeconds(1)))
            .timePassesTo(TWO);
    assertThat(ordering.heard().stream().flatMap(heard -> heard.rulings().stream()))
        .extracting(Ruling::outcome, Ruling::channel)
        .containsExactly(tuple("quiet_hours", Channel.EMAIL), tuple("chosen", Channel.WEB));
  }

  @Test
  void isNotSaidWhereAGuardNowSaysNo() {
    story.timePassesTo(ABANDONED);
    rules.forget().withdraw("a", MUG, "common.quiet");
    story.timePassesTo(TWO);
    assertThat(story.decisions()).isEmpty();
    assertThat(outcomes()).containsExactly("quiet_hours", "withdrawn_by:common.quiet");
  }

  @Test
  void isWhatWouldGoOutInQuietHoursThoughItWasDueBefore() {
    Instant six = NOON.plus(Duration.ofHours(6));
    Instant tomorrow = TWO.plus(Duration.ofDays(1));
    Story late = Story.of(ANNA, rules).then(ANNA.adds(SHOES, six));
    late.asOf(tomorrow.minusSeconds(60)).timePassesTo(six.plus(Duration.ofMinutes(30)));
    assertThat(late.decisions()).isEmpty();
    assertThat(late.open()).extracting(Absence::deadline).containsExactly(tomorrow);
    late.asOf(tomorrow.plusSeconds(60)).timePassesTo(tomorrow);
    assertThat(late.decisions()).extracting(Decision::decidedAt).containsExactly(tomorrow);
  }

  @Test
  void isDecidedByWhatIsKnownAtTheirEndHoweverLateTheyAreHeardOf() {
    story.asOf(TWO.plus(Duration.ofHours(3))).timePassesTo(ABANDONED);
    assertThat(story.decisions()).isEmpty();
    story.then(ANNA.orders(ONE, SHOES)).timePassesTo(TWO);
    assertThat(outcomes()).containsExactly("quiet_hours", "moot");
  }

  @Test
  void isToldApartFromWhatWasDecidedFirst() {
    story.timePassesTo(ABANDONED).then(ANNA.orders(ONE, SHOES)).timePassesTo(TWO);
    assertThat(arose())
        .extracting(MomentArose::moment, MomentArose::heldBefore)
        .startsWith(tuple("CartAbandoned", 0))
        .endsWith(tuple("CartAbandoned", 1));
    assertThat(arose()).extracting(MomentArose::momentId).startsWith(lastOf(arose()).momentId());
    assertThat(notMade())
        .extracting(DecisionNotMade::decisionId, DecisionNotMade::heldBefore)
        .containsExactly(
            tuple(notMade().get(0).decisionId(), 0), tuple(notMade().get(0).decisionId(), 1));
  }

  @Test
  void isWrittenDownAsUnreadableWhereAnotherVersionHeldItWhoseMomentNobodyKnows() {
    for (String[] unreadable :
        new String[][] {{"MoonRisen", "{}"}, {"CartAbandoned", "{"}, {"CartAbandoned", "[]"}}) {
      Story late = Story.of(ANNA, rules).then(ANNA.adds(SHOES, NOON)).timePassesTo(ABANDONED);
      DecisionNotMade before = lastOf(entries(late, DecisionNotMade.class));
      late.remembers(heldAs(late.memory(), unreadable[0], unreadable[1])).timePassesTo(TWO);
      assertThat(late.decisions()).isEmpty();
      assertThat(lastOf(entries(late, DecisionNotMade.class)))
          .satisfies(
              lost -> {
                assertThat(lost.reason()).isEqualTo("unreadable");
                assertThat(lost.moment()).isEqualTo(unreadable[0]);
                assertThat(lost.decisionId().equals(before.decisionId()))
                    .isEqualTo(lost.moment().equals(before.moment()));
                assertThat(lost)
                    .extracting(
                        DecisionNotMade::slot, DecisionNotMade::at, DecisionNotMade::heldBefore)
                    .containsExactly("offer", TWO, 1);
              });
      assertThat(late.open()).isEmpty();
      assertThat(entries(late.timePassesTo(TWO.plus(Duration.ofDays(9))), DecisionNotMade.class))
          .hasSize(2);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // as what an older version wrote is read
  void isGivenUpWhereAnOlderStateDoesNotTellWhatCausedIt() {
    story.timePassesTo(ABANDONED);
    Held held = story.memory().offersMade().held().get(0);
    Held older =
        new Held(held.decision(), NOON, TWO, null, "", held.moment(), held.facts(), 0, false);
    assertThat(
            new OffersMade(List.of(), List.of(), List.of(older, held), List.of(), List.of()).held())
        .containsExactly(held);
  }

  @Test
  void isNotSaidToWhoHasOrderedMeanwhileWhereAnOlderVersionCalledItOtherwise() {
    story.timePassesTo(ABANDONED);
    isHeldAs(story.memory().offersMade().held().get(0).decision() + 1, "");
    story.then(ANNA.orders(ONE, SHOES)).timePassesTo(TWO);
    assertThat(outcomes()).containsExactly("quiet_hours", "moot");
  }

  @Test
  void isDecidedOnceWhereAnOlderVersionHeldWhatIsTooLongByNow() {
    story.timePassesTo(ABANDONED);
    isHeldAs(7, "w".repeat(700));
    assertThat(story.timePassesTo(TWO).timePassesTo(TWO.plusSeconds(1)).decisions()).hasSize(1);
  }

  private void isHeldAs(long decision, String which) {
    Held held = story.memory().offersMade().held().get(0);
    Held older =
        new Held(
            decision,
            held.at(),
            held.until(),
            held.cause(),
            which,
            held.moment(),
            held.facts(),
            held.times(),
            false);
    OffersMade made =
        new OffersMade(List.of(), List.of(), List.of(older), List.of(), List.of())
            .merge(OffersMade.NONE.with(held.settle()));
    story.remembers(story.memory().with(Remark.offered(held.cause().leaf(), made)));
  }

  /** The same memory, with what is held in other words. */
  private static CustomerMemory heldAs(CustomerMemory memory, String moment, String facts) {
    Held held = memory.offersMade().held().get(0);
    Held other =
        new Held(
            held.decision(),
            held.at().plusSeconds(1),
            held.until(),
            held.cause(),
            held.which(),
            moment,
            facts,
            held.times(),
            false);
    return memory.with(Remark.offered(held.cause().leaf(), OffersMade.NONE.with(other)));
  }

  @Test
  void isForgottenWithTheEventThatCausedItHoweverLateItWasHeld() {
    story.timePassesTo(ABANDONED);
    OffersMade made = story.memory().offersMade();
    assertThat(made.after(NOON.minusMillis(1).toEpochMilli()).held()).hasSize(1);
    assertThat(made.after(NOON.toEpochMilli()).held()).isEmpty();
  }

  @Test
  void isNotSaidWhenItIsOverByNow() {
    story.asOf(TWO.plus(Duration.ofDays(1)).plusMillis(1)).timePassesTo(TWO);
    assertThat(story.decisions()).isEmpty();
    assertThat(outcomes()).containsExactly("quiet_hours", "over");
  }

  @Test
  void isNothingWhereSomethingElseMayBeSaidAtOnce() {
    rules.propose("b", new Offer("parcel", 0));
    story.timePassesTo(ABANDONED);
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("parcel");
    assertThat(story.timePassesTo(TWO).decisions()).hasSize(1);
  }

  @Test
  void isRememberedThroughARestart() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = live()) {
      kept = journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(ABANDONED).keep();
      assertThat(journey.decisions()).isEmpty();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      assertThat(journey.timeReaches(TWO).decisions())
          .extracting(Decision::name, Decision::decidedAt)
          .containsExactly(tuple("mug", TWO));
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void staysWithThoseWhoComeTogether() throws Exception {
    try (Journey journey = live()) {
      journey.puts(ANNA, ACCOUNT, CART).timeReaches(ABANDONED);
      journey.puts(ANNA, ANNA.browser(), CustomerMemory.of(ANNA.browser())).timeReaches(TWO);
      assertThat(journey.decisions())
          .extracting(Decision::customerId, Decision::name)
          .containsExactly(tuple(ANNA.id(), "mug"));
    }
  }

  @Test
  void goesWithTheIdentifierOfItsCause() throws Exception {
    try (Journey journey = live()) {
      journey.puts(ANNA, ACCOUNT, CART).timeReaches(ABANDONED);
      journey.retracts(ANNA, ACCOUNT, BERT).puts(BERT, ACCOUNT, CART);
      journey.isTold(new ContributionRemarked(BERT.id(), journey.remarks().get(0)));
      assertThat(journey.timers()).isEqualTo(1);
      assertThat(journey.timeReaches(TWO).decisions())
          .extracting(Decision::customerId, Decision::name)
          .containsExactly(tuple(BERT.id(), "mug"));
    }
  }

  @Test
  void isAllThatIsDecidedAgainOfItsMoment() {
    rules.propose("look", new LookAgain("later", 180));
    story.timePassesTo(TWO);
    assertThat(story.moments()).extracting(Moment::name).containsOnly("CartAbandoned").hasSize(2);
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("later", "mug");
    assertThat(story.memory().appointments().all())
        .extracting(Appointment::due)
        .containsExactly(ABANDONED.plus(Duration.ofHours(3)));
  }

  @Test
  void isNotToldToHaveBeenDecidedWhereItsIdentifierGoes() throws Exception {
    try (Journey journey = live()) {
      journey.puts(ANNA, ACCOUNT, CART).timeReaches(ABANDONED).timeReaches(TWO);
      assertThat(journey.decisions()).hasSize(1);
      journey.retracts(ANNA, ACCOUNT, BERT);
      assertThat(journey.remarks().get(0).offersMade().contacts()).hasSize(1);
      assertThat(journey.remarks().get(0).offersMade().held()).isEmpty();
    }
  }

  @Test
  void isAnotherThanTheAbsenceThatItsMomentCameOf() {
    Absence idle = story.open().get(0);
    Absence held = story.timePassesTo(ABANDONED).open().get(0);
    assertThat(held.name()).isEqualTo(idle.name());
    assertThat(held.cause().eventId()).isEqualTo(idle.cause().eventId());
    assertThat(idle.isSame(held)).isFalse();
    assertThat(held.isSame(idle)).isFalse();
  }

  private List<MomentArose> arose() {
    return entries(MomentArose.class);
  }

  private List<DecisionNotMade> notMade() {
    return entries(DecisionNotMade.class);
  }

  private <T> List<T> entries(Class<T> type) {
    return entries(story, type);
  }

  private static <T> List<T> entries(Story told, Class<T> type) {
    return told.journal().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <T> T lastOf(List<T> all) {
    return all.get(all.size() - 1);
  }

  private List<String> outcomes() {
    return story.heard().stream()
        .flatMap(heard -> heard.rulings().stream())
        .map(Ruling::outcome)
        .toList();
  }

  private static Journey live() throws Exception {
    return Journey.live().rules(Rules.MUGS_AFTER_TWO).rulesAreThere();
  }

  /** In which a parcel may be spoken of. */
  private static ContactSettings siesta() {
    String settings = Rules.SIESTA + "offers: {parcel: {purpose: service}}\n";
    return LibrarySettings.in(Map.of(ContactSettings.FILE, settings)).contact();
  }
}
