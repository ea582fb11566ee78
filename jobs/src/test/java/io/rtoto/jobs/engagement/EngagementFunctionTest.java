package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.time.WakeUp.GRACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Live: events are answered as they come. */
final class EngagementFunctionTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant DEADLINE = NOON.plus(Duration.ofMinutes(30));

  @Test
  void offersAMugForAnAbandonedCart() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON));
      assertThat(journey.timers()).isEqualTo(1);
      assertThat(journey.timeReaches(DEADLINE.minusMillis(1)).decisions()).isEmpty();
      journey.timeReaches(DEADLINE);
      assertThat(journey.decisions())
          .extracting(
              Decision::name, Decision::customerId, Decision::bundleVersion, Decision::decidedAt)
          .containsExactly(tuple("mug", "anna", Rules.MUGS.version(), DEADLINE));
      assertThat(journey.timers()).isZero();
      assertThat(journey.remembered()).isEqualTo(1);
    }
  }

  @Test
  void isSilentForACartThatWasOrdered() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON), ANNA.orders(NOON.plus(MINUTE), SHOES));
      journey.timeReaches(DEADLINE.plus(MINUTE));
      assertThat(journey.decisions()).isEmpty();
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void keepsOneTimerACustomerHoweverMuchHappens() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere()) {
      for (int day = 0; day < 4; day++) {
        journey.takes(ANNA.orders(NOON.plus(Duration.ofDays(day * 2L)), SHOES));
      }
      assertThat(journey.timers()).isEqualTo(1);
      Instant later = NOON.plus(Duration.ofDays(7));
      for (int i = 0; i < 20; i++) {
        journey.takes(ANNA.adds(SOCKS, later.plus(MINUTE.multipliedBy(i))));
      }
      journey.takes(BERT.adds(SOCKS, later));
      assertThat(journey.timers()).isEqualTo(2);
      journey.timeReaches(later.plus(MINUTE.multipliedBy(49)));
      assertThat(journey.moments())
          .extracting(MomentArose::moment, MomentArose::customerId)
          .containsExactly(tuple("CartAbandoned", "bert"), tuple("CartAbandoned", "anna"));
      assertThat(journey.timers()).isEqualTo(1);
      journey.timeReaches(NOON.plus(Duration.ofDays(10)));
      assertThat(journey.moments())
          .last()
          .extracting(MomentArose::moment)
          .isEqualTo("AttritionRisen");
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void doesNotNoticeAnAbsenceThatIsOnlyLateDataUntilMoreHadTimeToCome() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      Instant now = NOON.plus(Duration.ofHours(2));
      journey.timeReaches(now).takes(ANNA.adds(SHOES, NOON));
      assertThat(journey.timeReaches(now.plus(GRACE).minusMillis(1)).decisions()).isEmpty();
      journey.takes(ANNA.orders(NOON.plus(MINUTE), SHOES));
      assertThat(journey.timeReaches(now.plus(MINUTE.multipliedBy(5))).decisions()).isEmpty();
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void noticesAnAbsenceInLateDataOnceNothingMoreCame() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      Instant now = NOON.plus(Duration.ofHours(2));
      journey.timeReaches(now).takes(ANNA.adds(SHOES, NOON));
      journey.timeReaches(now.plus(GRACE));
      assertThat(journey.decisions()).extracting(Decision::decidedAt).containsExactly(DEADLINE);
    }
  }

  @Test
  void doesNotTakeTheEndOfADrainedStreamForTimePassing() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON)).inputEnds();
      assertThat(journey.decisions()).isEmpty();
      assertThat(journey.remembered()).isEqualTo(1);
    }
  }

  @Test
  void noticesTheCartThatWasLeftThoughTheReturnIsReadInTheSameBreath() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_LOOKS).rulesAreThere()) {
      Instant back = NOON.plus(Duration.ofHours(5));
      Instant gone = back.plus(Duration.ofHours(1));
      journey.takes(ANNA.adds(SHOES, NOON), ANNA.views(SOCKS, back), ANNA.views(SHOES, gone));
      assertThat(journey.deferred()).isEqualTo(1);
      assertThat(journey.timeReaches(DEADLINE.minusMillis(1)).moments()).isEmpty();
      journey.timeReaches(gone);
      assertThat(journey.moments())
          .extracting(MomentArose::moment, MomentArose::at)
          .containsExactly(
              tuple("CartAbandoned", DEADLINE),
              tuple("ProductViewed", back),
              tuple("CartAbandoned", back.plus(Duration.ofMinutes(30))),
              tuple("ProductViewed", gone));
      assertThat(journey.customers()).last().extracting(CustomerSnapshot::events).isEqualTo(3L);
      assertThat(journey.deferred()).isZero();
      assertThat(journey.timers()).isEqualTo(1);
    }
  }

  @Test
  void noticesTheCartThatWasLeftThoughItAndTheReturnCameLate() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_LOOKS).rulesAreThere()) {
      Instant now = NOON.plus(Duration.ofHours(3));
      Instant back = now.plusSeconds(5);
      journey.timeReaches(now).takes(ANNA.adds(SHOES, NOON), ANNA.views(SOCKS, back));
      assertThat(journey.moments()).isEmpty();
      journey.timeReaches(now.plus(GRACE));
      assertThat(journey.moments())
          .extracting(MomentArose::moment, MomentArose::at)
          .containsExactly(tuple("CartAbandoned", DEADLINE), tuple("ProductViewed", back));
      assertThat(journey.deferred()).isZero();
    }
  }

  @Test
  void answersAtOnceWhatClaimsToBeAheadOfTheClock() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_LOOKS).rulesAreThere()) {
      Instant ahead = NOON.plus(Duration.ofHours(8));
      journey.clockSays(NOON).timeReaches(NOON);
      journey.takes(ANNA.adds(SHOES, ahead), ANNA.views(SOCKS, ahead.plus(Duration.ofMinutes(40))));
      assertThat(journey.moments()).extracting(MomentArose::moment).containsOnly("ProductViewed");
      assertThat(journey.deferred()).isZero();
    }
  }

  @Test
  void noticesNoCartThatWasOrderedThoughTheReturnIsReadBeforeTheOrder() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_LOOKS).rulesAreThere()) {
      Instant back = NOON.plus(Duration.ofHours(5));
      journey.takes(
          ANNA.adds(SHOES, NOON), ANNA.views(SOCKS, back), ANNA.orders(NOON.plus(MINUTE), SHOES));
      assertThat(journey.deferred()).isEqualTo(1);
      journey.timeReaches(back);
      assertThat(journey.moments())
          .extracting(MomentArose::moment, MomentArose::at)
          .containsExactly(tuple("ProductViewed", back));
      assertThat(journey.deferred()).isZero();
    }
  }

  @Test
  void keepsWhatWaitsOverARestartAndAppliesItWhenTheStreamIsDrained() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rules(Rules.AT_LOOKS)) {
      kept =
          journey
              .takes(ANNA.adds(SHOES, NOON), ANNA.views(SOCKS, NOON.plus(Duration.ofHours(5))))
              .keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      journey.inputEnds();
      assertThat(journey.moments()).extracting(MomentArose::moment).containsOnly("ProductViewed");
      assertThat(journey.customers()).last().extracting(CustomerSnapshot::events).isEqualTo(2L);
      assertThat(journey.deferred()).isZero();
    }
  }

  @Test
  void goesOnNoticingAfterEverythingHasStoodStill() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS)) {
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(NOON).everythingStandsStill();
      assertThat(journey.timers()).isEqualTo(1);
      journey.eventsComeAgain().timeReaches(DEADLINE);
      assertThat(journey.decisions()).extracting(Decision::decidedAt).containsExactly(DEADLINE);
    }
  }

  @Test
  void remembersAndNotesMomentsBeforeAnyRulesHaveCome() throws Exception {
    try (Journey journey = Journey.live().rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(DEADLINE);
      assertThat(journey.decisions()).isEmpty();
      assertThat(journey.moments())
          .extracting(MomentArose::moment, MomentArose::decisions)
          .containsExactly(tuple("CartAbandoned", 0));
    }
  }

  @Test
  void decidesByTheNewRulesFromTheNextEventOn() throws Exception {
    int lentElsewhere = SharedRuleBooks.editions();
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON), BERT.adds(SHOES, NOON.plus(MINUTE)));
      journey.timeReaches(DEADLINE).rules(Rules.PENS).timeReaches(DEADLINE.plus(MINUTE));
      assertThat(journey.decisions())
          .extracting(Decision::customerId, Decision::name, Decision::bundleVersion)
          .containsExactly(
              tuple("anna", "mug", Rules.MUGS.version()),
              tuple("bert", "pen", Rules.PENS.version()));
      assertThat(journey.journal())
          .filteredOn(RulesActivated.class::isInstance)
          .containsExactly(
              new RulesActivated(Rules.MUGS.version(), 0, 1, ""),
              new RulesActivated(Rules.PENS.version(), 0, 1, ""));
      assertThat(SharedRuleBooks.editions()).isEqualTo(lentElsewhere + 1);
    }
    assertThat(SharedRuleBooks.editions()).isEqualTo(lentElsewhere);
  }

  @Test
  void changesNothingWhenABundleCannotBeLoaded() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rules(Rules.MUGS).rules(Rules.TORN).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(DEADLINE);
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
      assertThat(journey.journal())
          .filteredOn(RulesActivated.class::isInstance)
          .last()
          .satisfies(
              entry -> {
                assertThat(((RulesActivated) entry).bundleVersion()).isEqualTo("torn");
                assertThat(((RulesActivated) entry).refusal()).contains("Gone");
              });
      kept = journey.keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      journey.takes(BERT.adds(SHOES, DEADLINE)).timeReaches(DEADLINE.plus(MINUTE.multipliedBy(30)));
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
    }
  }

  @Test
  void goesOnWithoutRulesThatItCannotLoadAnyMoreUntilNewOnesCome() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rules(Rules.MUGS).keepsInForce(Rules.TORN)) {
      kept = journey.takes(ANNA.adds(SHOES, NOON)).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      journey.takes(BERT.adds(SHOES, NOON));
      assertThat(journey.journal().get(0))
          .isInstanceOfSatisfying(
              RulesActivated.class,
              refused -> {
                assertThat(refused.bundleVersion()).isEqualTo("torn");
                assertThat(refused.refusal()).contains("Gone");
              });
      journey.rules(Rules.PENS).timeReaches(DEADLINE);
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("pen", "pen");
      assertThat(journey.journal()).filteredOn(RulesActivated.class::isInstance).hasSize(2);
    }
  }

  @Test
  void asksOnceRulesComeOfWhatFellDueWhileThoseOfBeforeDidNotLoad() throws Exception {
    for (RuleBundle before : List.of(Rules.MUGS, Rules.MUGS_AFTER_TWO)) {
      OperatorSubtaskState kept;
      try (Journey journey = Journey.live().rules(before).rulesAreThere()) {
        journey.takes(ANNA.adds(SHOES, NOON));
        if (before.equals(Rules.MUGS_AFTER_TWO)) {
          journey.timeReaches(DEADLINE);
        }
        kept = journey.keepsInForce(Rules.TORN).keep();
      }
      try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
        journey.timeReaches(NOON.plus(Duration.ofHours(3)));
        journey.takes(BERT.adds(SHOES, NOON.plus(Duration.ofHours(3))));
        assertThat(((RulesActivated) journey.journal().get(0)).refusal()).contains("waits");
        assertThat(journey.moments()).isEmpty();
        assertThat(journey.timers()).as("hers and his").isEqualTo(2);
        journey.rules(before).timeReaches(NOON.plus(Duration.ofHours(20)));
        assertThat(journey.decisions())
            .extracting(Decision::customerId, Decision::name)
            .containsExactly(tuple(ANNA.id(), "mug"), tuple(BERT.id(), "mug"));
        assertThat(journey.timers()).isZero();
      }
    }
  }

  @Test
  void doesNotActivateTheSameRulesTwice() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rules(Rules.MUGS)) {
      assertThat(journey.journal()).hasSize(1);
    }
  }

  @Test
  void goesOnAfterARestartWithMemoryTimersAndRules() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      kept = journey.takes(ANNA.adds(SHOES, 2, NOON)).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      assertThat(journey.timers()).isEqualTo(1);
      journey.timeReaches(DEADLINE);
      assertThat(journey.decisions())
          .extracting(Decision::name, decision -> decision.facts().get("worthMinor"))
          .containsExactly(tuple("mug", "16000"));
      assertThat(journey.journal()).noneMatch(RulesActivated.class::isInstance);
    }
  }

  @Test
  void publishesTheCustomerWheneverTheMemoryChanges() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON)).timeReaches(DEADLINE);
      assertThat(journey.customers())
          .extracting(CustomerSnapshot::events, CustomerSnapshot::openTimers)
          .containsExactly(
              tuple(1L, List.of(new OpenTimer("CartAbandoned", DEADLINE))), tuple(1L, List.of()));
      assertThat(journey.journal()).filteredOn(EventApplied.class::isInstance).hasSize(1);
    }
  }
}
