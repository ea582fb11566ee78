package io.rtoto.rules.authoring;

import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.TextSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a library before it is published: the house law of rule files, then the compiler, then
 * what the compiled code would touch.
 */
public final class RuleBookCheck {
  private RuleBookCheck() {}

  /**
   * Every problem of every rule file below a folder, by file and line; empty when all is well.
   *
   * @throws java.io.UncheckedIOException when the folder cannot be read
   */
  public static List<Finding> check(Path library) {
    return check(RuleLibrary.rulesIn(library));
  }

  /**
   * Everything that a sound library proposes, and that is read, and that has no text, by file and
   * line, where the library has texts at all. That is no problem of the rules: it is shown by its
   * name.
   *
   * @throws java.io.UncheckedIOException when the folder cannot be read
   */
  public static List<Finding> withoutText(Path library) {
    return withoutText(RuleLibrary.rulesIn(library));
  }

  /** The same, of files that are at hand. */
  static List<Finding> withoutText(RuleLibrary library) {
    List<Finding> findings = new ArrayList<>();
    if (library.files().containsKey(TextSettings.FILE)) {
      TextSettings texts = LibrarySettings.in(library.files()).texts();
      library.files().forEach((path, text) -> findings.addAll(withoutText(path, text, texts)));
    }
    return findings;
  }

  private static List<Finding> withoutText(String path, String text, TextSettings texts) {
    return !RuleLibrary.holdsRules(path)
        ? List.of()
        : RuleFileParser.parse(path, text, new Findings(path)).rules().stream()
            .flatMap(rule -> rule.actions().stream())
            .flatMap(action -> withoutText(action, texts).stream())
            .map(name -> missing(path, name))
            .toList();
  }

  private static List<Word> withoutText(RuleFile.Action action, TextSettings texts) {
    if (!(action instanceof RuleFile.Insert insert) || insert.arguments().isEmpty()) {
      return List.of();
    }
    List<Word> without = new ArrayList<>();
    Word name = insert.arguments().get(0).value();
    if (name.kind() == Word.Kind.TEXT && texts.misses(insert.fact().text(), name.text())) {
      without.add(name);
    }
    Word last = insert.arguments().get(insert.arguments().size() - 1).value();
    if (insert.fact().is(Proposal.Task.class.getSimpleName())
        && last.kind() == Word.Kind.TEXT
        && texts.missesScript(last.text())) {
      without.add(last);
    }
    return without;
  }

  private static Finding missing(String path, Word name) {
    return new Finding(
        path,
        name.line(),
        name.column(),
        "no-text",
        "There is no text for %s in %s.".formatted(name.text(), TextSettings.FILE),
        "");
  }

  /** The same, of files that are at hand. */
  public static List<Finding> check(RuleLibrary library) {
    return CheckedRules.of(library).findings();
  }
}
