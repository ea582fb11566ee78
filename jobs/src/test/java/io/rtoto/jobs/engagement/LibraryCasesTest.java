package io.rtoto.jobs.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.cases.CaseRun;
import io.rtoto.rules.cases.CaseRunner;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of the rule library, played with the memory and the moments of engage. */
final class LibraryCasesTest {
  private static final Path LIBRARY = Path.of(System.getProperty("rtoto.root"), "rules", "library");

  private static final CaseRun RUN =
      CaseRunner.run(LIBRARY, EngagementCasePlayer.with(EngageSettings.defaults("none:0")));

  @TestFactory
  Stream<DynamicTest> hold() {
    assertThat(RUN.results()).isNotEmpty();
    return RUN.results().stream()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.file() + ": " + result.name(),
                    () -> assertThat(result.differences()).isEmpty()));
  }

  @Test
  void failEachConditionOnce() {
    assertThat(RUN.coverage())
        .isNotEmpty()
        .flatExtracting(
            rule ->
                rule.neverFail().stream()
                    .map(untried -> rule.file() + ":" + untried.line() + ": " + untried.shown())
                    .toList())
        .isEmpty();
  }
}
