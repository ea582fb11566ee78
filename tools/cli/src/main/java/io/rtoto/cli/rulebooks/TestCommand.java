package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.jobs.engagement.EngagementCasePlayer;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.rules.authoring.RulesRefusedException;
import io.rtoto.rules.cases.CaseResult;
import io.rtoto.rules.cases.CaseRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the cases of a library: the memory and the moments are those of the job. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs the cases beside the rules, on a clock that only the cases move.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The rule library (default: rules/library of RTOTO).")
  private @Nullable Path rules;

  @Override
  public Integer call() {
    Path library = rules == null ? ProjectRoot.find().resolve("rules/library") : rules;
    Library.requireThere(library);
    List<CaseResult> results = results(library);
    PrintWriter out = spec.commandLine().getOut();
    List<CaseResult> failed = results.stream().filter(result -> !result.holds()).toList();
    failed.forEach(out::println);
    out.printf("%s, %d failed.%n", Counted.of(results.size(), "case"), failed.size());
    return failed.isEmpty() ? 0 : 1;
  }

  private static List<CaseResult> results(Path library) {
    try {
      // No broker is asked: of the settings, the cases need only what decides.
      return CaseRunner.run(library, EngagementCasePlayer.with(EngageSettings.defaults("none")));
    } catch (RulesRefusedException e) {
      throw new CommandFailure("The rules in " + library + " are refused: " + e.getMessage(), e);
    }
  }
}
