package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Format;
import io.rtoto.rules.authoring.RulesRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells two libraries apart. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells what differs between two libraries, by rule: what was added, removed, moved or changed"
          + " in meaning, in sentences, and what is only written in another way.",
      "Settings are told the same way, and cases where both sides have any. Of cases nothing that"
          + " is decided depends."
    },
    exitCodeListHeading = "%nExit codes, as of diff:%n",
    exitCodeList = {
      "0:The rules and settings of both mean the same.",
      "1:They do not.",
      "2:One of them cannot be read, or wrong usage."
    },
    exitCodeOnExecutionException = 2,
    footer = {
      "",
      "Examples:",
      "  ./rtoto rules diff active rules/library --kafka localhost:9092",
      "  ./rtoto rules diff ../before/rules/library rules/library --format json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DiffCommand implements Callable<Integer> {
  private static final String SIDE =
      "A rule library's root; or of what was published active, which is in force, proposed, which"
          + " waits for approval, or a version as rtoto rules history tells it.";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = SIDE)
  private String former;

  @Parameters(index = "1", paramLabel = "B", description = "The other, which comes later.")
  private String later;

  @Mixin private ReadingSettings settings;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws IOException {
    DifferenceReport report =
        report(ComparedLibrary.of(former, settings), ComparedLibrary.of(later, settings));
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> report.lines().forEach(out::println);
      case JSON -> out.println(report.json());
    }
    out.flush();
    return report.inMeaning() == 0 ? 0 : 1;
  }

  private static DifferenceReport report(ComparedLibrary before, ComparedLibrary after) {
    try {
      return DifferenceReport.between(before, after);
    } catch (RulesRefusedException e) {
      throw new CommandFailure(
          "%s and %s cannot be compared: %s%nMaybe rtoto rules check tells more."
              .formatted(before.name(), after.name(), e.getMessage()),
          e);
    }
  }
}
