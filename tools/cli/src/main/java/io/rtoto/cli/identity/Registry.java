package io.rtoto.cli.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.JobSettings;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerReplaced;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.Identity.FormerCustomer;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LedgerEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the broker tells of who is who. A topic has no index: each question reads it from its
 * beginning, and keeps only what it is about.
 */
final class Registry implements AutoCloseable {
  private static final Messages<CustomerState> CUSTOMERS = Messages.of(CustomerState.class);
  private static final Messages<Identity> IDENTITIES = Messages.of(Identity.class);
  private static final Messages<IdentityCommand> ORDERS = Messages.of(IdentityCommand.class);
  private static final Messages<LedgerEntry> LEDGER = Messages.of(LedgerEntry.class);

  private final String kafka;
  private final Subjects subjects;
  private final TopicReader reader;

  /** That of a broker, where names are read as the job reads them by this environment. */
  static Registry at(String kafka) throws IOException {
    return new Registry(JobSettings.of("--kafka", kafka));
  }

  private Registry(EngageSettings settings) throws IOException {
    kafka = settings.bootstrapServers();
    subjects = new Subjects(settings, this::knows);
    BrokerCheck.require(kafka, Topic.IDENTITIES);
    reader = new TopicReader(kafka);
  }

  Subjects subjects() {
    return subjects;
  }

  /** How an identifier is known; of one that is a customer by itself, so. */
  Identity identity(Identifier identifier) throws IOException {
    Map<String, Identity> found = newest(key -> key.equals(identifier.key()), identity -> false);
    return found.getOrDefault(identifier.key(), alone(identifier));
  }

  /**
   * The customer that a subject is, or is of, as it is known now.
   *
   * @param typed the subject, as somebody wrote it
   */
  CustomerSnapshot customer(Subject subject, String typed) throws IOException {
    Identity named = subject instanceof Subject.Name name ? identity(name.identifier()) : null;
    String id = named == null ? ((Subject.Customer) subject).id() : named.customerId();
    CustomerSnapshot snapshot = snapshot(id);
    if (snapshot != null) {
      return snapshot;
    }
    if (named != null && !named.formerCustomers().isEmpty()) {
      throw leftWithNothing(named);
    }
    throw new CommandFailure(
        (named == null
                ? "No customer is known as " + id
                : nothingKnownOf(named.identifier(), typed))
            + ".\nMaybe it is misspelled, was erased, or is of another broker than "
            + kafka
            + "; or RTOTO_IDENTITY_SECRET is not set here as it is for the job.");
  }

  /** That it is not known: as it was written, and as it would be found. */
  static String nothingKnownOf(Identifier identifier, String typed) {
    return "Nothing is known of "
        + typed
        + (typed.endsWith(identifier.hash()) ? "" : " (" + identifier.key() + ")");
  }

  /** The customer of that id, or who has replaced it; null where nothing is known of either. */
  @Nullable CustomerSnapshot snapshot(String customerId) throws IOException {
    Set<String> asked = new HashSet<>();
    CustomerState state = state(customerId);
    while (state instanceof CustomerReplaced replaced && asked.add(replaced.customerId())) {
      state = state(replaced.replacedBy());
    }
    return state instanceof CustomerSnapshot snapshot ? snapshot : null;
  }

