package io.rtoto.cli.rulebooks;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is wrong with the rules of a library, and with the cases as they are written. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tells all that is wrong with rules, tables and settings, with file, line and column.",
      "Cases are read too, but not run: rtoto rules test runs them."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The library is sound.",
      "1:There are problems, or it cannot be read.",
      "2:Wrong usage."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = Library.PATH)
  private @Nullable Path path;

  @Option(
      names = "--format",
      defaultValue = "text",
      description =
          "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). The codes of problems are"
              + " in rules/library/README.md.")
  private Problems.Format format;

  @Override
  public Integer call() {
    Problems problems = Problems.in(Library.at(path));
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> problems.lines(spec.commandLine().getColorScheme()).forEach(out::println);
      case JSON -> out.println(problems.json());
      case SARIF -> out.println(problems.sarif(Path.of("")));
    }
    out.flush();
    return problems.findings().isEmpty() ? 0 : 1;
  }
}
