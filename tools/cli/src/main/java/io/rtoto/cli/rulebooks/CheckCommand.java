package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.rules.authoring.RuleBookCheck;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.findings.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what is wrong with the rules of a library, and with the cases as they are written. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what is wrong with rules, with file, line and column.",
      "Cases are read too, but not run: rtoto rules test runs them."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckCommand implements Callable<Integer> {
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
    List<Finding> findings = new ArrayList<>(RuleBookCheck.check(library));
    findings.addAll(CaseRunner.check(library));
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(out::println);
    out.println(
        findings.isEmpty()
            ? "The rules in " + library + " are sound."
            : findings.size()
                + (findings.size() == 1 ? " problem in " : " problems in ")
                + library
                + ".");
    return findings.isEmpty() ? 0 : 1;
  }
}
