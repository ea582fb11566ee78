package io.rtoto.cli.identity;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.identity.IdentifierBlocked;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** This one tells nobody from anybody. */
@Command(
    name = "block",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Orders that an identifier links nobody: not now and not later.",
      "It is a customer by itself, with what happened under no other name."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BlockCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "IDENTIFIER", description = "The identifier.")
  private String who;

  @Mixin private OrderSettings options;

  @Override
  public Integer call() throws IOException {
    try (Registry registry = options.open()) {
      Identifier identifier = registry.subjects().identifier(who);
      PrintWriter out = spec.commandLine().getOut();
      Optional<PlacedCommand> before =
          Orders.inForce(registry, IdentifierBlocked.class, Set.of(identifier));
      if (before.isPresent()) {
        out.println(Orders.inForceAlready(before.get()));
      } else {
        order(registry, identifier);
      }
      if (options.waits()) {
        out.println(
            identifier.key()
                + " links nobody any more. "
                + options
                    .settled(registry, identifier, identity -> true)
                    .map(identity -> "It is of " + identity.customerId() + ".")
                    .orElseGet(() -> OrderSettings.notSettledYet(identifier)));
      } else if (before.isEmpty()) {
        out.println("It is ordered.");
      }
      out.flush();
      return 0;
    }
  }

  private void order(Registry registry, Identifier identifier) throws IOException {
    if (!options.force() && !registry.knows(identifier)) {
      throw new CommandFailure(
          Registry.nothingKnownOf(identifier, who)
              + ".\nMaybe it is misspelled. --force orders it all the same, for the day when it"
              + " comes.");
    }
    options.order(
        registry,
        List.of(new IdentifierBlocked(identifier, options.author(), options.why(), options.now())));
  }
}
