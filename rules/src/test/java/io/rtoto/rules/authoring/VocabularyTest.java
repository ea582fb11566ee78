package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** VOCABULARY.md says what the Javadoc of the facts says. */
final class VocabularyTest {
  private static final Path RULES = Path.of(System.getProperty("rtoto.root", "."), "rules");
  private static final Path FACTS = RULES.resolve("src/main/java/io/rtoto/rules/facts");

  @Test
  void isUpToDate() throws IOException {
    assertThat(RULES.resolve("library/VOCABULARY.md"))
        .as("written anew by ./rtoto rules vocabulary --write")
        .hasContent(VocabularyText.of(FACTS));
  }

  @Test
  void knowsEveryFact() throws IOException {
    assertThat(VocabularyText.docs(FACTS).keySet())
        .containsAll(Vocabulary.facts().keySet())
        .as("types in the package of facts that no rule may name")
        .hasSize(Vocabulary.facts().size() + List.of("Moment", "OneOf").size());
  }

  /** An annotation cannot name a list that stands elsewhere. */
  @Test
  void aProductIsRecommendedForTheSameReasonsAsCandidatesAre() {
    assertThat(Fields.wordsOf(RecommendedProduct.class, "because"))
        .isNotNull()
        .isEqualTo(Fields.wordsOf(Candidates.class, "because"));
  }
}
