package io.rtoto.cli.rulebooks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tools for those who write rules. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description =
        "Begins and checks rules, runs the cases beside them, tells what changed, rehearses them on"
            + " what happened, and publishes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CheckCommand.class,
      TestCommand.class,
      DiffCommand.class,
      BacktestCommand.class,
      NewCommand.class,
      StatsCommand.class,
      VocabularyCommand.class,
      PublishCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      HistoryCommand.class,
      StatusCommand.class,
      WatchCommand.class,
      KeysCommand.class
    })
public final class RulesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Maybe: rtoto rules check.");
  }
}
