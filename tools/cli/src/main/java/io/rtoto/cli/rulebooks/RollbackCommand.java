package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
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
    try (RulePublisher publisher = settings.publisher()) {
      RuleBundle earlier = Named.find(version, publisher.published());
      Announcement announcement =
          new Announcement(spec.commandLine().getOut(), settings, publisher.published());
      if (announcement.isInForce(earlier)) {
        spec.commandLine()
            .getOut()
            .println("The rules of " + Named.of(earlier) + " are in force already.");
        return 0;
      }
      Library.requireLoads(earlier);
      if (publisher.mayRestore(earlier)) {
        announcement.inForce(publisher.restore(earlier, settings.byAuthor()));
      } else {
        announcement.proposed(publisher.propose(earlier, settings.byAuthor()));
      }
    }
    return 0;
  }
}
