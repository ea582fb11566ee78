package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import io.rtoto.schemas.rulebundles.RuleSigner;
import io.rtoto.schemas.rulebundles.RuleSigner.Claim;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** A subtask tells by what it really decides, also where that is nothing. */
final class RuleReporterTest {
  @Test
  void tellsThatNoRulesDecideWhereThoseOfBeforeDoNotLoad() throws Exception {
    try (Journey journey = Journey.resumed(withTornRules()).rulesAreThere()) {
      journey.takes(ANNA.views(SHOES, NOON));
      RuleReport report = journey.lastReport();
      assertThat(report.version()).isEmpty();
      assertThat(report.number()).isZero();
      assertThat(report.activeSince()).isNull();
      assertThat(report.refusal()).contains("Number 7, rules torn", "Gone");
      assertThat(journey.refusedRules()).isEqualTo(1);
    }
  }

  @Test
  void tellsThatRulesDecideAgainOnceOthersArePublished() throws Exception {
    try (Journey journey = Journey.resumed(withTornRules())) {
      journey.rules(numbered(Rules.PENS, 8));
      RuleReport report = journey.lastReport();
      assertThat(report.version()).isEqualTo(Rules.PENS.version());
      assertThat(report.number()).isEqualTo(8);
      assertThat(report.refusal()).isEmpty();
      assertThat(journey.refusedRules()).isZero();
    }
  }

  @Test
  void forgetsARefusalOnceTheRulesThatDecideArePublishedAgain() throws Exception {
    try (Journey journey = Journey.live().rules(numbered(Rules.MUGS, 1))) {
      journey.rules(numbered(Rules.TORN, 2));
      assertThat(journey.lastReport().refusal()).contains("Gone");
      assertThat(journey.lastReport().number()).isEqualTo(1);
      journey.rules(numbered(Rules.MUGS, 3));
      assertThat(journey.lastReport().refusal()).isEmpty();
      assertThat(journey.lastReport().number()).isEqualTo(3);
    }
  }

  @Test
  void tellsWhyNothingIsRehearsedUntilSomethingIs() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).rehearses(Rules.TORN)) {
      assertThat(journey.lastReport().rehearsed()).isNull();
      assertThat(journey.lastReport().rehearsalRefusal()).contains("Gone");
      assertThat(journey.refusedRules()).isEqualTo(1);
      journey.rehearses(Rules.PENS);
      assertThat(journey.lastReport().rehearsed()).isNotNull();
      assertThat(journey.lastReport().rehearsalRefusal()).isEmpty();
      assertThat(journey.refusedRules()).isZero();
    }
  }

  @Test
  void tellsByMomentWhatAskingTheRulesTakes() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.AT_LOOKS)) {
      assertThat(journey.lastReport().asked()).isEmpty();
      journey.takes(ANNA.views(SHOES, NOON)).clockGoesOn(Duration.ofMinutes(1));
      journey.takes(ANNA.views(SHOES, NOON.plusSeconds(60)));
      assertThat(journey.lastReport().asked())
          .extracting(Asking::moment, Asking::times)
          .contains(tuple("ProductViewed", 2L));
    }
  }

  @Test
  void knowsAcrossARestartSinceWhenTheRulesDecide() throws Exception {
    OperatorSubtaskState kept;
    Instant since;
    try (Journey journey = Journey.live().rules(Rules.MUGS)) {
      since = journey.lastReport().activeSince();
      kept = journey.keep();
    }
    assertThat(since).isNotNull();
    try (Journey journey = Journey.resumed(kept).clockGoesOn(Duration.ofHours(3))) {
      journey.rulesAreThere().takes(ANNA.views(SHOES, NOON));
      RuleReport report = journey.lastReport();
      assertThat(report.activeSince()).isEqualTo(since);
      assertThat(report.since()).isEqualTo(since.plus(Duration.ofHours(3)));
    }
  }

  /** As a newer version of the job finds it, which has other facts. */
  private static OperatorSubtaskState withTornRules() throws Exception {
    try (Journey journey = Journey.live().rules(Rules.MUGS).keepsInForce(numbered(Rules.TORN, 7))) {
      return journey.keep();
    }
  }

  private static RuleBundle numbered(RuleBundle rules, long number) {
    return new RuleSigner(null)
        .seal(rules, new Claim(RuleBundle.ACTIVE_KEY, number, null, "anna", null, 0, "", NOON));
  }
}
