package io.rtoto.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

  /** A law with many words, such as that of the clock, must notice what each of them forbids. */
  @Test
  void noticesAllThatIsPlanted() {
    String noticed =
        HouseLaw.ALL.values().stream()
            .flatMap(law -> law.evaluate(PLANTED).getFailureReport().getDetails().stream())
            .collect(joining("\n"));
    assertThat(planted()).isNotEmpty().allSatisfy(name -> assertThat(noticed).contains(name));
  }

  /** Every planted class, and every method of those that are no records. */
  private static List<String> planted() {
    return PLANTED.stream()
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .flatMap(
            type ->
                type.isRecord()
                    ? Stream.of(type.getName())
                    : Stream.concat(
                        Stream.of(type.getName()),
                        type.getMethods().stream().map(JavaMethod::getFullName)))
        .toList();
  }
}
