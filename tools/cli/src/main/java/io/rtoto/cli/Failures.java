package io.rtoto.cli;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.LogFile;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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

  /** The exit code of a command that was called in the wrong way. */
  static int tellWrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(wrong.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println("Try ./" + command.getCommandSpec().qualifiedName() + " --help.");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String whatever(Exception failure) {
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      // Its message is the file's name and nothing else.
      return file.getFile() + " cannot be read or written (" + nameOf(file) + ").";
    }
    String message = failure.getMessage();
    if (message == null) {
      return "It failed: " + nameOf(failure) + ".";
    }
    // A library's failure often says what, and only its cause says why.
    String cause = failure.getCause() == null ? null : failure.getCause().getMessage();
    return cause == null || message.contains(cause) ? message : message + ": " + cause;
  }

  private static String nameOf(Exception failure) {
    return failure.getClass().getSimpleName();
  }
}
