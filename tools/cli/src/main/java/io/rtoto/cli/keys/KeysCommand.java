package io.rtoto.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys that events are sent with. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the keys that pages and servers send events with (write keys), and says which count.",
      "The keys that rules are signed by are others: rtoto rules keys."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CreateKeyCommand.class,
      RotateKeyCommand.class,
      RetireKeyCommand.class,
      ListKeysCommand.class
    })
public final class KeysCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Maybe: rtoto keys list.");
  }
}
