package io.rtoto.cli.formats;

/** A file is not laid out as was said: its message tells the user, and what it may be instead. */
public final class WrongFormat extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongFormat(String message) {
    super(message);
  }
}
