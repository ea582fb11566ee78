package io.rtoto.rules.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.javadoc.Javadoc;
import com.github.javaparser.javadoc.JavadocBlockTag;
import io.rtoto.rules.facts.Candidates;
import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.facts.RecommendedProduct;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** VOCABULARY.md says what the Javadoc of the facts says: written by this test when told to. */
final class VocabularyTest {
  private static final Path RULES = Path.of(System.getProperty("rtoto.root", "."), "rules");
  private static final Path FACTS = RULES.resolve("src/main/java/io/rtoto/rules/facts");
  private static final Path VOCABULARY = RULES.resolve("library/VOCABULARY.md");
  private static final String WRITE = "vocabulary.write";

  @BeforeAll
  static void readsJava17() {
    StaticJavaParser.setConfiguration(
        new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));
  }

  @Test
  void isUpToDate() throws IOException {
    String text = vocabulary(docs());
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(VOCABULARY, text);
    }
    assertThat(VOCABULARY)
        .as("written anew by mvn -pl rules -am test -Dtest=VocabularyTest -D" + WRITE + "=true")
        .hasContent(text);
  }

  @Test
  void knowsEveryFact() throws IOException {
    assertThat(docs().keySet())
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

  private static Map<String, Javadoc> docs() throws IOException {
    Map<String, Javadoc> docs = new HashMap<>();
    try (Stream<Path> files = Files.list(FACTS)) {
      for (Path file : files.filter(path -> !path.endsWith("package-info.java")).toList()) {
        for (TypeDeclaration<?> type :
            StaticJavaParser.parse(file).findAll(TypeDeclaration.class).stream()
                .<TypeDeclaration<?>>map(each -> each)
                .toList()) {
          docs.put(type.getNameAsString(), type.getJavadoc().orElseThrow());
        }
      }
    }
    return docs;
  }

  private static String vocabulary(Map<String, Javadoc> docs) {
    StringBuilder text = new StringBuilder();
    text.append("# The words of the rules\n\n");
    text.append("Generated from the facts. A rule knows these words and no others; it imports");
    text.append(" nothing.\n");
    chapter(text, "Moments", "The first pattern of a rule, and the folder that it lies in.");
    Vocabulary.moments()
        .forEach(fact -> fact(text, fact, docs, " (`" + Vocabulary.folderOf(fact) + "`)"));
    chapter(text, "What is known", "Further patterns of a rule.");
    Vocabulary.knowledge().forEach(fact -> fact(text, fact, docs, ""));
    chapter(
        text,
        "Proposals",
        "What a rule inserts, with its values in this order; and what a guard withdraws. All of"
            + " them are `Proposal`s, with a name and a priority.");
    Vocabulary.proposals().forEach(fact -> fact(text, fact, docs, ""));
    return text.toString();
  }

  private static void chapter(StringBuilder text, String title, String sentence) {
    text.append("\n## ").append(title).append("\n\n").append(sentence).append('\n');
  }

  private static void fact(
      StringBuilder text, Class<?> fact, Map<String, Javadoc> docs, String folder) {
    Javadoc doc = Objects.requireNonNull(docs.get(fact.getSimpleName()));
    text.append("\n### ").append(fact.getSimpleName()).append(folder).append("\n\n");
    text.append(plain(doc.getDescription().toText())).append("\n\n");
    text.append("| field | is | means |\n|---|---|---|\n");
    Fields.of(fact)
        .forEach(
            (field, kind) ->
                text.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            field,
                            kind.shown() + words(Fields.wordsOf(fact, field)),
                            meaning(doc, field))));
  }

  /** All that the field ever is. */
  private static String words(@Nullable OneOf words) {
    if (words == null) {
      return "";
    }
    String known =
        words.namedIn().isEmpty()
            ? "`" + String.join("`, `", words.value()) + "`"
            : "those in `" + words.namedIn() + "`";
    return ": " + known + (words.orEmpty() ? ", or empty" : "");
  }

  private static String meaning(Javadoc doc, String field) {
    for (JavadocBlockTag tag : doc.getBlockTags()) {
      if (tag.getName().filter(field::equals).isPresent()) {
        return plain(tag.getContent().toText());
      }
    }
    throw new AssertionError("The field " + field + " has no @param. Maybe it was renamed.");
  }

  private static String plain(String javadoc) {
    return javadoc.replaceAll("\\{@code\\s+([^}]*)}", "`$1`").replaceAll("\\s+", " ").strip();
  }
}
