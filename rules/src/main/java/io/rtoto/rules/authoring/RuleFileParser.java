package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.Action;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Rule;
import io.rtoto.rules.authoring.RuleFile.Setting;
import io.rtoto.rules.authoring.Word.Kind;
import io.rtoto.rules.findings.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule file: the part of the rule language that our rules are written in. What is not in
 * that part is a finding, so that nothing reaches the engine's compiler that was not understood
 * here. The engine's own parsers stop at the first error, and the one that tells positions knows no
 * agenda groups.
 */
final class RuleFileParser {
  private static final String PACKAGE = "package";
  private static final Set<String> TOP_LEVEL =
      Set.of("import", "global", "function", "declare", "query", "unit", "dialect");
  private static final Set<String> TOP_LEVEL_WORDS =
      Stream.concat(TOP_LEVEL.stream(), Stream.of(PACKAGE, "rule", "end"))
          .collect(Collectors.toUnmodifiableSet());

  /** What ends the settings of a rule in which {@code when} is missing. */
  private static final Set<String> BEYOND_WHEN = Set.of("then", "end", "not", "exists");

  /** What may stand alone on a line between a rule's name and its conditions. */
  private static final List<String> WITHOUT_VALUE =
      List.of("when", "no-loop", "lock-on-active", "auto-focus");

  private final String path;
  private final Findings findings;
  private final WordReader words;
  private final String text;

  private RuleFileParser(String path, String text, Findings findings) {
    this.path = path;
    this.findings = findings;
    this.words = new WordReader(Words.of(text, findings));
    this.text = text;
  }

  /** Reads a file, as far as it can be read; what cannot is a finding. */
  static RuleFile parse(String path, String text, Findings findings) {
    return new RuleFileParser(path, text, findings).file();
  }

  private RuleFile file() {
    Word packageName = null;
    List<Rule> rules = new ArrayList<>();
    while (!words.nextIs(Kind.END)) {
      try {
        if (words.nextIs(PACKAGE) && packageName == null) {
          packageName = packageLine();
        } else if (packageName == null && rules.isEmpty() && isPackageMisspelt()) {
          packageName = misspeltPackage();
        } else if (words.nextIs("rule")) {
          rules.add(rule());
        } else {
          refuseTopLevel();
        }
      } catch (WordReader.Unexpected unexpected) {
        unexpected.reportTo(findings);
        words.skipToNextRule();
      }
    }
    int lines = Words.linesOf(text).size() - (text.endsWith("\n") ? 1 : 0);
    return new RuleFile(path, lines, packageName, rules);
  }

  /** What was meant is told once, and not as missing again. */
  private boolean isPackageMisspelt() {
    Word word = words.peek();
    return word.kind() == Kind.NAME
        && NearestWord.of(word.text(), TOP_LEVEL_WORDS).filter(PACKAGE::equals).isPresent();
  }

  private Word misspeltPackage() {
    Word word = words.read();
    findings.add(
        word,
        "syntax",
        "Expected package, but found %s.".formatted(word.shown()),
        "Maybe you meant package.");
    return qualifiedName();
  }

  private void refuseTopLevel() {
    Word word = words.read();
    if (!TOP_LEVEL.contains(word.text())) {
      throw new WordReader.Unexpected(
          word,
          "Expected a rule, but found %s.".formatted(word.shown()),
          NearestWord.hint(word.text(), List.of(PACKAGE, "rule", "end")));
    }
    findings.add(
        word,
        "not-allowed",
        "A rule file has no %s.".formatted(word.text()),
        word.is("import") ? "Every fact is known without it." : "");
    words.skipToNextRule();
  }

