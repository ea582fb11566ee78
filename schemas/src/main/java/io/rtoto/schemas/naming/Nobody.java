package io.rtoto.schemas.naming;

import io.rtoto.schemas.IdentifierType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values that are no names: what senders write when they do not know who it is, and what testers
 * write. As names they would make one customer of strangers.
 */
final class Nobody {
  private static final Set<String> WORDS =
      Set.of(
          "null",
          "(null)",
          "nil",
          "undefined",
          "none",
          "n/a",
          "nan",
          "-1",
          "(not set)",
          "anonymous",
          "guest",
          "test",
          "unknown",
          "[object object]",
          "true",
          "false");

  private static final int LONGEST_WORD = 15;

  private static final Set<String> MAILBOXES = Set.of("noreply", "no-reply", "donotreply");

  /**
   * Set aside for examples and tests (RFC 2606, RFC 6761). Not {@code .example} as a whole: the
   * demo shop's customers live there.
   */
  private static final List<String> DOMAINS =
      List.of("example.com", "example.net", "example.org", "invalid", "test", "localhost");

  /** Behind the country seven times or more the same digit, or a run up or down the keys. */
  private static final Pattern KEYS_IN_A_ROW =
      Pattern.compile("\\+\\d{0,3}(?:(\\d)\\1{6,}|12345678(?:9(?:01?)?)?|98765432(?:10?)?)");

  private Nobody() {}

  /** Whether that is no name. */
  static boolean is(IdentifierType type, String canonical) {
    return isWord(canonical)
        || (type.equals(IdentifierType.EMAIL) && isTestAddress(canonical))
        || (type.equals(IdentifierType.PHONE) && KEYS_IN_A_ROW.matcher(canonical).matches());
  }

  private static boolean isTestAddress(String address) {
    int at = address.lastIndexOf('@');
    int tag = address.indexOf('+');
    String mailbox = address.substring(0, tag > 0 && tag < at ? tag : at);
    return isWord(mailbox) || MAILBOXES.contains(mailbox) || isTestDomain(address, at + 1);
  }

  /** The domain itself, or one below it. */
  private static boolean isTestDomain(String address, int from) {
    for (String domain : DOMAINS) {
      int start = address.length() - domain.length();
      if (address.endsWith(domain)
          && (start == from || (start > from && address.charAt(start - 1) == '.'))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(String value) {
    return isZero(value)
        || (value.length() <= LONGEST_WORD && WORDS.contains(value.toLowerCase(Locale.ROOT)));
  }

  /** {@code 0}, {@code 0000}, {@code 00000000-0000-0000-0000-000000000000}. */
  private static boolean isZero(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) != '0' && value.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }
}
