package io.rtoto.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The house law, on the code and on planted violations of it: a law that finds nothing in what was
 * planted for it could never have failed.
 */
final class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.rtoto");
  private static final JavaClasses PLANTED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .withImportOption(location -> location.contains("/planted/"))
          .importPackages("io.rtoto");

  @TestFactory
  Iterable<DynamicTest> holds() {
    return HouseLaw.ALL.entrySet().stream()
        .map(law -> DynamicTest.dynamicTest(law.getKey(), () -> law.getValue().check(HOUSE)))
        .toList();
  }

  @TestFactory
  Iterable<DynamicTest> wouldNoticeAViolation() {
    return HouseLaw.ALL.entrySet().stream()
        .map(
            law ->
                DynamicTest.dynamicTest(
                    law.getKey(),
                    () -> {
                      EvaluationResult result = law.getValue().evaluate(PLANTED);
                      assertThat(result.hasViolation()).isTrue();
                    }))
        .toList();
  }
}
