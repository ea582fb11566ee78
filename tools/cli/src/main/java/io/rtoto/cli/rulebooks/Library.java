package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RulesRefusedException;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The rule library as the commands need it. */
public final class Library {
  private static final String AUTHOR = "rtoto";

  private Library() {}

  /** Compiles a library. What is wrong with it stops the command. */
  public static RuleBundle compile(Path library, Instant publishedAt) {
    requireThere(library);
    try {
      return RuleCompiler.compile(library, AUTHOR, null, publishedAt);
    } catch (RulesRefusedException e) {
      throw new CommandFailure("The rules in " + library + " are refused: " + e.getMessage(), e);
    }
  }

  /** Stops the command when there is no such folder. */
  static void requireThere(Path library) {
    if (!Files.isDirectory(library)) {
      throw new CommandFailure(
          "There is no rule library in " + library + ". Maybe name it with --rules DIR.");
    }
  }
}
