package io.rtoto.cli.console;

import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked: its message tells the user why, and what to do next. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A failure in the user's words. */
  public CommandFailure(String message) {
    super(message);
  }

  /** A failure in the user's words, with what the log should tell. */
  public CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
