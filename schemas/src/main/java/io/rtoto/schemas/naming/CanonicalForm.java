package io.rtoto.schemas.naming;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one form of all spellings of a text. Most names are in it as they come: those are only looked
 * at.
 */
public final class CanonicalForm {
  private static final char FIRST_VISIBLE = '!';
  private static final char LAST_ASCII = '~';

  private CanonicalForm() {}

  /**
   * Without what cannot be seen, with the letters of other widths and styles replaced by the usual
   * ones (NFKC), without spaces around. Case stays. Empty when nothing remains.
   */
  public static String ofText(String sent) {
    return isPlain(sent) ? sent : settled(sent, UnaryOperator.identity());
  }

  /**
   * As a text, and in lower case.
   *
   * @return null when it is no address: when there is no {@code @} with something on either side
   */
  public static @Nullable String ofEmail(String sent) {
    String address =
        isPlain(sent) && !hasCapital(sent)
            ? sent
            : settled(sent, text -> text.toLowerCase(Locale.ROOT));
    int at = address.lastIndexOf('@');
    return at > 0 && at < address.length() - 1 ? address : null;
  }

  /** Whether nothing is to be changed but perhaps case: visible ASCII, spaces only within. */
  private static boolean isPlain(String text) {
    int last = text.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = text.charAt(i);
      if (c > LAST_ASCII || (c < FIRST_VISIBLE && (c != ' ' || i == 0 || i == last))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasCapital(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return true;
      }
    }
    return false;
  }

  /**
   * One step can make work for another: letters that a hidden character kept apart compose once it
   * is gone, and so may small letters whose capitals do not. Rarely is there a second round.
   */
  private static String settled(String sent, UnaryOperator<String> letters) {
    String before;
    String text = sent;
    do {
      before = text;
      text = letters.apply(withoutHidden(text));
      text = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    } while (!text.equals(before));
    return text;
  }

  private static String withoutHidden(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isHidden(c)).forEach(visible::appendCodePoint);
    return visible.toString();
  }

  /** Control and format characters, and whatever else Unicode says to show as nothing at all. */
  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        // Joiners and fillers that count as letters or marks, then the selectors of variants.
        || c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || c == 0x3164
        || c == 0xFFA0
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }
}
