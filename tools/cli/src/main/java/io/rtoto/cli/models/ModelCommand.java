package io.rtoto.cli.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tools for those who ask which customers will come back, and what for. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description =
        "Fits a model of who comes back and who has left, or of how long products last, shows it,"
            + " tells how good it is, and puts it in force.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FitCommand.class,
      ShowCommand.class,
      CheckCommand.class,
      PublishCommand.class,
      TiersCommand.class
    })
public final class ModelCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "fit, show, check, publish or tiers?");
  }
}
