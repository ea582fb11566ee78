package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.RuleFile.All;
import io.rtoto.rules.authoring.RuleFile.Any;
import io.rtoto.rules.authoring.RuleFile.Binding;
import io.rtoto.rules.authoring.RuleFile.Clause;
import io.rtoto.rules.authoring.RuleFile.Comparison;
import io.rtoto.rules.authoring.RuleFile.Condition;
import io.rtoto.rules.authoring.RuleFile.Flag;
import io.rtoto.rules.authoring.RuleFile.One;
import io.rtoto.rules.authoring.RuleFile.Term;
import io.rtoto.rules.authoring.RuleFile.Without;
import io.rtoto.rules.authoring.Word.Kind;
import io.rtoto.rules.findings.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands between {@code when} and {@code then}. */
final class ConditionParser {
  /** Nobody reads more; and each takes a part of the stack, of whoever reads the file. */
  private static final int DEEPEST = 8;

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> SET_COMPARISONS = Set.of("in", "contains", "memberOf");
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%");
  private static final Set<String> NOT_FOR_RULES =
      Set.of("eval", "forall", "accumulate", "acc", "groupby", "collect", "from", "if", "do");

  private static final Set<String> ACTIONS =
      Set.of("insert", "delete", "modify", "update", "retract", "insertLogical");
  private static final Set<String> SPOKEN_COMPARISONS =
      Set.of("is", "equals", "equal", "has", "like", "between", "includes");

  private final WordReader words;
  private final Findings findings;
  private final List<Term> terms = new ArrayList<>();
  private int nested;
  private int open;
  private int mended;

  ConditionParser(WordReader words, Findings findings) {
    this.words = words;
    this.findings = findings;
  }

  /** The conditions, as far as they can be read; what cannot is a finding. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    while (!isOver() && !endsInAnotherWord() && !isAction()) {
      try {
        conditions.add(condition());
        words.skip(";");
      } catch (WordReader.Unexpected unexpected) {
        unexpected.reportTo(findings);
        skipToNextCondition();
      }
    }
    return conditions;
  }

  /**
   * Reads {@code then}; where it is misspelt or missing, what follows it can be read all the same.
   */
  void end() {
    if (words.skip("then")) {
      return;
    }
    if (endsInAnotherWord()) {
      words.unexpected("then", "Maybe you meant then.").reportTo(findings);
      words.read();
    } else if (isAction()) {
      words.unexpected("then", "Maybe then is missing.").reportTo(findings);
    } else {
      throw words.missing("then", "Maybe a bracket is not closed, or then is missing.");
    }
  }

  /** How many of the findings hide nothing: what was meant was read. */
  int mended() {
    return mended;
  }

  private boolean isAction() {
    return ACTIONS.contains(words.peek().text()) && words.peekSecond().is("(");
  }

  private boolean isOver() {
    return words.nextIs("then") || words.nextIs("end") || words.nextIs(Kind.END);
  }

  /** Such as {@code Then}, alone on its line. */
  private boolean endsInAnotherWord() {
    Word word = words.peek();
    return word.kind() == Kind.NAME
        && words.peekSecond().line() > word.line()
        && NearestWord.of(word.text(), Set.of("then", "when")).isPresent();
  }

  /** What begins a line with a capital letter is a fact; fields are small. */
  private void skipToNextCondition() {
    do {
      words.read();
    } while (!isBehindCondition());
  }

  private boolean isBehindCondition() {
    return isOver()
        || (words.beginsLine() && (words.nextIs("rule") || beginsCondition(words.peek())));
  }

  private static boolean beginsCondition(Word word) {
    return word.kind() == Kind.NAME
        && (Character.isUpperCase(word.text().charAt(0))
            || word.is("not")
            || word.is("exists")
            || ACTIONS.contains(word.text()));
  }

  private Condition condition() {
    refuse();
    Word quantifier = words.nextIs("not") || words.nextIs("exists") ? words.read() : null;
    Word variable = null;
    if (words.nextIs(Kind.VARIABLE)) {
      variable = words.read();
      words.expect(":", "Maybe " + variable.text() + " : and then a fact.");
    }
    refuse();
    if (!words.nextIs(Kind.NAME)) {
      throw words.unexpected("a fact such as Customer()", "");
    }
    Word fact = words.read();
    if (words.nextIs(".")) {
      throw new WordReader.Unexpected(
          fact,
          "A condition is a fact with its fields in brackets, but found %s.".formatted(fact.text()),
          "Maybe Customer( orders >= 4 ).");
    }
    words.expect("(", "Maybe " + fact.text() + "() with brackets.");
    terms.clear();
    open = 0;
    List<Clause> clauses = new ArrayList<>();
    if (!words.nextIs(")")) {
      do {
        readInto(clauses);
      } while (isFollowed(fact));
    }
    words.expect(")", hintAfter(fact));
    if (words.nextIs("from") || words.nextIs("over")) {
      refuse();
    }
    return new Condition(quantifier, variable, fact, List.copyOf(terms), new All(clauses));
  }

