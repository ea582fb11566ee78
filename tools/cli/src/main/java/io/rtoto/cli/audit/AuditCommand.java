package io.rtoto.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who has done what. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Checks the audit: who logged in, looked at whom, and changed rules or identities.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = VerifyCommand.class)
public final class AuditCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? Maybe: rtoto audit verify.");
  }
}
