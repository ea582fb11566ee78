package io.rtoto.cli.rulebooks;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys that rules are signed by. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Makes the key that rules are signed by, and says whose keys count.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeysCreateCommand.class,
      KeysTrustCommand.class,
      KeysRetireCommand.class,
      KeysRevokeCommand.class,
      KeysListCommand.class
    })
final class KeysCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which command? Maybe: rtoto rules keys create.");
  }
}