  private void readInto(List<Clause> clauses) {
    int place = words.place();
    nested = 0;
    try {
      clauses.add(alternatives());
    } catch (WordReader.Unexpected unexpected) {
      passOver(unexpected, place);
    }
  }

  /** Whether another clause follows; one that was meant to does, though it lacks its comma. */
  private boolean isFollowed(Word fact) {
    if (words.nextIs(")")) {
      return false;
    }
    if (words.skip(",")) {
      return true;
    }
    WordReader.Unexpected unexpected = words.missing(")", hintAfter(fact));
    Word next = words.peek();
    boolean here = next.line() == words.last().line();
    if (here && COMPARISONS.contains(words.peekSecond().text())) {
      unexpected.reportTo(findings);
      return true;
    }
    if (here && (next.is("and") || next.is("or"))) {
      unexpected.reportTo(findings);
      words.read();
      return true;
    }
    passOver(unexpected, words.place());
    return words.skip(",");
  }

  /**
   * What cannot be read hides nothing of what is asked behind it, where its brackets go on or end.
   *
   * @param place where to go back to where they do not: the rest of the condition is lost then
   */
  private void passOver(WordReader.Unexpected unexpected, int place) {
    while (!isBehindCondition()) {
      if (open == 0 && (words.nextIs(")") || isComma())) {
        unexpected.reportTo(findings);
        return;
      }
      open += words.nextIs("(") ? 1 : words.nextIs(")") ? -1 : 0;
      words.read();
    }
    words.returnTo(place);
    throw unexpected;
  }

  /** One that stands between two clauses, and not between the values of one. */
  private boolean isComma() {
    Word second = words.peekSecond();
    return words.nextIs(",")
        && (second.kind() == Kind.NAME
            || second.kind() == Kind.VARIABLE
            || second.is("(")
            || second.is("!"));
  }

  /** Why the brackets after that fact may not end here. */
  private String hintAfter(Word fact) {
    Word next = words.peek();
    if (next.is("and") || next.is("or")) {
      return "Maybe you meant %s.".formatted(next.is("and") ? "&&" : "||");
    }
    if (COMPARISONS.contains(next.text())) {
      return "Maybe the field is to be named again: items >= 2, items <= 5.";
    }
    boolean another = next.kind() == Kind.NAME || next.kind() == Kind.VARIABLE;
    return another && next.line() == words.last().line()
        ? "Maybe a comma is missing."
        : "Maybe the bracket after " + fact.text() + " is not closed.";
  }

  /** What the rule language knows and our rules do not. */
  private void refuse() {
    Word word = words.peek();
    if (NOT_FOR_RULES.contains(word.text()) || word.is("over")) {
      throw new WordReader.Unexpected(
          word,
          "A condition has no %s: sums, counts and durations arrive in a fact."
              .formatted(word.text()),
          "");
    }
    if (word.is("or") || word.is("and") || word.is("||") || word.is("&&") || word.is("(")) {
      throw new WordReader.Unexpected(
          word,
          "Facts are listed one a line, and all must be there.",
          word.is("and") || word.is("&&") ? "" : "Maybe you meant two rules.");
    }
  }

  private Clause alternatives() {
    List<Clause> clauses = new ArrayList<>();
    clauses.add(conjunction());
    while (words.skip("||")) {
      clauses.add(conjunction());
    }
    return clauses.size() == 1 ? clauses.get(0) : new Any(clauses);
  }

  private Clause conjunction() {
    List<Clause> clauses = new ArrayList<>();
    clauses.add(term());
    while (words.skip("&&")) {
      clauses.add(term());
    }
    return clauses.size() == 1 ? clauses.get(0) : new All(clauses);
  }

