package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Counted;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.rules.cases.CaseRun;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.cases.Selection;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes a library: checked, compiled, its cases run, signed. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts a rule library in force on a broker: checks it, compiles it once, runs its cases, signs"
          + " it. The job decides by it from the next event on, and keeps all that it remembers.",
      "Its new and changed rules are tried on the newest 10,000 events. Where one of them matches"
          + " none, or more than 30 %% of them, or where the library asks for approval (approval:"
          + " required in publish.yaml), it waits until another than its author approves it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It is in force, rehearsed, or waits for approval.",
      "1:It is not sound, a case fails, or the broker did not take it; nothing is changed.",
      "2:Wrong usage."
    },
    footer = {
      "",
      "Examples:",
      "  ./rtoto rules publish --why delivery-costs-too-much",
      "  ./rtoto rules publish --shadow",
      "  ./rtoto rules publish --approve --author ben"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PublishCommand implements Callable<Integer> {
  private static final int MOST_FAILURES_TOLD = 10;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = Library.PATH)
  private @Nullable Path path;

  @Option(
      names = "--approve",
      description = "Approve what waits for it, and put it in force as it was proposed.")
  private boolean approve;

  @Option(
      names = "--shadow",
      description =
          "Rehearse it: it decides beside the rules in force, and nobody hears of it. rtoto rules"
              + " status tells the difference, and rtoto rules promote puts it in force.")
  private boolean shadow;

  @Mixin private PublishingSettings settings;

  @Override
  public Integer call() throws IOException {
    if (approve && (path != null || shadow)) {
      throw new ParameterException(
          spec.commandLine(),
          "--approve puts in force what waits for it, as it is: it takes no library and no"
              + " --shadow.");
    }
    return approve ? approve() : publish();
  }

  private int publish() throws IOException {
    Path library = Library.at(path);
    PrintWriter out = spec.commandLine().getOut();
    // To compile takes longer than to find that there is no key, or no broker.
    Publication by = settings.publication();
    tell("Compiling the rules in " + library + " ...");
    RuleBundle rules = Library.compileApart(library, settings.clock().instant());
    tell("Running their cases ...");
    requireCasesHold(rules, library);
    try (RulePublisher publisher = by.publisher()) {
      Publishing publishing = new Publishing(publisher, by, out, this::tell);
      var unused = shadow ? publishing.rehearse(rules) : publishing.publish(rules);
    }
    out.flush();
    return 0;
  }

  private void requireCasesHold(RuleBundle rules, Path library) {
    CaseRun run =
        new CaseTrial(rules, CaseRunner.casesIn(library)).runShown(Selection.ALL, settings.clock());
    CaseReport report = new CaseReport(run, 0);
    if (!report.isGood()) {
      throw new CommandFailure(
          "%s%n%s failed, and nothing was published. rtoto rules test tells all."
              .formatted(
                  String.join("\n", report.failures(MOST_FAILURES_TOLD)),
                  Counted.of(run.failed().size(), "case")));
    }
  }

  private int approve() throws IOException {
    Publication by = settings.publication();
    try (RulePublisher publisher = by.publisher()) {
      RuleBundle proposed =
          publisher
              .published()
              .proposed()
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "Nothing waits for approval on "
                              + settings.kafka()
                              + ". Maybe you do not know the key of who proposed it: --trust,"
                              + " --trust-file."));
      if (by.isOwn(proposed)) {
        throw new CommandFailure(
            "They are "
                + proposed.author()
                + "'s own; expected another to approve them. Maybe you are somebody else: --author"
                + " NAME.");
      }
      var unused =
          new Publishing(publisher, by, spec.commandLine().getOut(), this::tell).approve(proposed);
    }
    return 0;
  }

  private void tell(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
