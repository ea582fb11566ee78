package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.Word.Kind;
import java.util.List;

/** Goes through the words of a file, one after the other. */
final class WordReader {
  private final List<Word> words;
  private int next;

  WordReader(List<Word> words) {
    this.words = words;
  }

  /** The next word, which stays next. */
  Word peek() {
    return words.get(next);
  }

  /** The word after the next. */
  Word peekSecond() {
    return words.get(Math.min(next + 1, words.size() - 1));
  }

  /** The last word read; the first of the file when none was. */
  Word last() {
    return words.get(Math.max(0, next - 1));
  }

  Word read() {
    Word word = peek();
    if (next < words.size() - 1) {
      next++;
    }
    return word;
  }

  boolean nextIs(String expected) {
    return peek().is(expected);
  }

  boolean nextIs(Kind kind) {
    return peek().kind() == kind;
  }

  boolean skip(String expected) {
    boolean there = nextIs(expected);
    if (there) {
      read();
    }
    return there;
  }

  /**
   * Reads that word.
   *
   * @throws Unexpected when another comes
   */
  Word expect(String expected, String hint) {
    if (!nextIs(expected)) {
      throw missing(expected, hint);
    }
    return read();
  }

  /**
   * Reads a word of that kind.
   *
   * @param what what it is, for the message
   * @throws Unexpected when another comes
   */
  Word expect(Kind kind, String what, String hint) {
    if (!nextIs(kind)) {
      throw missing(what, hint);
    }
    return read();
  }

  /** What a line lacks is missing at its end, and not where the next line begins. */
  Unexpected missing(String expected, String hint) {
    return peek().line() == last().line()
        ? unexpected(expected, hint)
        : new Unexpected(
            last().end(), "Expected %s after %s.".formatted(expected, last().shown()), hint);
  }

  Unexpected unexpected(String expected, String hint) {
    return new Unexpected(
        peek(), "Expected %s, but found %s.".formatted(expected, peek().shown()), hint);
  }

  /** Where the next word stands, to come back to it. */
  int place() {
    return next;
  }

  /** Goes back to a place that was passed. */
  void returnTo(int place) {
    next = place;
  }

  /** Skips to the next word that begins a line and a rule or a package, or to the end. */
  void skipToNextRule() {
    while (!nextIs(Kind.END) && !(beginsLine() && (nextIs("rule") || nextIs("package")))) {
      read();
    }
  }

  /** Whether the next word is the first of its line. */
  boolean beginsLine() {
    return peek().line() > last().line();
  }

  /** Skips the rest of the line of the last word. */
  void skipLine() {
    int line = last().line();
    while (!nextIs(Kind.END) && peek().line() == line) {
      read();
    }
  }

  /** A word that has no place where it stands: what it is part of cannot be read. */
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Word word;
    private final String hint;

    Unexpected(Word word, String message, String hint) {
      super(message, null, false, false);
      this.word = word;
      this.hint = hint;
    }

    void reportTo(Findings findings) {
      findings.add(word, "syntax", String.valueOf(getMessage()), hint);
    }
  }
}
