package io.rtoto.cli.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.Format;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.identity.Identity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why are these one customer? */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells why a customer is one: the identifiers, which events link them, of which customers"
          + " they were before, and what was ordered about them, by whom and why.",
      "An event's id leads to its entry in the journal."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CUSTOMER|IDENTIFIER",
      description = "Who: a customer's id, also a former one, or one of the identifiers.")
  private String who;

  @Mixin private BrokerSettings broker;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws IOException {
    try (Registry registry = broker.open()) {
      Subject askedFor = registry.subjects().read(who);
      CustomerSnapshot customer = registry.customer(askedFor, who);
      List<Identity> identifiers = registry.identities(customer);
      Account account =
          new Account(
              customer,
              identifiers,
              registry.orders(
                  identifiers.stream().map(Identity::identifier).collect(Collectors.toSet())));
      PrintWriter out = spec.commandLine().getOut();
      if (format == Format.JSON) {
        out.println(new String(Messages.of(Account.class).write(account), UTF_8));
      } else {
        account.lines(askedFor).forEach(out::println);
      }
      out.flush();
      return 0;
    }
  }
}
