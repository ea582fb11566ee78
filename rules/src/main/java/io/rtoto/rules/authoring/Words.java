package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Splits a rule file into words, without comments. */
final class Words {
  private static final List<String> LONG_SIGNS = List.of("==", "!=", "<=", ">=", "&&", "||");
  private static final String SHORT_SIGNS = "(){}[]<>,;:!.+-*/%=@&|?^~";

  private final String text;
  private final Findings findings;
  private final List<Word> words = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Words(String text, Findings findings) {
    this.text = text;
    this.findings = findings;
  }

  /** The words of that text, with {@link Kind#END} as the last; what is no word is a finding. */
  static List<Word> of(String text, Findings findings) {
    Words words = new Words(text, findings);
    words.refuseBackslashes();
    words.split();
    return words.words;
  }

  /** Java reads {@code \}{@code u0022} as a quote wherever it stands, even in a comment. */
  private void refuseBackslashes() {
    int backslash = text.indexOf('\\');
    if (backslash >= 0) {
      String before = text.substring(0, backslash);
      int lineOf = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = backslash - before.lastIndexOf('\n');
      findings.add(
          new Word(Kind.SIGN, "\\", lineOf, column),
          "syntax",
          "A rule file has no use for a backslash.");
    }
  }

  private void split() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
        lineStart = at;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        at = endOfLine();
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else if (c == '"') {
        quoted();
      } else if (c == '$') {
        add(Kind.VARIABLE, endOf(at + 1, Character::isJavaIdentifierPart));
      } else if (c >= '0' && c <= '9') {
        add(Kind.NUMBER, endOf(at, Character::isLetterOrDigit));
      } else if (Character.isJavaIdentifierStart(c)) {
        add(Kind.NAME, endOfName());
      } else {
        sign(c);
      }
    }
    words.add(new Word(Kind.END, "", line, at - lineStart + 1));
  }

  private void add(Kind kind, int end) {
    words.add(new Word(kind, text.substring(at, end), line, at - lineStart + 1));
    at = end;
  }

  private int endOfLine() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private int endOf(int from, IntPredicate belongs) {
    int end = from;
    while (end < text.length() && belongs.test(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A hyphen between letters belongs to the name: {@code agenda-group}. */
  private int endOfName() {
    int end = endOf(at, Character::isJavaIdentifierPart);
    while (end + 1 < text.length()
        && text.charAt(end) == '-'
        && Character.isJavaIdentifierStart(text.charAt(end + 1))) {
      end = endOf(end + 1, Character::isJavaIdentifierPart);
    }
    return end;
  }

  private void skipComment() {
    int end = text.indexOf("*/", at);
    if (end < 0) {
      findings.add(here("/*"), "syntax", "This comment never ends.", "Maybe its */ is missing.");
      at = text.length();
      return;
    }
    for (; at < end + 2; at++) {
      if (text.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  }

  private void quoted() {
    int end = text.indexOf('"', at + 1);
    if (end < 0 || end > endOfLine()) {
      findings.add(
          here("\""),
          "syntax",
          "This text never ends: " + text.substring(at, endOfLine()) + ".",
          "Maybe its closing quote is missing.");
      at = endOfLine();
      return;
    }
    words.add(new Word(Kind.TEXT, text.substring(at + 1, end), line, at - lineStart + 1));
    at = end + 1;
  }

  private void sign(char c) {
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Kind.SIGN, at + sign.length());
        return;
      }
    }
    if (SHORT_SIGNS.indexOf(c) >= 0) {
      add(Kind.SIGN, at + 1);
      return;
    }
    if (c != '\\') {
      findings.add(
          here(String.valueOf(c)),
          "syntax",
          "A rule file has no use for " + c + ".",
          c == '\'' || c == '“' || c == '”' ? "Maybe you meant the plain quote \"." : "");
    }
    at++;
  }

  private Word here(String sign) {
    return new Word(Kind.SIGN, sign, line, at - lineStart + 1);
  }
}
