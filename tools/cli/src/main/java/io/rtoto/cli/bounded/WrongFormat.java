package io.rtoto.cli.bounded;

/** A file is not laid out as was said: its message tells the user, and what it may be instead. */
final class WrongFormat extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongFormat(String message) {
    super(message);
  }
}
