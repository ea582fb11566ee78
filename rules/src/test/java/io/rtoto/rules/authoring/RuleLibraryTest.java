package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.findings.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleLibraryTest {
  private static final RuleLibrary LIBRARY = new RuleLibrary(Map.of("a.drl", "b"));

  @Test
  void hasOneVersionForTheSameSourcesAndFactsInWhateverOrder() {
    assertThat(
            LIBRARY.versionAgainst(
                RuleLibrary.hashOf(List.of(CartAbandoned.class, Customer.class))))
        .isEqualTo(
            new RuleLibrary(Map.of("a.drl", "b"))
                .versionAgainst(RuleLibrary.hashOf(List.of(Customer.class, CartAbandoned.class))))
        .matches("[0-9a-f]{12}");
  }

  @Test
  void hasAnotherVersionForOtherSources() {
    assertThat(LIBRARY.versionAgainst(RuleLibrary.hashOf(List.of(Customer.class))))
        .isNotEqualTo(
            new RuleLibrary(Map.of("a.drl", "c"))
                .versionAgainst(RuleLibrary.hashOf(List.of(Customer.class))));
  }

  @Test
  void hasAnotherVersionWhenTheFactsAreOthers() {
    assertThat(LIBRARY.versionAgainst(RuleLibrary.hashOf(List.of(Customer.class))))
        .isNotEqualTo(
            LIBRARY.versionAgainst(
                RuleLibrary.hashOf(List.of(Customer.class, CartAbandoned.class))));
  }

  @Test
  void readsTheFieldsOfAFactWithTheirTypesAndInTheirOrder() {
    assertThat(RuleLibrary.signature(Candidates.class))
        .isEqualTo(
            "io.rtoto.rules.facts.Candidates("
                + "java.util.List<java.lang.String> products, java.lang.String because)");
  }

  @Test
  void givesABundleTheVersionAgainstTheFactsThatItWasCompiledAgainst() {
    RuleLibrary guards =
        new RuleLibrary(Map.of("common/guards/quiet.drl", RuleBookCheckTest.guard()));
    assertThat(RuleCompiler.compile(guards, "test", null, Instant.EPOCH).version())
        .isNotEqualTo(guards.version());
  }

  @Test
  void readsLinesAlikeWhereverTheyWereWritten(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.drl"), "b\r\nc\r\n");
    assertThat(RuleLibrary.rulesIn(folder).files()).isEqualTo(Map.of("a.drl", "b\nc\n"));
  }

  @Test
  void tellsTheFileThatIsNotUtf8AndTheProblemsOfTheOthers(@TempDir Path folder) throws IOException {
    Path guards = Files.createDirectories(folder.resolve("common/guards"));
    String sound = RuleBookCheckTest.guard();
    Files.writeString(
        guards.resolve("quiet.drl"), "// für Gäste\n" + sound, StandardCharsets.ISO_8859_1);
    Files.writeString(guards.resolve("wrong.drl"), sound.replace("quiet", "loud"));
    assertThat(RuleBookCheck.check(folder))
        .extracting(Finding::toString)
        .startsWith(
            "common/guards/quiet.drl:1:5: A rule file has no use for the character U+FFFD."
                + " Maybe the file is not saved as UTF-8.",
            "common/guards/wrong.drl:3:6: Another rule in this folder has the same name.",
            "common/guards/wrong.drl:4:9: The rule's id is \"common.guards.loud\";"
                + " expected common.guards.wrong, or that and .word where the file has several"
                + " rules.");
  }

  @Test
  void namesAFolderThatIsNotThere(@TempDir Path folder) {
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> RuleLibrary.rulesIn(gone))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(gone.toString())
        .hasMessageContaining("Maybe it is not the library's folder.");
  }
}
