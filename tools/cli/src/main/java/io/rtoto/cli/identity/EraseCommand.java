package io.rtoto.cli.identity;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.Identity;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Somebody is to be forgotten. */
@Command(
    name = "erase",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Orders that an identifier is forgotten, or all of a customer's: what happened under it until"
          + " the order is obeyed, and with whom it was named up to now. What comes afterwards, but"
          + " is of the time up to now, is suppressed.",
      "It cannot be taken back."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EraseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CUSTOMER|IDENTIFIER",
      description = "Who: all identifiers of a customer, or one identifier.")
  private String who;

  @Option(names = "--yes", description = "It is meant: without this nothing is ordered.")
  private boolean yes;

  @Mixin private OrderSettings options;

  @Override
  public Integer call() throws IOException {
    Instant now = options.now();
    try (Registry registry = options.open()) {
      List<Identifier> identifiers = identifiers(registry);
      PrintWriter out = spec.commandLine().getOut();
      if (!yes) {
        throw new CommandFailure(
            "This would erase, for good: "
                + String.join(", ", identifiers.stream().map(Identifier::key).toList())
                + ".\nAdd --yes if it is meant.");
      }
      options.order(
          registry,
          identifiers.stream()
              .map(one -> new IdentifierErased(one, now, options.author(), options.why(), now))
              .toList());
      identifiers.forEach(
          one -> out.println(one.key() + (options.waits() ? " is erased." : " is to be erased.")));
      out.flush();
      return 0;
    }
  }

  private List<Identifier> identifiers(Registry registry) throws IOException {
    Subject subject = registry.subjects().read(who);
    if (subject instanceof Subject.Name name) {
      if (!options.force() && !registry.knows(name.identifier())) {
        throw new CommandFailure(
            Registry.nothingKnownOf(name.identifier(), who)
                + ".\nMaybe it is misspelled. --force orders it all the same: what still comes of"
                + " the time up to now is then suppressed.");
      }
      return List.of(name.identifier());
    }
    return all(registry, registry.customer(subject, who));
  }

  /**
   * Who has just come or left is told of the customer at once, and of the identifier at a
   * checkpoint. In between, one would be left out, or one erased who is somebody else's by now.
   */
  private static List<Identifier> all(Registry registry, CustomerSnapshot customer)
      throws IOException {
    List<Identity> identities = registry.identities(customer);
    List<Identifier> all = identities.stream().map(Identity::identifier).toList();
    boolean isTold =
        all.stream().limit(CustomerMemory.MOST_IDENTIFIERS).toList().equals(customer.identifiers());
    if (!isTold || !identities.stream().allMatch(Identity::settled)) {
      throw new CommandFailure(
          "Who is of "
              + customer.customerId()
              + " is not settled yet, and nothing was ordered. Ask again in a while:\n"
              + "./rtoto identity show "
              + customer.customerId());
    }
    return all;
  }
}
