package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.Progress;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRun;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.cases.Selection;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the cases of a library: the memory and the moments are those of the job. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the cases beside the rules, on a clock that only the cases move, and tells what they"
          + " leave untried: rules that no case makes fire, and conditions that no case fails.",
      "A condition fails in a case beside its rule where the rule is silent, and would not be if"
          + " that condition held."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All cases hold.",
      "1:A case does not hold, a rule fires in none, too little is tried, or the rules are refused.",
      "2:Wrong usage."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TestCommand implements Callable<Integer> {
  private static final int ALL = 100;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = Library.PATH)
  private @Nullable Path path;

  @Option(
      names = "--only",
      paramLabel = "RULE|FILE",
      description =
          "Only the cases of that rule, by its id or how that begins, or of a file or folder of the"
              + " library; several times for several.")
  private List<String> only = List.of();

  @Option(
      names = "--least-coverage",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "Of all rules and conditions, how many must fire and fail (default: ${DEFAULT-VALUE}).")
  private int leastCoverage;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private CaseReport.Format format;

  @Override
  public Integer call() {
    if (leastCoverage < 0 || leastCoverage > ALL) {
      throw new ParameterException(
          spec.commandLine(),
          "--least-coverage is %d; expected 0 to 100 percent.".formatted(leastCoverage));
    }
    Path library = Library.at(path);
    RuleLibrary cases = CaseRunner.casesIn(library);
    InstantSource clock = InstantSource.system();
    RuleBundle rules = compiled(library, clock);
    CaseRun run =
        new CaseTrial(rules, cases).runShown(selection(library, rules.rules(), cases), clock);
    CaseReport report = new CaseReport(run, leastCoverage);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> report.lines().forEach(out::println);
      case JSON -> out.println(report.json());
      case JUNIT -> out.println(report.junit());
    }
    out.flush();
    return report.isGood() ? 0 : 1;
  }

  /** It takes seconds, in which a terminal shows that something goes on. */
  private static RuleBundle compiled(Path library, InstantSource clock) {
    Progress progress = new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), clock);
    progress.begin("Compiling", -1);
    try {
      return Library.compileApart(library, Instant.EPOCH);
    } finally {
      progress.end();
    }
  }

  private Selection selection(Path library, List<RuleCard> rules, RuleLibrary cases) {
    Selection selection =
        Selection.of(only.stream().map(each -> withinLibrary(library, each)).toList());
    List<String> unknown = selection.unknownIn(rules, cases);
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no rule and no file of cases %s in %s. %s"
              .formatted(
                  unknown.get(0),
                  library,
                  NearestWord.hint(unknown.get(0), rules.stream().map(RuleCard::id).toList()))
              .strip());
    }
    return selection;
  }

  /** A path is one of the library's also when it is told from where the command was called. */
  private static String withinLibrary(Path library, String written) {
    Path root = library.toAbsolutePath().normalize();
    Path meant = Path.of(written).toAbsolutePath().normalize();
    return meant.startsWith(root) ? root.relativize(meant).toString().replace('\\', '/') : written;
  }
}
