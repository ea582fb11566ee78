package io.rtoto.cli.identity;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtoto identity}: for those who are asked why two people are one customer. */
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    description = {
      "Tells why somebody is who they are, and orders what keeps people apart.",
      "Identifiers are told as TYPE:VALUE, such as email:anna@shop.example, or, as everything here"
          + " writes them, as TYPE:HASH. Where a value could be either, whichever is known is meant;"
          + " TYPE#HASH says that it is a hash, TYPE=VALUE that it is none."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ShowCommand.class,
      CutCommand.class,
      BlockCommand.class,
      EraseCommand.class,
      MergeHistoryCommand.class
    })
public final class IdentityTools implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "show, cut, block, erase or merge-history?");
  }
}
