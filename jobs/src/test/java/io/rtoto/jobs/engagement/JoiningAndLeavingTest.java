package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.CustomerChange;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Live: identifiers become a customer's, with all that they contribute, and another's. */
final class JoiningAndLeavingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant DEADLINE = NOON.plus(Duration.ofMinutes(30));
  private static final Instant BACK = NOON.plus(Duration.ofHours(5));
  private static final Identifier BROWSER = ANNA.browser();
  private static final Identifier ACCOUNT = ANNA.account();
  private static final CustomerMemory CART = contribution(BROWSER, ANNA.adds(SHOES, NOON));
  private static final Instant LATER = NOON.plus(MINUTE.multipliedBy(10));
  private static final Instant LATER_DEADLINE = LATER.plus(Duration.ofMinutes(30));
  private static final CustomerMemory LATER_CART = contribution(ACCOUNT, ANNA.adds(SOCKS, LATER));

  @Test
  void noticesTheCartThatAnIdentifierBringsAlongOnTime() throws Exception {
    try (Journey journey = live()) {
      journey.timeReaches(NOON.plus(MINUTE)).puts(ANNA, BROWSER, CART);
      assertThat(journey.timers()).isEqualTo(1);
      journey.timeReaches(DEADLINE);
      assertThat(journey.decisions())
          .extracting(Decision::name, Decision::decidedAt)
          .containsExactly(tuple("mug", DEADLINE));
    }
  }

  @Test
  void noticesNoCartThatHadItsTimeBeforeItsIdentifierCame() throws Exception {
    try (Journey journey = live()) {
      journey.timeReaches(DEADLINE.plusSeconds(2)).puts(ANNA, BROWSER, CART);
      assertThat(journey.timers()).isZero();
      assertThat(journey.customers()).last().extracting(one -> one.cart().size()).isEqualTo(1);
      journey.timeReaches(BACK);
      assertThat(journey.moments()).isEmpty();
    }
  }

  @Test
  void noticesTheCartThatNobodyMayHaveNoticedBecauseItWasDueAsItsIdentifierMoved()
      throws Exception {
    try (Journey journey = live()) {
      journey.timeReaches(DEADLINE).puts(ANNA, BROWSER, CART);
      assertThat(journey.timeReaches(BACK).moments()).hasSize(1);
    }
  }

  @Test
  void noticesNoCartThatHadItsTimeBeforeARestartThoughNoTimeIsToldSince() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = live()) {
      kept = journey.timeReaches(BACK).takes(BERT.views(SHOES, BACK)).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      journey.puts(ANNA, BROWSER, CART);
      assertThat(journey.timeReaches(BACK.plus(MINUTE)).moments())
          .extracting(MomentArose::customerId)
          .doesNotContain(ANNA.id());
    }
  }

  @Test
  void noticesNothingThatIsOverdueOnlyOfThoseWhoCameTogetherSince() throws Exception {
    CustomerMemory wandering =
        contribution(ACCOUNT, ANNA.doesSomething(NOON.plus(MINUTE.multipliedBy(10))));
    try (Journey journey = live()) {
      journey
          .timeReaches(NOON.plus(MINUTE))
          .puts(ANNA, BROWSER, CART)
          .puts(ANNA, ACCOUNT, wandering);
      assertThat(journey.timeReaches(BACK).moments()).hasSize(1);
    }
    try (Journey journey = live()) {
      journey.timeReaches(BACK).puts(ANNA, BROWSER, CART).puts(ANNA, ACCOUNT, wandering);
      assertThat(journey.timers()).isZero();
      assertThat(journey.timeReaches(BACK.plus(MINUTE)).moments()).isEmpty();
    }
  }

  @Test
  void stillWaitsForMoreThatIsLateWhenAnIdentifierComesThatChangesNothingAboutIt()
      throws Exception {
    try (Journey journey = live()) {
      journey.timeReaches(BACK).takes(ANNA.adds(SHOES, NOON));
      journey.puts(ANNA, ACCOUNT, CustomerMemory.of(ACCOUNT));
      assertThat(journey.moments()).isEmpty();
      assertThat(journey.timeReaches(BACK.plus(MINUTE)).moments()).hasSize(1);
    }
  }

  @Test
  void letsNeitherSideHearAgainOfTheCartThatWasNoticedTogether() throws Exception {
    try (Journey journey = live()) {
      journey.puts(ANNA, BROWSER, CART).puts(ANNA, ACCOUNT, LATER_CART);
      journey.timeReaches(LATER_DEADLINE.plusSeconds(2));
      assertThat(journey.moments()).hasSize(1);

      parts(journey, ACCOUNT, LATER_CART).timeReaches(BACK);
      assertThat(journey.moments()).hasSize(1);
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void letsEachSideNoticeItsOwnCartAtItsOwnTime() throws Exception {
    try (Journey journey = live()) {
      journey.puts(ANNA, BROWSER, CART).puts(ANNA, ACCOUNT, LATER_CART);
      parts(journey.timeReaches(NOON.plus(MINUTE.multipliedBy(20))), ACCOUNT, LATER_CART);
      assertThat(journey.timers()).isEqualTo(2);

      assertThat(journey.timeReaches(BACK).moments())
          .extracting(MomentArose::customerId, MomentArose::at)
          .containsExactly(tuple(ANNA.id(), DEADLINE), tuple(BERT.id(), LATER_DEADLINE));
    }
  }

  @Test
  void givesEachSideBackWhatWasOfferedUponItsOwnEvents() throws Exception {
    Instant later = LATER_DEADLINE.plus(MINUTE);
    try (Journey journey = live()) {
      offersUponTheCartOfTheAccount(journey);
      assertThat(journey.remarks()).isEmpty();

      parts(journey, ACCOUNT, LATER_CART);
      Remark offered = journey.remarks().get(0);
      assertThat(offered.leaf()).isEqualTo(ACCOUNT);
      journey.isTold(new ContributionRemarked(BERT.id(), offered));
      journey.takes(ANNA.adds(SOCKS, later)).isTold(cartOfBerts(later)).timeReaches(BACK);
      assertThat(journey.moments()).hasSize(3);
      assertThat(journey.decisions())
          .extracting(Decision::customerId)
          .containsExactly(ANNA.id(), ANNA.id());
    }
    try (Journey journey = live()) {
      offersUponTheCartOfTheAccount(journey);
      parts(journey, BROWSER, contribution(BROWSER));
      journey.takes(ANNA.adds(SOCKS, later).under(ACCOUNT)).timeReaches(BACK);
      assertThat(journey.moments()).hasSize(2);
      assertThat(journey.decisions()).hasSize(1);
    }
  }

  private static void offersUponTheCartOfTheAccount(Journey journey) throws Exception {
    journey.puts(ANNA, BROWSER, contribution(BROWSER)).puts(ANNA, ACCOUNT, LATER_CART);
    journey.timeReaches(LATER_DEADLINE.plusSeconds(2));
    assertThat(journey.decisions()).hasSize(1);
  }

  private static Journey parts(Journey journey, Identifier leaf, CustomerMemory contribution)
      throws Exception {
    return journey.retracts(ANNA, leaf, BERT).puts(BERT, leaf, contribution);
  }

  private static EventCounted cartOfBerts(Instant at) {
    return new EventCounted(BERT.adds(SOCKS, at).under(ACCOUNT).event(), List.of());
  }

  @Test
  void hearsFromAnIdentifierWhatWasOfferedElsewhereButOfTheVeryOccasion() throws Exception {
    try (Journey elsewhere = live()) {
      offersUponTheCartOfTheAccount(elsewhere);
      parts(elsewhere, ACCOUNT, LATER_CART);
      Remark offered = elsewhere.remarks().get(0);
      try (Journey journey = live()) {
        journey.puts(ANNA, ACCOUNT, CustomerMemory.of(ACCOUNT)).takes(ANNA.adds(SHOES, NOON));
        journey.isTold(new ContributionRemarked(ANNA.id(), offered));
        assertThat(journey.timeReaches(BACK).moments()).hasSize(1);
        assertThat(journey.decisions()).isEmpty();
      }
      try (Journey journey = live()) {
        journey.puts(ANNA, ACCOUNT, LATER_CART);
        journey.isTold(new ContributionRemarked(ANNA.id(), offered));
        assertThat(journey.timeReaches(BACK).decisions()).isEqualTo(elsewhere.decisions());
      }
    }
  }

  @Test
  void saysNothingOfOffersWhereNothingWasOffered() throws Exception {
    try (Journey journey = live()) {
      offersUponTheCartOfTheAccount(journey);
      parts(journey, BROWSER, contribution(BROWSER));
      assertThat(journey.remarks()).isEmpty();
    }
  }

  @Test
  void givesWhatTheOthersContributeWhenAnIdentifierLeaves() throws Exception {
    try (Journey journey = live()) {
      CustomerMemory other = contribution(ACCOUNT, ANNA.orders(NOON.plus(MINUTE), SOCKS));
      journey.puts(ANNA, BROWSER, CART).puts(ANNA, ACCOUNT, other);
      CustomerSnapshot both = lastOf(journey);
      journey.takes(ANNA.adds(SOCKS, NOON.plus(MINUTE.multipliedBy(2))));
      assertThat(lastOf(journey).cart()).hasSize(2);

      journey.retracts(ANNA, BROWSER, BERT);
      CustomerSnapshot rest = lastOf(journey);
      assertThat(both.identifiers()).containsExactly(ACCOUNT, BROWSER);
      assertThat(rest.identifiers()).containsExactly(ACCOUNT);
      assertThat(rest.events()).isEqualTo(1);
      assertThat(rest.orders()).isEqualTo(1);
      assertThat(rest.cart()).isEmpty();
      assertThat(journey.timers()).isZero();
      assertThat(journey.remembered()).isEqualTo(1);
      assertThat(journey.contributions()).isZero();
    }
  }

  @Test
  void givesWhatTheOthersContributeAlsoAfterARestart() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = live()) {
      CustomerMemory other = contribution(ACCOUNT, ANNA.orders(NOON.plus(MINUTE), SOCKS));
      kept = journey.puts(ANNA, BROWSER, CART).puts(ANNA, ACCOUNT, other).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      assertThat(journey.contributions()).isEqualTo(1);
      journey.retracts(ANNA, ACCOUNT, BERT);
      assertThat(lastOf(journey).identifiers()).containsExactly(BROWSER);
      assertThat(lastOf(journey).orders()).isZero();
      assertThat(journey.timeReaches(DEADLINE).decisions())
          .extracting(Decision::name)
          .containsExactly("mug");
    }
  }

  @Test
  void appliesWhatWaitsOfAnIdentifierBeforeItLeaves() throws Exception {
    try (Journey journey = atLooks()) {
      CustomerMemory other = contribution(ACCOUNT, ANNA.adds(SOCKS, NOON));
      journey.puts(ANNA, BROWSER, CART).puts(ANNA, ACCOUNT, other);
      journey.takes(ANNA.views(SOCKS, BACK), byAccount(BACK));
      assertThat(journey.deferred()).isEqualTo(1);
      assertThat(applied(journey)).isEmpty();

      journey.retracts(ANNA, BROWSER, BERT);
      assertThat(applied(journey)).containsExactly(ANNA.views(SOCKS, BACK).event().eventId());
      assertThat(journey.moments()).extracting(MomentArose::moment).contains("ProductViewed");

      journey.timeReaches(BACK);
      assertThat(applied(journey)).hasSize(2).endsWith(byAccount(BACK).event().eventId());
      assertThat(lastOf(journey).events()).isEqualTo(2);
      assertThat(journey.deferred()).isZero();
    }
  }

  @Test
  void countsAnEventThatWaitsOnceThoughItsIdentifierTellsAllAgain() throws Exception {
    try (Journey journey = live()) {
      Deed back = ANNA.doesSomething(BACK);
      journey.puts(ANNA, BROWSER, CART).takes(back);
      assertThat(journey.deferred()).isEqualTo(1);

      journey.puts(ANNA, BROWSER, CART.apply(back.event())).timeReaches(BACK);
      assertThat(lastOf(journey).events()).isEqualTo(2);
      assertThat(applied(journey)).hasSize(1);
      assertThat(journey.deferred()).isZero();
    }
  }

  @Test
  void appliesWhatWaitedThoughAnIdentifierThatCameMadeTheDeadlineVanish() throws Exception {
    try (Journey journey = live()) {
      CustomerMemory ordering = contribution(ACCOUNT, ANNA.orders(NOON.plus(MINUTE), SHOES));
      journey.puts(ANNA, BROWSER, CART).takes(ANNA.doesSomething(BACK));
      assertThat(journey.deferred()).isEqualTo(1);

      journey.puts(ANNA, ACCOUNT, ordering).timeReaches(BACK);
      assertThat(applied(journey)).hasSize(1);
      assertThat(lastOf(journey).events()).isEqualTo(3);
      assertThat(journey.moments()).isEmpty();
      assertThat(journey.deferred()).isZero();
    }
  }

  /** Readers may have heard of the customer before a crash. */
  @Test
  void saysWhoHasReplacedACustomerOfWhomNothingIsKnown() throws Exception {
    try (Journey journey = live()) {
      journey.retracts(ANNA, BROWSER, BERT);
      assertThat(journey.lastChange()).isEqualTo(CustomerChange.replaced(ANNA.id(), BERT.id()));

      journey.retracts(ANNA, BROWSER, ANNA).puts(ANNA, BROWSER, CustomerMemory.of(BROWSER));
      assertThat(journey.lastChange()).isEqualTo(CustomerChange.forgotten(ANNA.id()));
    }
  }

  @Test
  void tellsWhoReplacesACustomerWhoseLastIdentifierLeaves() throws Exception {
    try (Journey journey = live()) {
      journey.puts(ANNA, BROWSER, CART).puts(ANNA, ACCOUNT, CustomerMemory.of(ACCOUNT));
      journey.retracts(ANNA, ACCOUNT, BERT);
      assertThat(journey.lastChange().state()).isInstanceOf(CustomerSnapshot.class);

      journey.retracts(ANNA, BROWSER, BERT);
      assertThat(journey.lastChange()).isEqualTo(CustomerChange.replaced(ANNA.id(), BERT.id()));
      assertThat(journey.remembered()).isZero();
      assertThat(journey.contributions()).isZero();
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void tellsThatNothingIsKnownOfACustomerWhoseEveryEventIsErased() throws Exception {
    try (Journey journey = live()) {
      journey.takes(BERT.adds(SOCKS, NOON)).puts(ANNA, BROWSER, CART);
      journey.puts(ANNA, BROWSER, CustomerMemory.of(BROWSER));
      assertThat(journey.lastChange()).isEqualTo(CustomerChange.forgotten(ANNA.id()));
      assertThat(journey.timeReaches(DEADLINE).moments())
          .extracting(MomentArose::customerId)
          .containsExactly(BERT.id());
    }
  }

  @Test
  void doesNotOfferAgainWhatItOfferedWhenTheIdentifierTellsAllAgain() throws Exception {
    try (Journey journey = live()) {
      Deed back = ANNA.doesSomething(DEADLINE);
      journey.puts(ANNA, BROWSER, CART).timeReaches(DEADLINE);
      assertThat(journey.decisions()).hasSize(1);

      journey.puts(ANNA, BROWSER, CART).takes(back).timeReaches(BACK);
      assertThat(journey.moments()).hasSize(2);
      assertThat(journey.decisions()).hasSize(1);
    }
  }

  @Test
  void forgetsWhatItOfferedWhenItsIdentifierIsErased() throws Exception {
    try (Journey journey = live()) {
      Deed back = ANNA.adds(SHOES, DEADLINE);
      journey.puts(ANNA, BROWSER, CART).timeReaches(DEADLINE);
      assertThat(journey.decisions()).hasSize(1);

      journey.erases(ANNA, BROWSER).takes(back).timeReaches(BACK);
      assertThat(journey.decisions()).hasSize(2);
    }
  }

  /** It would come back with what was offered, where that is of a later time than the order. */
  @Test
  void doesNotTellAnErasedIdentifierWhatWasOfferedUponItsEvents() throws Exception {
    try (Journey journey = live()) {
      journey.puts(ANNA, BROWSER, CART).timeReaches(DEADLINE).erases(ANNA, BROWSER);
      assertThat(journey.decisions()).hasSize(1);
      assertThat(journey.remarks()).isEmpty();
    }
    try (Journey journey = live()) {
      journey.puts(ANNA, BROWSER, CART).timeReaches(DEADLINE).retracts(ANNA, BROWSER, BERT);
      assertThat(journey.remarks()).hasSize(1);
    }
  }

  @Test
  void answersALookOnlyWhileItsIdentifierIsTheCustomers() throws Exception {
    Deed look = ANNA.views(SOCKS, NOON, "laces");
    try (Journey journey = atLooks()) {
      journey.isTold(look.told().get(0)).isTold(look.told().get(1));
      assertThat(answered(journey)).hasSize(1);
      assertThat(journey.answersTooLate()).isZero();
    }
    try (Journey journey = atLooks()) {
      journey.isTold(look.told().get(0)).retracts(ANNA, BROWSER, BERT);
      journey.isTold(look.told().get(1)).clockGoesOn(Duration.ofSeconds(1));
      assertThat(answered(journey)).isEmpty();
      assertThat(journey.answersTooLate()).isEqualTo(1);
      assertThat(journey.remembered()).isZero();
    }
  }

  @Test
  void letsAnAnswerWaitForTheLookThatItOvertook() throws Exception {
    Deed look = ANNA.views(SOCKS, NOON, "laces");
    try (Journey journey = atLooks()) {
      journey.isTold(look.told().get(1));
      assertThat(answered(journey)).isEmpty();
      journey.isTold(look.told().get(0));
      assertThat(answered(journey)).hasSize(1);
      journey.clockGoesOn(Duration.ofSeconds(1));
      assertThat(answered(journey)).hasSize(1);
      assertThat(journey.answersTooLate()).isZero();
    }
  }

  @Test
  void letsAnAnswerWaitForItsLookThoughWhatCameLaterWasCounted() throws Exception {
    Deed look = ANNA.views(SOCKS, NOON, "laces");
    try (Journey journey = atLooks()) {
      journey.takes(ANNA.doesSomething(NOON.plus(MINUTE))).isTold(look.told().get(1));
      assertThat(answered(journey)).isEmpty();
      journey.isTold(look.told().get(0));
      assertThat(answered(journey)).hasSize(1);
    }
  }

  @Test
  void answersALookThatIsTooOldToBeRemembered() throws Exception {
    Deed look = ANNA.views(SOCKS, NOON.minus(MINUTE), "laces");
    try (Journey journey = atLooks()) {
      for (int i = 0; i < 50; i++) {
        journey.isTold(ANNA.views(SHOES, NOON.plusSeconds(i)).told().get(0));
      }
      journey.isTold(look.told().get(0)).isTold(look.told().get(1));
      assertThat(answered(journey)).hasSize(1);
    }
  }

  @Test
  void publishesACustomerOnceForALookUponWhichNothingIsSaid() throws Exception {
    try (Journey journey = live()) {
      journey.takes(ANNA.views(SOCKS, NOON));
      assertThat(journey.moments()).isEmpty();
      assertThat(journey.changes()).hasSize(1);
    }
  }

  @Test
  void asksOnceForWhatPartsTwoKnownCustomersThatNobodyProvedToBeOne() throws Exception {
    Edge unproven = new Edge(ANNA.account(), NOON.toEpochMilli(), Edge.NEVER);
    try (Journey journey = live()) {
      journey
          .puts(ANNA, ANNA.account(), CustomerMemory.of(ANNA.account()))
          .puts(ANNA, BERT.account(), CustomerMemory.of(BERT.account()), unproven)
          .puts(ANNA, BROWSER, CART, unproven);
      assertThat(journey.asked())
          .containsExactly(new Command.LinkDoubted(ANNA.account(), BERT.account()));
    }
  }

  @Test
  void asksOnceForTheCutOfACustomerOfTooManyIdentifiersAndGivesBothTheirOwn() throws Exception {
    int most = EngageSettings.defaults("none:0").identityLimits().members();
    Identifier bridge = new Identifier(IdentifierType.EMAIL, "bridge");
    List<Identifier> hers = new ArrayList<>(List.of(ACCOUNT));
    List<Identifier> his = new ArrayList<>(List.of(BERT.account(), bridge));
    try (Journey journey = live()) {
      joins(journey, ACCOUNT, bridge);
      joins(journey, bridge, BERT.account());
      joins(journey, BERT.account(), bridge);
      for (int i = 0; hers.size() + his.size() < most; i++) {
        List<Identifier> side = i % 2 == 0 ? his : hers;
        Identifier one = new Identifier(IdentifierType.ANONYMOUS_ID, "browser-" + i);
        joins(journey, one, side.get(0));
        side.add(one);
      }
      assertThat(journey.asked()).isEmpty();
      for (int i = 0; i < 3; i++) {
        Identifier one = new Identifier(IdentifierType.ANONYMOUS_ID, "late-browser-" + i);
        joins(journey, one, ACCOUNT);
        hers.add(one);
      }
      assertThat(journey.asked()).containsExactly(new Command.Cut(ACCOUNT, bridge));

      for (Identifier one : his) {
        parts(journey, one, contribution(one, ANNA.doesSomething(NOON)));
      }
      assertThat(journey.customers())
          .filteredOn(customer -> customer.customerId().equals(ANNA.id()))
          .last()
          .matches(customer -> customer.events() == hers.size());
      assertThat(lastOf(journey).customerId()).isEqualTo(BERT.id());
      assertThat(lastOf(journey).events()).isEqualTo(his.size());
      assertThat(journey.asked()).hasSize(1);
    }
  }

  private static void joins(Journey journey, Identifier one, Identifier other) throws Exception {
    long noon = NOON.toEpochMilli();
    journey.puts(
        ANNA, one, contribution(one, ANNA.doesSomething(NOON)), new Edge(other, noon, noon));
  }

  @Test
  void asksForNothingWhereAnEventHasProvedItSince() throws Exception {
    Edge proven = new Edge(BROWSER, NOON.toEpochMilli(), NOON.toEpochMilli());
    EventCounted proof = new EventCounted(byAccount(NOON).event(), List.of(proven));
    try (Journey journey = joinedWithoutProof()) {
      journey.isTold(proof).puts(ANNA, BERT.account(), CustomerMemory.EMPTY, proven);
      assertThat(journey.asked()).isEmpty();
    }
    try (Journey journey = joinedWithoutProof()) {
      journey.puts(ANNA, BERT.account(), CustomerMemory.EMPTY, proven);
      assertThat(journey.asked()).containsExactly(new Command.LinkDoubted(ACCOUNT, BROWSER));
    }
  }

  @Test
  void asksForNothingWhereTheOnlyOneHasProvedItBeforeTheOthersCame() throws Exception {
    Edge proven = new Edge(BROWSER, NOON.toEpochMilli(), NOON.toEpochMilli());
    Edge unproven = new Edge(ACCOUNT, NOON.minusSeconds(1).toEpochMilli(), Edge.NEVER);
    for (List<Edge> shown : List.of(List.of(proven), List.<Edge>of())) {
      try (Journey journey = live()) {
        journey
            .puts(ANNA, ACCOUNT, CustomerMemory.of(ACCOUNT))
            .isTold(new EventCounted(byAccount(NOON).event(), shown))
            .puts(ANNA, BROWSER, CustomerMemory.of(BROWSER), unproven)
            .puts(ANNA, BERT.account(), CustomerMemory.EMPTY, proven);
        assertThat(journey.asked()).hasSize(1 - shown.size());
      }
    }
  }

  private static Journey joinedWithoutProof() throws Exception {
    return live()
        .puts(ANNA, ACCOUNT, CustomerMemory.of(ACCOUNT))
        .puts(
            ANNA,
            BROWSER,
            CustomerMemory.of(BROWSER),
            new Edge(ACCOUNT, NOON.minusSeconds(1).toEpochMilli(), Edge.NEVER));
  }

  @Test
  void asksForNothingWhereItIsProven() throws Exception {
    long noon = NOON.toEpochMilli();
    try (Journey journey = live()) {
      journey
          .puts(ANNA, ANNA.account(), CustomerMemory.of(ANNA.account()))
          .puts(
              ANNA,
              BERT.account(),
              CustomerMemory.of(BERT.account()),
              new Edge(ANNA.account(), noon, noon));
      assertThat(journey.asked()).isEmpty();
    }
  }

  private static Journey live() throws Exception {
    return Journey.live().rules(Rules.MUGS).rulesAreThere();
  }

  private static Journey atLooks() throws Exception {
    return Journey.live().rules(Rules.AT_LOOKS).rulesAreThere();
  }

  private static List<MomentArose> answered(Journey journey) {
    return journey.moments().stream()
        .filter(one -> one.moment().equals("RecommendationReady"))
        .toList();
  }

  private static CustomerMemory contribution(Identifier leaf, Deed... deeds) {
    CustomerMemory memory = CustomerMemory.of(leaf);
    for (Deed deed : deeds) {
      memory = memory.apply(deed.under(leaf).event());
    }
    return memory;
  }

  private static Deed byAccount(Instant at) {
    return ofAccount(ANNA.doesSomething(at));
  }

  private static Deed ofAccount(Deed deed) {
    return deed.under(ACCOUNT);
  }

  private static CustomerSnapshot lastOf(Journey journey) {
    List<CustomerSnapshot> all = journey.customers();
    return all.get(all.size() - 1);
  }

  private static List<String> applied(Journey journey) {
    return journey.journal().stream()
        .filter(EventApplied.class::isInstance)
        .map(entry -> ((EventApplied) entry).eventId())
        .toList();
  }
}
