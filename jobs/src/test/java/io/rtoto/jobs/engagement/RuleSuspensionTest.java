package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.rig.Customers;
import io.rtoto.rules.Verdict;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.journal.RuleSuspended;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport.Rehearsed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** One rule fails where a product has no category; the other one speaks whatever is looked at. */
final class RuleSuspensionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String FAILING = "retail.product_viewed.failing";
  private static final String SOUND =
      rule("sound", "propose", "ProductViewed()", "new Note( \"looked\" )");
  private static final String BLANK =
      rule("failing", "propose", "ProductViewed( $of : category )", "new Note( $of )");
  private static final String ENDLESS =
      rule("failing", "propose", "ProductViewed()\n    Note()", "new Note( \"more\" )");
  private static final RuleBundle RULES = bundle(Map.of("failing", BLANK, "sound", SOUND));
  private static final RuleBundle MORE_RULES =
      bundle(
          Map.of(
              "failing",
              BLANK,
              "sound",
              SOUND,
              "more",
              rule("more", "propose", "ProductViewed()", "new Alert( \"more\", 1 )")));

  @Test
  void takesOutTheRuleAloneThatFailsThreeTimesInAMinute() throws Exception {
    try (Journey journey = Journey.live().rules(RULES).rulesAreThere()) {
      looks(journey, ANNA, 0);
      looks(journey, BERT, 1);
      assertThat(suspended(journey)).isEmpty();
      looks(journey, ANNA, 2);
      assertThat(suspended(journey))
          .containsExactly(
              new RuleSuspended(
                  FAILING,
                  RULES.version(),
                  "tests",
                  0,
                  1,
                  NOON.plusSeconds(2),
                  "IllegalArgumentException"));
      assertThat(journey.suspendedRules()).isEqualTo(1);
      looks(journey, BERT, 3);
      assertThat(failures(journey)).hasSize(3);
      assertThat(journey.decisions())
          .extracting(Decision::name)
          .containsExactly("looked", "looked", "looked", "looked");
    }
  }

  @Test
  void takesOutARuleWithoutEndTheFirstTime() throws Exception {
    RuleBundle endless = bundle(Map.of("failing", ENDLESS, "sound", SOUND));
    try (Journey journey = Journey.live().rules(endless).rulesAreThere()) {
      looks(journey, ANNA, 0);
      assertThat(suspended(journey))
          .extracting(RuleSuspended::rule, RuleSuspended::error)
          .containsExactly(tuple(FAILING, Verdict.Failure.WITHOUT_END));
      looks(journey, ANNA, 1);
      assertThat(failures(journey)).hasSize(1);
      assertThat(journey.decisions())
          .extracting(Decision::name)
          .containsExactly("looked", "looked");
    }
  }

  @Test
  void remembersAcrossARestartWhichRuleIsTakenOut() throws Exception {
    OperatorSubtaskState state;
    try (Journey journey = Journey.live().rules(RULES).rulesAreThere()) {
      looks(journey, ANNA, 0);
      looks(journey, ANNA, 1);
      looks(journey, ANNA, 2);
      state = journey.keep();
    }
    try (Journey journey = Journey.resumed(state).rulesAreThere()) {
      assertThat(journey.suspendedRules()).isEqualTo(1);
      looks(journey, ANNA, 3);
      assertThat(failures(journey)).isEmpty();
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("looked");
    }
  }

  @Test
  void hearsItAgainInTheNextVersion() throws Exception {
    try (Journey journey = Journey.live().rules(RULES).rulesAreThere()) {
      looks(journey, ANNA, 0);
      looks(journey, ANNA, 1);
      looks(journey, ANNA, 2);
      journey.rules(MORE_RULES);
      assertThat(journey.suspendedRules()).isZero();
      looks(journey, ANNA, 3);
      looks(journey, ANNA, 4);
      assertThat(failures(journey)).hasSize(5);
      assertThat(suspended(journey)).hasSize(1);
    }
  }

  @Test
  void tellsWhichRuleOfARehearsalIsNotHeardAnyMore() throws Exception {
    RuleBundle sound = bundle(Map.of("sound", SOUND));
    try (Journey journey = Journey.live().rules(sound).rehearses(RULES).rulesAreThere()) {
      looks(journey, ANNA, 0);
      looks(journey, BERT, 1);
      assertThat(rehearsed(journey, 2).suspended()).isEmpty();
      looks(journey, ANNA, 3);
      looks(journey, ANNA, 4);
      Rehearsed rehearsed = rehearsed(journey, 5);
      assertThat(rehearsed.suspended()).containsExactly(FAILING);
      assertThat(rehearsed.failures()).isEqualTo(3);
      assertThat(journey.suspendedRules()).isZero();
      assertThat(suspended(journey)).isEmpty();
    }
  }

  @Test
  void takesNoRuleOutInAReplay() throws Exception {
    Instant end = NOON.plus(Duration.ofHours(1));
    try (Journey journey = Journey.replayUntil(end).rules(RULES).rulesAreThere()) {
      for (int second = 0; second < 5; second++) {
        looks(journey, ANNA, second);
      }
      journey.inputEnds();
      assertThat(failures(journey)).hasSize(5);
      assertThat(suspended(journey)).isEmpty();
    }
  }

  private static void looks(Journey journey, Customers who, int second) throws Exception {
    ProductMention uncategorized = Customers.product("thing", null, 100);
    journey.takes(who.views(uncategorized, NOON.plus(SECOND.multipliedBy(second))));
  }

  /** What is told of the rehearsal at the next look, some time later, which fails nothing. */
  private static Rehearsed rehearsed(Journey journey, int second) throws Exception {
    journey
        .clockGoesOn(Duration.ofMinutes(second))
        .takes(BERT.views(Customers.SHOES, NOON.plus(SECOND.multipliedBy(second))));
    return Objects.requireNonNull(journey.lastReport().rehearsed());
  }

  private static List<RuleSuspended> suspended(Journey journey) {
    return entries(journey, RuleSuspended.class);
  }

  private static List<RuleFailed> failures(Journey journey) {
    return entries(journey, RuleFailed.class);
  }

  private static <E extends JournalEntry> List<E> entries(Journey journey, Class<E> kind) {
    return journey.journal().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static String rule(String idea, String phase, String when, String then) {
    return """
    package retail.product_viewed

    rule "%s"
        @id("retail.product_viewed.%s")
        @owner("tests") @since("2026-11-27")
        agenda-group "%s"
    when
        %s
    then
        insert( %s );
    end
    """
        .formatted(
            (phase.equals("propose") ? "Propose something " : "A look suggests something ") + idea,
            idea,
            phase,
            when,
            then);
  }

  private static RuleBundle bundle(Map<String, String> rules) {
    Map<String, String> files = new HashMap<>();
    rules.forEach((idea, text) -> files.put("retail/product_viewed/" + idea + ".drl", text));
    return RuleCompiler.compile(new RuleLibrary(files), "tests", null, Instant.EPOCH);
  }
}
