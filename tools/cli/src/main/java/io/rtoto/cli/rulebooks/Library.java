package io.rtoto.cli.rulebooks;

import io.rtoto.cli.CommandFailure;
import io.rtoto.rules.authoring.RuleCompiler;
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
    if (!Files.isDirectory(library)) {
      throw new CommandFailure(
          "There is no rule library in " + library + ". Maybe name it with --rules DIR.");
    }
    try {
      return RuleCompiler.compile(library, AUTHOR, null, publishedAt);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "The rules in "
              + library
              + " are refused: "
              + e.getMessage()
              + " See ./rtoto rules check.",
          e);
    }
  }
}
