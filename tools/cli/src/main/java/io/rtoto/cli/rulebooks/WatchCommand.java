package io.rtoto.cli.rulebooks;

import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.publishing.PublisherSettings;
import io.rtoto.cli.publishing.RuleWatch;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Watches new rules, and takes them back. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Watches new rules in their first minutes, and puts those before them in force again when"
          + " they go beyond the guards of their publish.yaml. Runs until Ctrl-C.",
      "./rtoto up watches by itself. Several may watch: one of them acts."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private BrokerOption broker;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "For how long to watch, such as PT15M (default: until Ctrl-C).")
  private @Nullable Duration howLong;

  @Mixin private PublisherSettings signing;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    InstantSource clock = InstantSource.system();
    Signatory unused = signing.signatory();
    BrokerCheck.require(broker.address(), Topic.RULE_REPORTS);
    Instant ends = howLong == null ? Instant.MAX : clock.instant().plus(howLong);
    try (RuleWatch watch =
        new RuleWatch(
            broker.address(),
            signing::signatory,
            clock,
            line -> {
              out.println(line);
              out.flush();
            })) {
      out.println("Watching the rules on " + broker.address() + ".");
      out.flush();
      while (clock.instant().isBefore(ends)) {
        watch.look();
      }
    }
    return 0;
  }
}
