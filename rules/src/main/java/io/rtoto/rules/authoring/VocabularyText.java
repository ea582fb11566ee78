package io.rtoto.rules.authoring;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.javadoc.Javadoc;
import com.github.javaparser.javadoc.JavadocBlockTag;
import io.rtoto.rules.facts.OneOf;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All words that a rule may use, as VOCABULARY.md tells them: what the facts' own docs say. */
public final class VocabularyText {
  private VocabularyText() {}

  /** What the facts' own sources say of each type. */
  static Map<String, Javadoc> docs(Path facts) throws IOException {
    JavaParser parser =
        new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));
    Map<String, Javadoc> docs = new HashMap<>();
    try (Stream<Path> files = Files.list(facts)) {
      for (Path file : files.filter(path -> !path.endsWith("package-info.java")).toList()) {
        parser
            .parse(file)
            .getResult()
            .orElseThrow()
            .findAll(TypeDeclaration.class)
            .forEach(
                type ->
                    ((TypeDeclaration<?>) type)
                        .getJavadoc()
                        .ifPresent(doc -> docs.put(type.getNameAsString(), doc)));
      }
    }
    return docs;
  }

  /**
   * The whole document.
   *
   * @param facts the folder of the facts' sources
   * @throws IOException when it cannot be read
   */
  public static String of(Path facts) throws IOException {
    Map<String, Javadoc> docs = docs(facts);
    StringBuilder text = new StringBuilder();
    text.append("# The words of the rules\n\n");
    text.append("Generated from the facts. A rule knows these words and no others; it imports");
    text.append(" nothing.\n\n");
    text.append(
        "Where a field is *a number, or none*, it may be that nobody told it. What was not");
    text.append(
        " told is neither equal to a number nor less or more than one: `daysHeld <= 7` does");
    text.append(" not hold, and neither does `daysHeld > 7`. `daysHeld >= 0` asks whether it was");
    text.append(" told.\n");
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
    Javadoc doc = Objects.requireNonNull(docs.get(fact.getSimpleName()), "A fact has a doc.");
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
                            kind.shown()
                                + (Fields.mayBeUntold(fact, field) ? ", or none" : "")
                                + words(Fields.wordsOf(fact, field)),
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
    throw new IllegalStateException("The field " + field + " has no @param. Maybe it was renamed.");
  }

  private static String plain(String javadoc) {
    return javadoc.replaceAll("\\{@code\\s+([^}]*)}", "`$1`").replaceAll("\\s+", " ").strip();
  }
}