  /** The ids that lead to a customer now, because it has replaced those who had them. */
  Set<String> replacedBy(String customerId) throws IOException {
    Map<String, String> successors = new HashMap<>();
    reader.readAll(
        Topic.CUSTOMERS,
        message -> {
          String id = new String(message.key(), UTF_8);
          CustomerState state = message.value() == null ? null : CUSTOMERS.read(message.value());
          if (state instanceof CustomerReplaced replaced) {
            successors.put(id, replaced.replacedBy());
          } else {
            successors.remove(id);
          }
        });
    Set<String> found = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(customerId));
    while (!next.isEmpty()) {
      String by = next.remove();
      successors.forEach(
          (id, successor) -> {
            if (successor.equals(by) && !id.equals(customerId) && found.add(id)) {
              next.add(id);
            }
          });
    }
    return found;
  }

  /** It has left its customer, as by an order, and no event of its own went with it. */
  private static CommandFailure leftWithNothing(Identity identity) {
    List<FormerCustomer> former = identity.formerCustomers();
    FormerCustomer last = former.get(former.size() - 1);
    return new CommandFailure(
        identity.identifier().key()
            + " is of "
            + identity.customerId()
            + ", of whom no event is known. It was of "
            + last.customerId()
            + " until "
            + last.until()
            + ":\n./rtoto identity show "
            + last.customerId());
  }

  /** Whether anything is known of an identifier. */
  boolean knows(Identifier identifier) throws IOException {
    Identity identity = identity(identifier);
    return !identity.links().isEmpty()
        || !identity.formerCustomers().isEmpty()
        || state(identity.customerId()) != null;
  }

  private @Nullable CustomerState state(String customerId) throws IOException {
    CustomerState[] newest = {null};
    reader.readAll(
        Topic.CUSTOMERS,
        message -> {
          if (customerId.equals(new String(message.key(), UTF_8))) {
            newest[0] = message.value() == null ? null : CUSTOMERS.read(message.value());
          }
        });
    return newest[0];
  }

  /** The identifiers of a customer, strongest first. */
  List<Identity> identities(CustomerSnapshot customer) throws IOException {
    Map<String, Identifier> told = new HashMap<>();
    customer.identifiers().forEach(identifier -> told.put(identifier.key(), identifier));
    Map<String, Identity> found =
        newest(told::containsKey, identity -> identity.customerId().equals(customer.customerId()));
    told.forEach((key, identifier) -> found.putIfAbsent(key, alone(identifier)));
    Map<Identifier, Identity> strongestFirst = new TreeMap<>();
    found.values().stream()
        .filter(identity -> identity.customerId().equals(customer.customerId()))
        .forEach(identity -> strongestFirst.put(identity.identifier(), identity));
    return List.copyOf(strongestFirst.values());
  }

  /** How those of a customer are known that are not alone, in no order. */
  List<Identity> joined(String customerId) throws IOException {
    Predicate<Identity> isOfThem = identity -> identity.customerId().equals(customerId);
    return newest(key -> false, isOfThem).values().stream().filter(isOfThem).toList();
  }

  private Map<String, Identity> newest(Predicate<String> byKey, Predicate<Identity> byIdentity)
      throws IOException {
    Map<String, Identity> newest = new HashMap<>();
    reader.readAll(
        Topic.IDENTITIES,
        message -> {
          String key = new String(message.key(), UTF_8);
          if (message.value() == null) {
            newest.remove(key);
          } else {
            Identity identity = IDENTITIES.read(message.value());
            if (byKey.test(key) || byIdentity.test(identity) || newest.containsKey(key)) {
              newest.put(key, identity);
            }
          }
        });
    return newest;
  }

  private Identity alone(Identifier identifier) {
    return new Identity(identifier, subjects.customerId(identifier), true, List.of(), List.of());
  }

  /** All orders that name one of those, in their order. */
  List<PlacedCommand> orders(Set<Identifier> about) throws IOException {
    List<PlacedCommand> orders = new ArrayList<>();
    reader.readAll(
        Topic.IDENTITY_COMMANDS,
        message -> {
          IdentityCommand order = TopicReader.read(ORDERS, message.value());
          if (order != null && Orders.named(order).stream().anyMatch(about::contains)) {
            orders.add(new PlacedCommand(message.offset() + 1, order));
          }
        });
    return orders;
  }

  /** The ledger, from its beginning to where it ends now. */
  void ledger(Consumer<LedgerEntry> taker) throws IOException {
    reader.readAll(Topic.IDENTITY_LEDGER, message -> taker.accept(LEDGER.read(message.value())));
  }

  /** Goes to the end of the ledger: {@link #news} tells what is entered from now on. */
  void follow() {
    reader.follow(Topic.IDENTITY_LEDGER);
  }

  void news(Consumer<LedgerEntry> taker) throws IOException {
    reader.next(message -> taker.accept(LEDGER.read(message.value())));
  }

  @Override
  public void close() {
    reader.close();
  }
}
