package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Setting;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.vocabulary.Vocabulary;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.nio.file.Path;
import java.time.Instant;
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
   * @throws RulesRefusedException when there is any problem, with all problems
   * @throws java.io.UncheckedIOException when the folder cannot be read
   */
  public static RuleBundle compile(
      Path library, String author, @Nullable String parent, Instant publishedAt) {
    return compile(RuleLibrary.rulesIn(library), author, parent, publishedAt);
  }

  /** The same, of files that are at hand. */
  public static RuleBundle compile(
      RuleLibrary library, String author, @Nullable String parent, Instant publishedAt) {
    CheckedRules checked = CheckedRules.of(library);
    if (!checked.findings().isEmpty()) {
      throw new RulesRefusedException(checked.findings());
    }
    LibrarySettings settings = LibrarySettings.in(library.files());
    String facts = RuleLibrary.hashOf(Vocabulary.facts().values());
    return new RuleBundle(
        library.versionAgainst(facts),
        parent,
        author,
        publishedAt,
        library.files(),
        checked.compiled().classes(),
        checked.compiled().models(),
        checked.files().stream()
            .flatMap(file -> file.rules().stream().map(rule -> card(file, rule)))
            .toList(),
        settings.tags().cards(settings.texts()),
        null,
        facts);
  }

  private static RuleCard card(RuleFile file, Rule rule) {
    return new RuleCard(
        metadatum(rule, "id"),
        rule.name().text(),
        momentOf(file.path()),
        metadatum(rule, "owner"),
        metadatum(rule, "since"),
        file.path());
  }

  /** The moment's name; empty for a guard of all moments. */
  private static String momentOf(String path) {
    String pack = HouseLaw.packageOf(path);
    return Vocabulary.momentOfFolder(pack.substring(pack.indexOf('.') + 1))
        .map(Class::getSimpleName)
        .orElse("");
  }

  private static String metadatum(Rule rule, String name) {
    for (Setting setting : rule.metadata()) {
      if (setting.name().is(name) && setting.value() != null) {
        return setting.value().text();
      }
    }
    throw new IllegalStateException("A rule without @" + name + " passed the check.");
  }
}
