package io.rtoto.cli.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.Format;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.identity.IdentifierMoved;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.FormerCustomer;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.identity.OrderObeyed;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who became one customer, and who came apart? */
@Command(
    name = "merge-history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells which customers became one and over which link, which came apart and by whose order,"
          + " in the order of time.",
      "It goes back as far as the ledger is kept: a year."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class MergeHistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "CUSTOMER|IDENTIFIER",
      description = "Of whom (default: of all).")
  private @Nullable String who;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "How far to go back, such as P7D (default: to the ledger's beginning).")
  private @Nullable Duration since;

  @Option(
      names = "--format",
      defaultValue = "text",
      description =
          "One of ${COMPLETION-CANDIDATES}; in JSON each entry of the ledger is a line (default:"
              + " ${DEFAULT-VALUE}).")
  private Format format;

  @Mixin private BrokerSettings broker;

  @Override
  public Integer call() throws IOException {
    Instant from = since == null ? Instant.MIN : InstantSource.system().instant().minus(since);
    try (Registry registry = broker.open()) {
      Predicate<LedgerEntry> matters = who == null ? entry -> true : about(registry, who);
      History history =
          History.of(registry, entry -> !entry.at().isBefore(from) && matters.test(entry));
      PrintWriter out = spec.commandLine().getOut();
      if (format == Format.JSON) {
        Messages<LedgerEntry> codec = Messages.of(LedgerEntry.class);
        history.entries().forEach(entry -> out.println(new String(codec.write(entry), UTF_8)));
      } else if (history.entries().isEmpty()) {
        out.println(
            "Nobody was merged or parted, and nothing ordered."
                + (who == null ? "" : "\nMaybe " + who + " is misspelled."));
      } else {
        history.lines().forEach(out::println);
      }
      out.flush();
      return 0;
    }
  }

  private static Predicate<LedgerEntry> about(Registry registry, String who) throws IOException {
    Subject subject = registry.subjects().read(who);
    if (subject instanceof Subject.Name name
        && registry.snapshot(registry.identity(name.identifier()).customerId()) == null) {
      // One that was erased, or left with no event of its own, is still in the ledger.
      return entry -> isOf(Set.of(name.identifier()), entry);
    }
    if (subject instanceof Subject.Customer gone && registry.snapshot(gone.id()) == null) {
      Set<Identifier> identifiers = ofWhomNothingIsKnown(registry, gone.id());
      return entry -> isOf(Set.of(gone.id()), identifiers, entry);
    }
    CustomerSnapshot customer = registry.customer(subject, who);
    Set<Identifier> identifiers = new HashSet<>();
    Set<String> customers = new HashSet<>(Set.of(customer.customerId()));
    for (Identity one : registry.identities(customer)) {
      identifiers.add(one.identifier());
      one.formerCustomers().stream().map(FormerCustomer::customerId).forEach(customers::add);
    }
    return entry -> isOf(customers, identifiers, entry);
  }

  /** The identifiers that a customer had, as one that was erased: the ledger still tells. */
  private static Set<Identifier> ofWhomNothingIsKnown(Registry registry, String customerId)
      throws IOException {
    Set<Identifier> identifiers = new HashSet<>();
    registry.ledger(
        entry -> {
          Identifier identifier = entry.identifier();
          if (registry.subjects().customerId(identifier).equals(customerId)
              || (entry instanceof IdentifierMoved moved && moved.to().equals(customerId))) {
            identifiers.add(identifier);
          }
        });
    return identifiers;
  }

  private static boolean isOf(
      Set<String> customers, Set<Identifier> identifiers, LedgerEntry entry) {
    return entry instanceof IdentifierMoved moved
        ? customers.contains(moved.from()) || customers.contains(moved.to())
        : isOf(identifiers, entry);
  }

  private static boolean isOf(Set<Identifier> identifiers, LedgerEntry entry) {
    return entry instanceof OrderObeyed obeyed
        ? Orders.named(obeyed.command()).stream().anyMatch(identifiers::contains)
        : entry instanceof IdentifierMoved moved && identifiers.contains(moved.identifier());
  }
}
