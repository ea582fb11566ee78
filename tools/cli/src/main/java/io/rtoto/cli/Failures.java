package io.rtoto.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Tells people of a failure in a sentence; the stack trace goes to the log. */
final class Failures {
  private Failures() {}

  /** The exit code of a command that threw. */
  static int tell(Exception failure, CommandLine command, ParseResult parsed) {
    LoggerFactory.getLogger(Failures.class)
        .error("{} failed", command.getCommandSpec().qualifiedName(), failure);
    String sentence =
        failure instanceof CommandFailure
            ? failure.getMessage()
            : whatever(failure) + System.lineSeparator() + "The log tells more: " + LogFile.path();
    command
        .getErr()
        .println(command.getColorScheme().errorText(sentence == null ? "It failed." : sentence));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String whatever(Exception failure) {
    String message = failure.getMessage();
    return message == null ? "It failed: " + failure.getClass().getSimpleName() + "." : message;
  }
}
