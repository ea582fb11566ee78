package io.rtoto.jobs.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CasePlayer;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.function.FunctionWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stories of the rule library and of the scenarios, told to the function itself, but the last
 * event of each stretch of time first: what is merely late is no absence, and an absence comes
 * about when it should although nothing else comes.
 */
final class LateStoriesTest {
  /** Moments of what happens: they may come in another order, and be other moments then. */
  private static final Set<String> HAPPENINGS =
      Set.of(
          "AgreementChanged",
          "ProductViewed",
          "RecommendationReady",
          "CartChanged",
          "CheckoutStarted",
          "CustomerWrote",
          "CallbackRequested",
          "OrderPlaced",
          "FirstOrder",
          "NthOrder",
          "OrderReturned",
          "TierChanged");

  private static final EngageSettings SETTINGS =
      EngageSettings.defaults("none:0").withRecordedPast();

  @ParameterizedTest
  @ValueSource(strings = {"rules/library", "jobs/src/test/resources/scenarios"})
  void bringAboutTheSameAbsences(String folder) {
    Path library = Path.of(System.getProperty("rtoto.root")).resolve(folder);
    RuleBundle rules = RuleCompiler.compile(library, "tests", null, Instant.EPOCH);
    CasePlayer.Factory punctual = EngagementCasePlayer.with(SETTINGS);
    List<LatePlayer> told = new ArrayList<>();
    CaseRunner.run(
        rules,
        RuleLibrary.filesIn(library, ".cases.yaml"),
        (book, shop, lasting) -> {
          LatePlayer player = new LatePlayer(punctual.play(book, shop, lasting), rules, lasting);
          told.add(player);
          return player;
        });

    Set<String> absences = new HashSet<>();
    for (LatePlayer player : told) {
      assertThat(player.late).as(player.happened.toString()).isEqualTo(player.punctually);
      player.late.forEach(one -> absences.add(one.substring(0, one.indexOf(' '))));
    }
    assertThat(absences).hasSizeGreaterThan(2);
  }

  /** Tells everything twice: as it comes, and the last first whenever time passes. */
  private static final class LatePlayer implements CasePlayer {
    private final CasePlayer punctual;
    private final Journey journey;
    private final List<CustomerEvent> happened = new ArrayList<>();
    private final List<CustomerEvent> held = new ArrayList<>();
    private List<String> punctually = List.of();
    private List<String> late = List.of();

    LatePlayer(CasePlayer punctual, RuleBundle rules, ReplenishmentParameters lasting) {
      this.punctual = punctual;
      this.journey =
          FunctionWithException.unchecked(
                  (RuleBundle bundle) ->
                      Journey.live(SETTINGS).rules(bundle).model(lasting).rulesAreThere())
              .apply(rules);
    }

    @Override
    public void happens(CustomerEvent event) {
      punctual.happens(event);
      happened.add(event);
      held.add(event);
    }

    @Override
    public void timePasses(Instant to) {
      punctual.timePasses(to);
      tellTheLastFirst();
      ThrowingRunnable.unchecked(() -> journey.timeReaches(to)).run();
    }

    @Override
    public void isHeardLate(Duration by) {
      punctual.isHeardLate(by);
    }

    @Override
    public List<Answer> answers() {
      tellTheLastFirst();
      punctually =
          punctual.answers().stream()
              .filter(one -> isAbsence(one.moment(), one.at()))
              .map(one -> one.moment() + " " + one.at())
              .sorted()
              .toList();
      late =
          journey.moments().stream()
              .filter(one -> isAbsence(one.moment(), one.at()))
              .map(one -> one.moment() + " " + one.at())
              .sorted()
              .toList();
      journey.close();
      return punctual.answers();
    }

    /** What of an agreement is due already when that is told comes with the telling, or never. */
    private boolean isAbsence(String moment, Instant at) {
      boolean isTold =
          moment.startsWith("Agreement")
              && happened.stream().anyMatch(event -> event.occurrence().at().equals(at));
      return !isTold && !HAPPENINGS.contains(moment);
    }

    private void tellTheLastFirst() {
      Collections.reverse(held);
      for (CustomerEvent event : held) {
        Deed deed = new Deed(EngagementCasePlayer.identified(event), List.of());
        ThrowingRunnable.unchecked(() -> journey.takes(deed)).run();
      }
      held.clear();
    }
  }
}
