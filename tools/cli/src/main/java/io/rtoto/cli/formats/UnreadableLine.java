package io.rtoto.cli.formats;

/** A line is not what its format promises. */
final class UnreadableLine extends Exception {
  UnreadableLine(String message) {
    super(message);
  }

  UnreadableLine(String message, Throwable cause) {
    super(message, cause);
  }
}
