package io.rtoto.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.rules.authoring.Difference;
import io.rtoto.rules.authoring.Difference.Kind;
import io.rtoto.rules.authoring.Difference.Point;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.authoring.RulesRefusedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaseDifferencesTest {
  private static final String FILE = "retail/cart_abandoned/idea.cases.yaml";
  private static final String CASES =
      """
      catalogue:
        socks: {category: hosiery, price: 9.90 USD}
      cases:
        - case: Two pieces bring an idea
          given:
            CartAbandoned: {items: 2, worthMinor: 5}
          proposes:
            - offer: idea
        - case: Half an hour brings one
          events:
            - adds: socks
            - 30 minutes later
          decides:
            - offer: idea
      """;

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          items: 2       | items: 3              | CHANGED  | It gives other facts.
          30 minutes     | 31 minutes            | CHANGED  | It tells another story.
          9.90 USD       | 9.80 USD              | CHANGED  | It tells another story.
          offer: idea    | task: idea            | CHANGED  | It expects task idea, chosen instead of offer idea, chosen.
          {items: 2, worthMinor: 5} | {worthMinor: 5, items: 2} | COSMETIC | Only comments, layout or order differ.
          """)
  void tellsWhatACaseGivesAndExpects(String was, String is, Kind kind, String sentence) {
    assertThat(differences(CASES.replace(was, is)))
        .allMatch(one -> one.kind() == kind)
        .flatExtracting(Difference::points)
        .extracting(Point::sentence)
        .contains(sentence);
  }

  @Test
  void tellsOfCasesThatCameAndWent() {
    assertThat(differences(CASES.replace("Half an hour", "An hour")))
        .extracting(one -> one.kind() + " " + one.what() + " " + one.line())
        .containsExactly("ADDED An hour brings one 9", "REMOVED Half an hour brings one 9");
  }

  @Test
  void tellsOfFilesThatCame() {
    assertThat(
            CaseDifferences.between(
                new RuleLibrary(Map.of()), new RuleLibrary(Map.of(FILE, CASES))))
        .hasSize(2)
        .allMatch(one -> one.kind() == Kind.ADDED);
  }

  @Test
  void refusesACaseThatCannotBeRead() {
    assertThatThrownBy(() -> differences(CASES.replace("items", "itms")))
        .isInstanceOf(RulesRefusedException.class)
        .hasMessageContaining(FILE + ":6:23: itms is no word of CartAbandoned");
  }

  private static List<Difference> differences(String changed) {
    return CaseDifferences.between(
        new RuleLibrary(Map.of(FILE, CASES)), new RuleLibrary(Map.of(FILE, changed)));
  }
}
