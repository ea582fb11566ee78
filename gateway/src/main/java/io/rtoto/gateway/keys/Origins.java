package io.rtoto.gateway.keys;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origins of pages, as browsers tell them and as the file of keys lists them. */
final class Origins {
  /** What a key of the environment lists: it is for trying things out. */
  static final String ANY = "*";

  private static final String ANY_PORT = ":*";
  private static final Pattern LISTED =
      Pattern.compile("(https?://(?:[a-z0-9.-]+|\\[[0-9a-f:]+]))(:[0-9]{1,5}|:\\*)?");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])");
  private static final Pattern PORT = Pattern.compile("(:[0-9]{1,5})?");

  private Origins() {}

  /**
   * What is wrong with an origin that somebody lists, as a sentence; empty when nothing is.
   *
   * @param listed such as {@code https://shop.example} or {@code http://localhost:*}
   */
  static Optional<String> objectionTo(String listed) {
    Matcher parts = LISTED.matcher(listed);
    if (!parts.matches()) {
      Matcher beginning = LISTED.matcher(listed.toLowerCase(Locale.ROOT));
      return Optional.of(
          listed
              + " is no origin; expected a scheme, a host and perhaps a port, such as"
              + " https://shop.example or http://localhost:*."
              + (beginning.lookingAt() && !beginning.group().equals(listed)
                  ? " Maybe you meant " + beginning.group() + "."
                  : " Maybe https:// is missing."));
    }
    if (ANY_PORT.equals(parts.group(2)) && !THIS_MACHINE.matcher(parts.group(1)).matches()) {
      return Optional.of(
          listed
              + " takes any port of a host that is not this machine; expected that of localhost"
              + " only. Maybe you meant "
              + parts.group(1)
              + ".");
    }
    return Optional.empty();
  }

  /** Whether an origin that a browser tells is the listed one. */
  static boolean matches(String listed, String told) {
    if (listed.equals(ANY)) {
      return true;
    }
    if (!listed.endsWith(ANY_PORT)) {
      return listed.equals(told);
    }
    String host = listed.substring(0, listed.length() - ANY_PORT.length());
    return told.startsWith(host) && PORT.matcher(told.substring(host.length())).matches();
  }
}
