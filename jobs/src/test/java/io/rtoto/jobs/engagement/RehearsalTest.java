package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Rules decide beside those in force, muted. */
final class RehearsalTest {
  private static final Instant DEADLINE = NOON.plus(Duration.ofMinutes(30));

  @Test
  void tellsWhatWouldBeDecidedBesideWhatIs() throws Exception {
    try (Journey journey = abandonedCart(Journey.live().rules(Rules.MUGS).rehearses(Rules.PENS))) {
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
      assertThat(journey.rehearsed())
          .singleElement()
          .satisfies(
              would -> {
                assertThat(would.name()).isEqualTo("pen");
                assertThat(would.bundleVersion()).isEqualTo(Rules.PENS.version());
                assertThat(would.decisionId()).isEqualTo(journey.decisions().get(0).decisionId());
              });
    }
  }

  /** Who holds a key could sign a rehearsal under the version of rules that two approved. */
  @Test
  void rehearsesWhatABundleHoldsWhateverVersionItClaims() throws Exception {
    RuleBundle claiming = Rules.claiming(Rules.MUGS.version(), Rules.PENS);
    try (Journey journey = abandonedCart(Journey.live().rules(Rules.MUGS).rehearses(claiming))) {
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
      assertThat(journey.rehearsed()).extracting(Decision::name).containsExactly("pen");
    }
    try (Journey journey = abandonedCart(Journey.live().rehearses(claiming).rules(Rules.MUGS))) {
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
    }
  }

  @Test
  void decidesByAnotherContentOfTheSameVersionOnceThatIsPublished() throws Exception {
    RuleBundle claiming = Rules.claiming(Rules.MUGS.version(), Rules.PENS);
    try (Journey journey = abandonedCart(Journey.live().rules(Rules.MUGS).rules(claiming))) {
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("pen");
    }
  }

  @Test
  void countsTheDifferenceByRule() throws Exception {
    try (Journey journey = abandonedCart(Journey.live().rules(Rules.MUGS).rehearses(Rules.PENS))) {
      assertThat(report(journey).rehearsed())
          .isNotNull()
          .satisfies(
              told -> {
                assertThat(told.version()).isEqualTo(Rules.PENS.version());
                assertThat(told.moments()).isEqualTo(1);
                assertThat(told.differences())
                    .containsExactly(
                        new Difference("retail.cart_abandoned.everyone.mug", 0, 1),
                        new Difference("retail.cart_abandoned.everyone.pen", 1, 0));
              });
    }
  }

  @Test
  void countsNoDifferenceOfTheSameRules() throws Exception {
    try (Journey journey = abandonedCart(Journey.live().rules(Rules.MUGS).rehearses(Rules.MUGS))) {
      assertThat(journey.rehearsed()).hasSize(1);
      assertThat(Objects.requireNonNull(report(journey).rehearsed()).differences()).isEmpty();
    }
  }

  @Test
  void changesNothingOfWhatIsDecidedOrRemembered() throws Exception {
    try (Journey with = abandonedCart(Journey.live().rules(Rules.MUGS).rehearses(Rules.PENS));
        Journey without = abandonedCart(Journey.live().rules(Rules.MUGS))) {
      assertThat(with.decisions()).isEqualTo(without.decisions());
      assertThat(with.journal()).isEqualTo(without.journal());
      assertThat(with.customers()).isEqualTo(without.customers());
      assertThat(with.timers()).isEqualTo(without.timers());
    }
  }

  @Test
  void hearsMomentsThatNoRuleInForceIsOn() throws Exception {
    try (Journey journey =
        Journey.live().rules(Rules.MUGS).rehearses(Rules.AT_FIRST_ORDERS).rulesAreThere()) {
      journey.takes(ANNA.orders(NOON, SHOES));
      assertThat(journey.decisions()).isEmpty();
      assertThat(journey.rehearsed()).extracting(Decision::moment).containsExactly("FirstOrder");
    }
  }

  @Test
  void goesOnAfterARestartAndEndsWhenItIsEnded() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.live().rules(Rules.MUGS).rehearses(Rules.PENS)) {
      kept = journey.rulesAreThere().takes(ANNA.adds(SHOES, NOON)).keep();
    }
    try (Journey journey = Journey.resumed(kept).rulesAreThere()) {
      journey.timeReaches(DEADLINE);
      assertThat(journey.rehearsed()).extracting(Decision::name).containsExactly("pen");
    }
    try (Journey journey = Journey.resumed(kept).rehearses(null).rulesAreThere()) {
      journey.timeReaches(DEADLINE);
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
      assertThat(journey.rehearsed()).isEmpty();
      assertThat(report(journey).rehearsed()).isNull();
    }
  }

  @Test
  void tellsWhyItRehearsesNothing() throws Exception {
    try (Journey journey = abandonedCart(Journey.live().rules(Rules.MUGS).rehearses(Rules.TORN))) {
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
      assertThat(journey.rehearsed()).isEmpty();
      assertThat(journey.journal())
          .filteredOn(RulesActivated.class::isInstance)
          .map(RulesActivated.class::cast)
          .anyMatch(told -> told.bundleVersion().equals("torn") && !told.refusal().isEmpty());
    }
  }

  @Test
  void reportsByWhichRulesItDecidesAndHowThatGoes() throws Exception {
    try (Journey journey = abandonedCart(Journey.live().rules(Rules.MUGS))) {
      RuleReport report = report(journey);
      assertThat(report.version()).isEqualTo(Rules.MUGS.version());
      assertThat(report.moments()).isEqualTo(1);
      assertThat(report.offers()).isEqualTo(1);
      assertThat(report.failures()).isZero();
      journey.rules(Rules.PENS);
      assertThat(journey.lastReport().version()).isEqualTo(Rules.PENS.version());
      assertThat(journey.lastReport().offers()).isZero();
      journey.rules(Rules.TORN);
      assertThat(journey.lastReport().version()).isEqualTo(Rules.PENS.version());
      assertThat(journey.lastReport().refusal()).contains("Gone");
    }
  }

  private static Journey abandonedCart(Journey journey) throws Exception {
    return journey.rulesAreThere().takes(ANNA.adds(SHOES, NOON)).timeReaches(DEADLINE);
  }

  /** It reports when something comes, and some time has passed since the last. */
  private static RuleReport report(Journey journey) throws Exception {
    journey.clockGoesOn(Duration.ofMinutes(1)).takes(ANNA.views(SHOES, DEADLINE));
    return journey.lastReport();
  }
}
