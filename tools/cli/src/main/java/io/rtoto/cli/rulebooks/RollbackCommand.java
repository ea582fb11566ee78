package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.RulePublisher;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the content of an earlier version in force again. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts the rules of an earlier version in force again, as a new version: what the job"
          + " remembers stays, and so does the history.",
      "Nobody need approve again what was approved before; what never was waits for it where approval"
          + " is asked for."
    },
    footer = {"", "Example:", "  ./rtoto rules rollback 7 --why too-many-offers"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "VERSION",
      description = "Its number, or how its hash begins: see rtoto rules history.")
  private String version;

  @Mixin private PublishingSettings settings;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Publication by = settings.publication();
    try (RulePublisher publisher = by.publisher()) {
      var unused =
          new Publishing(publisher, by, out, out::println)
              .rollBack(Named.find(version, publisher.published()));
    }
    return 0;
  }
}
