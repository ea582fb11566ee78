package io.rtoto.bench;

import io.rtoto.bench.recommend.RecommendCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtoto bench}: what it costs. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures what an event costs, how long it takes, and how good the answer is.",
    subcommands = {
      ThroughputCommand.class,
      IdentityCostCommand.class,
      SettlingCommand.class,
      AnsweringCommand.class,
      TimersCommand.class,
      SessionsCommand.class,
      ContactsCommand.class,
      OffersCommand.class,
      SlowClientsCommand.class,
      RecommendCommand.class,
      CheckingCommand.class,
      CollectCommand.class,
      UpliftCommand.class
    })
public final class BenchCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which benchmark? Maybe: rtoto bench throughput. See --help.");
  }
}
