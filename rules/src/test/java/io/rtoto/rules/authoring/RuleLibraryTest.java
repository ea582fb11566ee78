package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.CartAbandoned;
import io.rtoto.rules.facts.Customer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleLibraryTest {
  private static final RuleLibrary LIBRARY = new RuleLibrary(Map.of("a.drl", "b"));

  @Test
  void hasOneVersionForTheSameSourcesAndFactsInWhateverOrder() {
    assertThat(LIBRARY.versionAgainst(List.of(CartAbandoned.class, Customer.class)))
        .isEqualTo(
            new RuleLibrary(Map.of("a.drl", "b"))
                .versionAgainst(List.of(Customer.class, CartAbandoned.class)))
        .matches("[0-9a-f]{12}");
  }

  @Test
  void hasAnotherVersionForOtherSources() {
    assertThat(LIBRARY.versionAgainst(List.of(Customer.class)))
        .isNotEqualTo(
            new RuleLibrary(Map.of("a.drl", "c")).versionAgainst(List.of(Customer.class)));
  }

  @Test
  void hasAnotherVersionWhenTheFactsAreOthers() {
    assertThat(LIBRARY.versionAgainst(List.of(Customer.class)))
        .isNotEqualTo(LIBRARY.versionAgainst(List.of(Customer.class, CartAbandoned.class)));
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
    RuleLibrary none = new RuleLibrary(Map.of());
    assertThat(RuleCompiler.compile(none, "test", null, Instant.EPOCH).version())
        .isNotEqualTo(none.version());
  }
}
