package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the cases of a library: the memory and the moments are those of the job. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs the cases beside the rules, on a clock that only the cases move.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = Library.PATH)
  private @Nullable Path path;

  @Override
  public Integer call() {
    Path library = Library.at(path);
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
