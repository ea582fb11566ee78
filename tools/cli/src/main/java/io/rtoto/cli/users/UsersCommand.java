package io.rtoto.cli.users;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Those who may log in. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    description = "Says who may log in to the gateway's pages, and what each may do there.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CreateUserCommand.class,
      ListUsersCommand.class,
      DisableUserCommand.class,
      ResetUserCommand.class
    })
public final class UsersCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Maybe: rtoto users list.");
  }
}
