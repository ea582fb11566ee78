package io.rtoto.cli;

/** The {@code rtoto} command. */
public final class Rtoto {
  private Rtoto() {}

  /** Runs it and leaves with its exit code. */
  public static void main(String[] arguments) {
    System.exit(RtotoCommand.commandLine().execute(arguments));
  }
}
