package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.rules.RuleBook;
import io.rtoto.rules.authoring.RulesRefusedException;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rule library as the commands need it. */
public final class Library {
  /** What is said of the parameter. */
  static final String PATH = "A rule library's root (default: rules/library of RTOTO).";

  private Library() {}

  /**
   * Compiles a library in a process of its own, whoever wrote it. What is wrong with it stops the
   * command.
   */
  public static RuleBundle compileApart(Path library, Instant publishedAt) {
    requireThere(library);
    try {
      return WrittenLibrary.in(library).compiled(publishedAt);
    } catch (RulesRefusedException e) {
      throw new CommandFailure("The rules in " + library + " are refused: " + e.getMessage(), e);
    }
  }

  /** Requires that this RTOTO can decide by it: rules that were compiled long ago may not fit. */
  static void requireLoads(RuleBundle bundle) {
    try {
      RuleBook unused = RuleBook.load(bundle);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()) + "\nNothing was published.", e);
    }
  }

  /** The library at that path, or else that of RTOTO. Where there is none, the command stops. */
  static Path at(@Nullable Path path) {
    Path library = path == null ? ProjectRoot.find().resolve("rules/library") : path;
    requireThere(library);
    return library;
  }

  private static void requireThere(Path library) {
    if (!Files.isDirectory(library)) {
      throw new CommandFailure(
          "There is no rule library in " + library + ". Maybe it lies in another folder.");
    }
  }
}
