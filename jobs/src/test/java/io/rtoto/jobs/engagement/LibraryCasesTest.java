package io.rtoto.jobs.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRunner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of the library, with the memory and the moments of the job. */
final class LibraryCasesTest {
  @Test
  void hold() {
    Path library = Path.of(System.getProperty("rtoto.root", "."), "rules", "library");
    List<CaseResult> results =
        CaseRunner.run(library, EngagementCasePlayer.with(EngageSettings.defaults("broker:9092")));
    assertThat(results).isNotEmpty().allSatisfy(each -> assertThat(each.differences()).isEmpty());
  }
}
