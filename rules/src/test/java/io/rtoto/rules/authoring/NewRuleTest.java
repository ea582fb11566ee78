package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NewRuleTest {
  /** Of every moment, all in one library. */
  @Test
  void isSoundAndItsCasesHold() {
    Map<String, String> rules = new TreeMap<>();
    Map<String, String> cases = new TreeMap<>();
    for (Class<?> moment : Vocabulary.moments()) {
      NewRule rule =
          new NewRule("gift_card", moment, "retail", "anna", LocalDate.parse("2026-11-27"));
      rules.put(rule.rulePath(), rule.files().get(rule.rulePath()));
      cases.put(rule.casesPath(), rule.files().get(rule.casesPath()));
    }
    RuleLibrary library = new RuleLibrary(rules);
    assertThat(CaseRunner.check(library, new RuleLibrary(cases))).isEmpty();
    assertThat(
            CaseRunner.run(
                    RuleCompiler.compile(library, "anna", null, Instant.EPOCH),
                    new RuleLibrary(cases),
                    (book, shop, lasting) -> {
                      throw new AssertionError("A new rule has no story.");
                    })
                .results())
        .hasSize(2 * Vocabulary.moments().size())
        .allMatch(CaseResult::holds);
  }
}
