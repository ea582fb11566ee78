package io.rtoto.cli.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.customers.CustomerSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom somebody means, for other commands: read and found as {@code rtoto identity show} does.
 *
 * @param customerId the customer
 * @param formerIds of those who turned out to be this customer
 */
public record Whom(String customerId, Set<String> formerIds) {
  private static final Messages<CustomerSnapshot> SNAPSHOTS = Messages.of(CustomerSnapshot.class);

  /**
   * As a broker tells it now.
   *
   * @param who a customer's id, also a former one, or one of the identifiers
   */
  public static Whom onBroker(String who, String kafka) throws IOException {
    try (Registry registry = Registry.at(kafka)) {
      String id = registry.customer(registry.subjects().read(who), who).customerId();
      return new Whom(id, registry.replacedBy(id));
    }
  }

  /**
   * As {@code rtoto run} has written it. It knew from its start who is who, and read names by the
   * defaults.
   *
   * @param who a customer's id, or one of the identifiers
   * @param customers what it has written of the customers
   */
  public static Whom inRun(String who, Path customers) throws IOException {
    Subject subject =
        new Subjects(
                EngageSettings.defaults(""),
                identifier -> find(customers, one -> has(one, identifier)) != null)
            .read(who);
    CustomerSnapshot found =
        subject instanceof Subject.Name name
            ? find(customers, one -> has(one, name.identifier()))
            : find(customers, one -> one.customerId().equals(((Subject.Customer) subject).id()));
    if (found == null) {
      throw new CommandFailure(
          (subject instanceof Subject.Name name
                  ? Registry.nothingKnownOf(name.identifier(), who)
                  : "No customer is known as " + who)
              + " in "
              + customers
              + ".\nMaybe it is misspelled, or of another run.");
    }
    return new Whom(found.customerId(), Set.of());
  }

  private static boolean has(CustomerSnapshot customer, Identifier identifier) {
    return customer.identifiers().stream().anyMatch(one -> one.key().equals(identifier.key()));
  }

  private static @Nullable CustomerSnapshot find(Path file, Predicate<CustomerSnapshot> isMeant)
      throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        CustomerSnapshot customer = SNAPSHOTS.read(line.getBytes(UTF_8));
        if (isMeant.test(customer)) {
          return customer;
        }
      }
    }
    return null;
  }

  /** Whether that is an id of the customer's, of now or of then. */
  public boolean isCalled(String id) {
    return customerId.equals(id) || formerIds.contains(id);
  }
}
