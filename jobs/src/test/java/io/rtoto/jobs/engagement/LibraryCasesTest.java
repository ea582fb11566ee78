package io.rtoto.jobs.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of the rule library, played with the memory and the moments of engage. */
final class LibraryCasesTest {
  private static final Path LIBRARY = Path.of(System.getProperty("rtoto.root"), "rules", "library");

  @TestFactory
  Stream<DynamicTest> hold() {
    List<CaseResult> results =
        CaseRunner.run(LIBRARY, EngagementCasePlayer.with(EngageSettings.defaults("none:0")));
    assertThat(results).isNotEmpty();
    return results.stream()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.file() + ": " + result.name(),
                    () -> assertThat(result.differences()).isEmpty()));
  }
}