  /** The facts are imported on its line: nothing else may stand there. */
  private Word packageLine() {
    Word start = words.read();
    if (words.nextIs(Kind.TEXT)) {
      Word quoted = words.read();
      findings.add(quoted, "package", "A package has no quotes.");
      return quoted;
    }
    Word name = qualifiedName();
    if (words.nextIs("/")) {
      words.unexpected(".", "Maybe you meant dots between folders.").reportTo(findings);
      words.skipLine();
      return new Word(Kind.NAME, HouseLaw.packageOf(path), name.line(), name.column());
    }
    if (words.nextIs(";") && words.peek().line() == start.line()) {
      words.read();
    }
    String line = Words.linesOf(text).get(start.line() - 1);
    if (!line.strip().matches("package\\s+" + Pattern.quote(name.text()) + "\\s*;?")) {
      findings.add(start, "package", "The package stands on a line of its own.");
    }
    return name;
  }

  private Word qualifiedName() {
    Word first = words.expect(Kind.NAME, "a package such as retail.cart_abandoned", "");
    StringBuilder name = new StringBuilder(first.text());
    while (words.skip(".")) {
      name.append('.').append(words.expect(Kind.NAME, "the rest of the package", "").text());
    }
    return new Word(Kind.NAME, name.toString(), first.line(), first.column());
  }

  private Rule rule() {
    Word start = words.read();
    Word name =
        words.expect(
            Kind.TEXT,
            "the rule's name in quotes",
            "Maybe \"Propose …\": a rule's name is a sentence.");
    List<Setting> metadata = new ArrayList<>();
    List<Setting> attributes = new ArrayList<>();
    int before = findings.all().size();
    while (!words.nextIs("when") && !isWhenMissing() && !isWhenMisspelt()) {
      if (words.skip("@")) {
        metadata.add(metadatum());
      } else {
        attributes.add(attribute());
      }
    }
    if (isWhenMissing()) {
      words.unexpected("when", "Maybe when is missing.").reportTo(findings);
    } else if (!words.skip("when")) {
      words.unexpected("when", "Maybe you meant when.").reportTo(findings);
      words.read();
    }
    ConditionParser parser = new ConditionParser(words, findings);
    List<Condition> conditions = parser.conditions();
    parser.end();
    List<Action> actions = new ActionParser(words, findings).actions();
    boolean whole = findings.all().size() == before + parser.mended();
    Word end = words.peek();
    if (!words.skip("end")) {
      words.missing("end", "Maybe the rule is not closed by end.").reportTo(findings);
      whole = false;
    }
    return new Rule(start, name, metadata, attributes, conditions, actions, end, whole);
  }

  /** Without a value where that cannot be read: the next may be. */
  private Setting metadatum() {
    Word name = words.expect(Kind.NAME, "a name such as owner", "");
    try {
      words.expect("(", "Maybe @" + name.text() + "(\"…\").");
      Word value = words.expect(Kind.TEXT, "a text in quotes", "");
      words.expect(")", "Maybe the bracket after @%s is not closed.".formatted(name.text()));
      return new Setting(name, value);
    } catch (WordReader.Unexpected unexpected) {
      unexpected.reportTo(findings);
      while (!words.nextIs("@") && !words.beginsLine() && !words.nextIs(Kind.END)) {
        words.read();
      }
      return new Setting(name, null);
    }
  }

  private Setting attribute() {
    if (!words.nextIs(Kind.NAME) || BEYOND_WHEN.contains(words.peek().text())) {
      throw words.unexpected("when", "Maybe when is missing.");
    }
    Word name = words.read();
    @Nullable Word value = words.nextIs(Kind.TEXT) ? words.read() : null;
    if (value == null) {
      if (name.is("agenda-group")) {
        words.missing("a phase in quotes", "Maybe agenda-group \"propose\".").reportTo(findings);
      }
      words.skipLine();
    }
    return new Setting(name, value);
  }

  /** A fact is written with a capital letter, and no attribute is. */
  private boolean isWhenMissing() {
    return words.nextIs(Kind.NAME)
        && Character.isUpperCase(words.peek().text().charAt(0))
        && words.peekSecond().is("(");
  }

  private boolean isWhenMisspelt() {
    return words.nextIs(Kind.NAME)
        && words.beginsLine()
        && words.peekSecond().line() > words.peek().line()
        && NearestWord.of(words.peek().text(), WITHOUT_VALUE).filter("when"::equals).isPresent();
  }
}
