package io.rtoto.jobs.engagement;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.engagement.Told.Twins;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Moment;
import io.rtoto.rules.facts.OneOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each moment, each cause of an abandoned cart and each reason why something is not said shows in a
 * story and does not in its twin, which differs in one line: in the scenarios of this suite or in
 * the cases of the rule library.
 */
final class ScenarioTest {
  private static final Path ROOT = Path.of(System.getProperty("rtoto.root"));
  private static final Path LIBRARY = ROOT.resolve("rules/library");
  private static final Path SCENARIOS = ROOT.resolve("jobs/src/test/resources/scenarios");

  private static final Pattern RULE =
      Pattern.compile(
          "CartAbandoned\\( cause (?:==|in) ([^)]*)\\).*?new (\\w+)\\( \"([^\"]+)\"",
          Pattern.DOTALL);

  /** Of each reason the proposals that it stops: where there is more than one way, each of them. */
  private static final Map<String, List<String>> REASONS =
      Map.ofEntries(
          entry("no consent", List.of("offer mug")),
          entry("repeated too soon", List.of("offer mug")),
          // By a cap of its own, and by one on who bears a tag.
          entry("capped", List.of("offer pen", "offer mug")),
          // Of marketing, which leaves some to service, and of all.
          entry("over budget", List.of("offer pen", "offer bill")),
          entry("quiet hours", List.of("offer bell")),
          entry("moot", List.of("offer bell")),
          entry("out of stock", List.of("offer come-back")),
          entry("over credit", List.of("offer come-back")),
          entry("credit unknown", List.of("offer come-back")),
          entry("below margin", List.of("offer come-back")),
          entry("outranked", List.of("offer pen")),
          entry("told before", List.of("alert tier-drop")),
          entry("over", List.of("offer come-back")));

  private static final List<Twins> TWINS = Told.twinsBelow(LIBRARY, SCENARIOS);

  @TestFactory
  Stream<DynamicTest> hold() {
    return CaseRunner.run(SCENARIOS, EngagementCasePlayer.with(EngageSettings.defaults("none:0")))
        .results()
        .stream()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.file() + ": " + result.name(),
                    () -> assertThat(result.differences()).isEmpty()));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void everyMomentComesAboutAndInATwinDoesNot(String moment) {
    assertThat(TWINS).anyMatch(twins -> twins.differInMoment(moment));
  }

  static Stream<String> moments() {
    return Stream.of(Moment.class.getPermittedSubclasses()).map(Class::getSimpleName);
  }

  @ParameterizedTest
  @MethodSource("causes")
  void everyCauseOfAnAbandonedCartHasARemedyThatAnotherCauseHasNot(String cause)
      throws IOException {
    List<String> remedies = remediesOf(cause);
    assertThat(remedies).isNotEmpty();
    assertThat(TWINS).anyMatch(twins -> remedies.stream().anyMatch(twins::differInSaying));
  }

  static Stream<String> causes() {
    return Stream.of(CartAbandoned.class.getRecordComponents())
        .filter(component -> component.getName().equals("cause"))
        .flatMap(cause -> Stream.of(cause.getAnnotation(OneOf.class).value()));
  }

  @Test
  void everyReasonStopsInOneOfTwinsWhatIsSaidInTheOther() {
    assertThat(REASONS.keySet()).containsExactlyInAnyOrderElementsOf(CaseRunner.fates());
    REASONS.forEach(
        (fate, proposals) ->
            proposals.forEach(
                proposal ->
                    assertThat(TWINS)
                        .as(proposal + " but " + fate)
                        .anyMatch(twins -> twins.differInFate(proposal, fate))));
  }

  @Test
  void aCaseMayExpectWhateverStandsInTheWay() {
    assertThat(CaseRunner.fates())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("outranked"), Obstacles.ALL.stream())
                .map(one -> one.replace('_', ' '))
                .toList());
  }

  @Test
  void aGuardWithdrawsInOneOfTwinsWhatNobodyWithdrawsInTheOther() {
    assertThat(TWINS)
        .anyMatch(
            twins ->
                Stream.of(twins.one(), twins.other())
                        .filter(
                            told ->
                                told.proposed().stream()
                                    .anyMatch(one -> one.fate().startsWith("withdrawn by ")))
                        .count()
                    == 1);
  }

  /** What the rules on that cause propose. */
  private static List<String> remediesOf(String cause) throws IOException {
    List<String> remedies = new ArrayList<>();
    try (Stream<Path> files = Files.walk(LIBRARY.resolve("retail/cart_abandoned"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".drl")).toList()) {
        for (String rule : Files.readString(file).split("\nrule ", -1)) {
          Matcher remedy = RULE.matcher(rule);
          if (remedy.find() && remedy.group(1).contains('"' + cause + '"')) {
            remedies.add(remedy.group(2).toLowerCase(Locale.ROOT) + " " + remedy.group(3));
          }
        }
      }
    }
    return remedies;
  }
}
