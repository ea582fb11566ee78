package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.Word.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a rule file into words, without comments. */
final class Words {
  private static final List<String> LONG_SIGNS = List.of("==", "!=", "<=", ">=", "&&", "||");
  private static final String SHORT_SIGNS = "(){}[]<>,;:!.+-*/%=@&|?^~";

  /**
   * What stands nowhere in a rule file, not even in a comment or a text: a reader, this class and
   * the engine's compiler would each read something else there.
   *
   * <ul>
   *   <li>A backslash: Java reads {@code \}{@code u0022} as a quote wherever it stands.
   *   <li>A control character: a lone carriage return, a form feed or a separator of lines may end
   *       a comment for one reader and not for another.
   *   <li>A format character: one that turns the direction of writing shows other code than there
   *       is, one without a width makes two names look alike, and the byte order mark is code to
   *       the engine's compiler.
   *   <li>The sign that stands for what could not be read as UTF-8.
   * </ul>
   */
  private static final Pattern REFUSED =
      Pattern.compile("[\\\\\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\uFFFD&&[^\n\t]]");

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
    words.refuse();
    words.split();
    return words.words;
  }

  /** The lines of a text as words count them: a line feed ends one, and nothing else does. */
  static List<String> linesOf(String text) {
    return List.of(text.split("\n", -1));
  }

  /** Each refused character is told once, where it stands first. */
  private void refuse() {
    Set<String> told = new HashSet<>();
    Matcher refused = REFUSED.matcher(text);
    while (refused.find()) {
      String character = refused.group();
      if (told.add(character)) {
        List<String> before = linesOf(text.substring(0, refused.start()));
        int column = before.get(before.size() - 1).length() + 1;
        findings.add(
            new Word(Kind.SIGN, character, before.size(), column),
            "syntax",
            "A rule file has no use for %s.".formatted(shown(character.codePointAt(0))),
            hintFor(character.codePointAt(0)));
      }
    }
  }

  private static String shown(int refused) {
    return refused == '\\' ? "a backslash" : "the character U+%04X".formatted(refused);
  }

  private static String hintFor(int refused) {
    return switch (refused) {
      case '\r' -> "Maybe a line ends in a carriage return alone.";
      case '\uFEFF' -> "Maybe the file is saved with a byte order mark.";
      case '\uFFFD' -> "Maybe the file is not saved as UTF-8.";
      default -> "";
    };
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
        add(Kind.NUMBER, endOfNumber());
      } else if (Character.isJavaIdentifierStart(c)) {
        add(Kind.NAME, endOfName());
      } else {
        sign();
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

  /** No number of a rule has decimals: what has some is told as a whole. */
  private int endOfNumber() {
    int end = endOf(at, Character::isLetterOrDigit);
    boolean decimals =
        end + 1 < text.length()
            && text.charAt(end) == '.'
            && Character.isDigit(text.charAt(end + 1));
    return decimals ? endOf(end + 1, Character::isLetterOrDigit) : end;
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
      words.add(new Word(Kind.TEXT, text.substring(at + 1, endOfLine()), line, at - lineStart + 1));
      at = endOfLine();
      return;
    }
    words.add(new Word(Kind.TEXT, text.substring(at + 1, end), line, at - lineStart + 1));
    at = end + 1;
  }

  private void sign() {
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Kind.SIGN, at + sign.length());
        return;
      }
    }
    String c = Character.toString(text.codePointAt(at));
    if (SHORT_SIGNS.contains(c)) {
      add(Kind.SIGN, at + 1);
      return;
    }
    if (c.equals("#")) {
      findings.add(
          here(c), "syntax", "A rule file has no use for #.", "Maybe a comment begins with //.");
      at = endOfLine();
      return;
    }
    if (!REFUSED.matcher(c).matches()) {
      findings.add(
          here(c),
          "syntax",
          "A rule file has no use for %s."
              .formatted(Character.isSpaceChar(c.codePointAt(0)) ? shown(c.codePointAt(0)) : c),
          plainHint(c.codePointAt(0)));
    }
    at += c.length();
  }

  /**
   * What looks like that sign and is plain: of quotes, of spaces, and of what is wide in Chinese.
   */
  private static String plainHint(int sign) {
    if ("'‘’“”「」".indexOf(sign) >= 0) {
      return "Maybe you meant the plain quote \".";
    }
    if (Character.isSpaceChar(sign)) {
      return "Maybe you meant a plain space.";
    }
    boolean wide = sign >= 0xFF01 && sign <= 0xFF5E;
    return wide ? "Maybe you meant %c.".formatted(sign - 0xFEE0) : "";
  }

  private Word here(String sign) {
    return new Word(Kind.SIGN, sign, line, at - lineStart + 1);
  }
}