  private Clause term() {
    if (words.nextIs("(")) {
      if (nested == DEEPEST) {
        throw new WordReader.Unexpected(
            words.peek(),
            "Brackets stand in brackets at most %d deep.".formatted(DEEPEST),
            "Maybe these are several rules.");
      }
      words.read();
      nested++;
      open++;
      Clause inBrackets = alternatives();
      words.expect(")", "Maybe a bracket is not closed.");
      nested--;
      open--;
      return inBrackets;
    }
    if (words.nextIs("not")) {
      throw words.unexpected("a field", "Maybe ! before the field is meant, as in !identified.");
    }
    boolean denied = words.skip("!");
    Word left = operand();
    if (!denied && left.kind() == Kind.VARIABLE && words.skip(":")) {
      Word field = words.expect(Kind.NAME, "the field that " + left.text() + " stands for", "");
      terms.add(new Binding(left, field));
      return isOperator() ? comparison(field) : new All(List.of());
    }
    if (!denied && isOperator()) {
      return comparison(left);
    }
    if (left.kind() == Kind.NAME) {
      Flag flag = new Flag(left);
      terms.add(flag);
      return denied ? new Without(left) : new One(flag);
    }
    Word before = valueBefore();
    if (before.kind() == Kind.NUMBER && before.column() + before.length() + 1 == left.column()) {
      throw new WordReader.Unexpected(
          before,
          "A number in a rule has no comma.",
          "Maybe you meant %s%s.".formatted(before.text(), left.text()));
    }
    throw new WordReader.Unexpected(
        left,
        "A condition asks for a field, but found %s.".formatted(left.shown()),
        "Maybe the field before it is to be named again, or in is meant.");
  }

  /** With what was compared last; else the start of the file. */
  private Word valueBefore() {
    Term last = terms.isEmpty() ? null : terms.get(terms.size() - 1);
    return last instanceof Comparison comparison
        ? comparison.right().get(comparison.right().size() - 1)
        : Word.START;
  }

  private boolean isOperator() {
    Word next = words.peek();
    refuseMore(next);
    return COMPARISONS.contains(next.text())
        || SET_COMPARISONS.contains(next.text())
        || next.is("=")
        || next.is("not");
  }

  private void refuseMore(Word next) {
    if (next.kind() == Kind.SIGN && ARITHMETIC.contains(next.text())) {
      throw new WordReader.Unexpected(
          next, "A rule only compares: what is computed arrives in a fact.", "");
    }
    if (SPOKEN_COMPARISONS.contains(next.text()) && next.kind() == Kind.NAME) {
      throw new WordReader.Unexpected(
          next,
          "A rule compares with ==, !=, <, <=, >, >=, in or contains, but found %s."
              .formatted(next.text()),
          "Maybe you meant ==, in or contains.");
    }
    if (next.is(".") || next.is("[") || next.is("(")) {
      throw new WordReader.Unexpected(
          next,
          "A rule calls nothing, and takes nothing apart, but %s is followed by %s."
              .formatted(words.last().shown(), next.text()),
          "Maybe a field of the fact says it already.");
    }
    if (next.is("matches") || next.is("soundslike") || next.is("str")) {
      throw new WordReader.Unexpected(
          next, "A rule has no %s.".formatted(next.text()), "Maybe you meant == or in.");
    }
  }

  private Clause comparison(Word left) {
    Word operator = words.nextIs("=") ? mendedEquals() : words.read();
    boolean denied = operator.is("not");
    if (denied) {
      if (!SET_COMPARISONS.contains(words.peek().text())) {
        throw words.unexpected("in, contains or memberOf after not", "");
      }
      Word second = words.read();
      operator = new Word(Kind.NAME, "not " + second.text(), operator.line(), operator.column());
    }
    List<Word> right = new ArrayList<>();
    if (operator.is("in") || operator.is("not in")) {
      words.expect("(", "Maybe in (\"one\", \"other\").");
      open++;
      right.add(operand());
      while (words.skip(",")) {
        right.add(operand());
      }
      words.expect(")", "Maybe the bracket after in is not closed.");
      open--;
    } else {
      right.add(operand());
    }
    refuseMore(words.peek());
    Comparison comparison = new Comparison(left, operator, List.copyOf(right));
    terms.add(comparison);
    return new One(comparison);
  }

  /** What a single equals sign was meant as, which is a finding that hides nothing. */
  private Word mendedEquals() {
    Word equals = words.read();
    boolean reversed = words.nextIs("<") || words.nextIs(">");
    String meant = reversed ? words.read().text() + "=" : "==";
    new WordReader.Unexpected(
            equals, "A single = is no comparison.", "Maybe you meant %s.".formatted(meant))
        .reportTo(findings);
    mended++;
    return new Word(equals.kind(), meant, equals.line(), equals.column());
  }

  private Word operand() {
    if (words.nextIs("-") && words.peekSecond().kind() == Kind.NUMBER) {
      Word minus = words.read();
      Word number = words.read();
      return new Word(Kind.NUMBER, "-" + number.text(), minus.line(), minus.column());
    }
    Word word = words.peek();
    boolean value =
        word.kind() == Kind.NAME
            || word.kind() == Kind.VARIABLE
            || word.kind() == Kind.TEXT
            || word.kind() == Kind.NUMBER;
    if (!value) {
      throw words.missing("a field or a value", "");
    }
    words.read();
    refuseMore(words.peek());
    return word;
  }
}
