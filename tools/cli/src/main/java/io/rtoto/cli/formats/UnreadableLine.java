package io.rtoto.cli.formats;

/**
 * A line is not what its format promises: the message tells what was expected.
 *
 * <p>It has no stack trace, since it tells of the line and not of our code.
 */
public final class UnreadableLine extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_VALUE = 40;

  UnreadableLine(String message) {
    super(message, null, false, false);
  }

  /** A value is not what was expected. */
  static UnreadableLine of(String column, String value, String expected) {
    String shown =
        value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
    return new UnreadableLine(column + " is " + shown + "; expected " + expected + ".");
  }
}
