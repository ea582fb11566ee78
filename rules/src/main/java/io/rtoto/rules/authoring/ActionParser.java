package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.Action;
import io.rtoto.rules.authoring.RuleFile.Argument;
import io.rtoto.rules.authoring.RuleFile.Delete;
import io.rtoto.rules.authoring.RuleFile.Insert;
import io.rtoto.rules.authoring.Word.Kind;
import io.rtoto.rules.findings.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands between {@code then} and {@code end}: insertions and deletions. */
final class ActionParser {
  private static final Set<String> CHANGES = Set.of("modify", "update", "insertLogical", "retract");

  private final WordReader words;
  private final Findings findings;

  ActionParser(WordReader words, Findings findings) {
    this.words = words;
    this.findings = findings;
  }

  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    while (!words.nextIs("end") && !words.nextIs(Kind.END) && !beginsRule()) {
      try {
        if (words.nextIs("insert")) {
          actions.add(insert());
        } else if (words.nextIs("delete")) {
          actions.add(delete());
        } else {
          refuse();
        }
      } catch (WordReader.Unexpected unexpected) {
        unexpected.reportTo(findings);
        skipToNextAction();
      }
    }
    return actions;
  }

  /** An action ends with its semicolon; where that is missing too, the next begins a line. */
  private void skipToNextAction() {
    while (!words.nextIs(Kind.END)
        && !words.nextIs("end")
        && !(words.beginsLine() && (words.nextIs("insert") || words.nextIs("delete")))
        && !beginsRule()
        && !words.skip(";")) {
      words.read();
    }
  }

  private boolean beginsRule() {
    return words.nextIs("rule") && words.peekSecond().kind() == Kind.TEXT;
  }

  private void refuse() {
    Word word = words.peek();
    String hint =
        CHANGES.contains(word.text())
            ? "Maybe you meant insert or delete: a fact never changes."
            : NearestWord.hint(word.text(), List.of("insert", "delete", "end"));
    findings.add(
        word,
        "action",
        "A rule does nothing but insert and delete, but found %s.".formatted(word.shown()),
        hint);
    skipToNextAction();
  }

  private Insert insert() {
    words.read();
    words.expect("(", "");
    words.expect("new", "Maybe insert( new Offer( \"free-delivery\", 10 ) );");
    Word fact = words.expect(Kind.NAME, "what is inserted, such as Offer", "");
    words.expect("(", "");
    List<Argument> arguments = new ArrayList<>();
    if (!words.nextIs(")")) {
      do {
        arguments.add(argument());
      } while (words.skip(",") || isCommaMissing());
    }
    String hint =
        words.peek().kind() == Kind.SIGN || words.beginsLine()
            ? "Maybe a bracket is not closed."
            : "Maybe a comma is missing.";
    words.expect(")", hint);
    words.expect(")", "Maybe a bracket is not closed.");
    endOfAction();
    return new Insert(fact, arguments);
  }

  /** Then what follows is read as if it were there. */
  private boolean isCommaMissing() {
    Word next = words.peek();
    boolean missing =
        next.line() == words.last().line()
            && (next.kind() == Kind.TEXT
                || next.kind() == Kind.NUMBER
                || next.kind() == Kind.VARIABLE);
    if (missing) {
      words.unexpected(")", "Maybe a comma is missing.").reportTo(findings);
    }
    return missing;
  }

  private Delete delete() {
    words.read();
    words.expect("(", "");
    Word variable = words.expect(Kind.VARIABLE, "what is deleted, such as $offer", "");
    words.expect(")", "Maybe a bracket is not closed.");
    endOfAction();
    return new Delete(variable);
  }

  private void endOfAction() {
    Word last = words.last();
    if (!words.skip(";")) {
      new WordReader.Unexpected(
              last.end(),
              "Expected ; after the closing bracket, but found %s.".formatted(words.peek().shown()),
              "")
          .reportTo(findings);
      skipToNextAction();
    }
  }

  private Argument argument() {
    if (!words.nextIs("List") || !words.peekSecond().is(".")) {
      return new Argument(value(), null);
    }
    Word list = words.read();
    words.read();
    words.expect("of", "Maybe List.of( \"one\", \"other\" ).");
    words.expect("(", "");
    List<Word> items = new ArrayList<>();
    if (!words.nextIs(")")) {
      items.add(value());
      while (words.skip(",")) {
        items.add(value());
      }
    }
    words.expect(")", "Maybe the bracket after List.of is not closed.");
    return new Argument(list, items);
  }

  private Word value() {
    if (words.nextIs("-") && words.peekSecond().kind() == Kind.NUMBER) {
      Word minus = words.read();
      Word number = words.read();
      return new Word(Kind.NUMBER, "-" + number.text(), minus.line(), minus.column());
    }
    boolean value =
        words.nextIs(Kind.TEXT)
            || words.nextIs(Kind.NUMBER)
            || words.nextIs(Kind.VARIABLE)
            || words.nextIs("true")
            || words.nextIs("false");
    if (!value) {
      Word found = words.peek();
      throw words.missing(
          "a text, a number, true, false or a variable",
          found.kind() == Kind.NAME
              ? "Maybe \"%s\" in quotes, or a variable of the condition, such as $products."
                  .formatted(found.text())
              : "");
    }
    return words.read();
  }
}
