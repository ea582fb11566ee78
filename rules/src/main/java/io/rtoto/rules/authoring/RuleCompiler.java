package io.rtoto.rules.authoring;

import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;

/** Makes a bundle of a library: once, when rules are published, and never in a job. */
public final class RuleCompiler {
  private RuleCompiler() {}

  /**
   * Checks and compiles the rules below a folder.
   *
   * @param library the folder
   * @param author who publishes them
   * @param parent the version that they replace; null for the first
   * @param publishedAt when
   */
  public static RuleBundle compile(
      Path library, String author, @Nullable String parent, Instant publishedAt) {
    RuleLibrary rules = RuleLibrary.rulesIn(library);
    CompiledRules compiled = RuleFilesCompiler.compile(rules);
    if (!compiled.complaints().isEmpty()) {
      throw new IllegalArgumentException(compiled.complaints().toString());
    }
    List<RuleCard> cards = new ArrayList<>();
    rules.files().forEach((path, text) -> cards.addAll(cards(path, text)));
    return new RuleBundle(
        rules.version(),
        parent,
        author,
        publishedAt,
        rules.files(),
        compiled.classes(),
        compiled.models(),
        cards);
  }

  private static List<RuleCard> cards(String path, String text) {
    try {
      PackageDescr descr = new DrlParser().parse(false, text);
      List<RuleCard> cards = new ArrayList<>();
      String folder = descr.getName().substring(descr.getName().lastIndexOf('.') + 1);
      String moment =
          io.rtoto.rules.facts.Vocabulary.momentOfFolder(folder)
              .map(Class::getSimpleName)
              .orElse("");
      for (RuleDescr rule : descr.getRules()) {
        cards.add(
            new RuleCard(
                value(rule, "id"),
                rule.getName(),
                moment,
                value(rule, "owner"),
                value(rule, "since"),
                path));
      }
      return cards;
    } catch (DroolsParserException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String value(RuleDescr rule, String name) {
    AnnotationDescr annotation = rule.getAnnotation(name);
    return annotation == null
        ? ""
        : String.valueOf(annotation.getSingleValueAsString()).replace("\"", "");
  }
}
