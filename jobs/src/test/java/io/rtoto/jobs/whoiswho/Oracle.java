package io.rtoto.jobs.whoiswho;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Command.Blocked;
import io.rtoto.jobs.identity.protocol.Command.Cut;
import io.rtoto.jobs.identity.protocol.Command.Doubted;
import io.rtoto.jobs.identity.protocol.Command.Erased;
import io.rtoto.jobs.identity.protocol.Happening;
import io.rtoto.jobs.identity.protocol.Truth;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkDoubted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all customers must come to in the end: by union-find over all events at once. */
final class Oracle {
  private static final int MOST_USER_IDS = 3;

  private final List<Deed> deeds;
  private final List<Command> commands;
  private final Truth truth;

  /**
   * What a customer comes to.
   *
   * @param identifiers strongest first
   * @param events how many
   * @param orders how many
   * @param spendMinor what they cost, in cents
   * @param cart pieces by product
   */
  record Customer(
      Set<Identifier> identifiers,
      long events,
      long orders,
      long spendMinor,
      Map<String, Integer> cart) {}

  /** Of all deeds, and all that was ordered: by people, and by the engine itself. */
  Oracle(List<Deed> deeds, Collection<IdentityCommand> orders) {
    this.deeds = deeds;
    this.commands = orders.stream().map(Oracle::command).toList();
    truth = new Truth(deeds.stream().map(Oracle::happening).toList(), commands);
  }

  private static Happening happening(Deed deed) {
    return new Happening(0, deed.identifiers(), deed.at().toEpochMilli(), deed.proven());
  }

  private static Command command(IdentityCommand order) {
    if (order instanceof LinkCut cut) {
      return new Cut(cut.identifier(), cut.other());
    }
    if (order instanceof LinkDoubted doubted) {
      return new Command.LinkDoubted(doubted.identifier(), doubted.other());
    }
    if (order instanceof IdentifierErased erased) {
      return new Erased(erased.identifier(), erased.upTo().toEpochMilli());
    }
    return order instanceof IdentifierBlocked
        ? new Blocked(order.identifier())
        : new Doubted(order.identifier());
  }

  /** The customers who did something. */
  Set<Customer> customers() {
    Map<Identifier, List<Deed>> counted = new HashMap<>();
    for (Deed deed : deeds) {
      if (truth.counts(happening(deed))) {
        counted
            .computeIfAbsent(truth.strongest(deed.identifiers().get(0)), any -> new ArrayList<>())
            .add(deed);
      }
    }
    Map<Identifier, SortedSet<Identifier>> members = truth.customers();
    Set<Customer> customers = new HashSet<>();
    counted.forEach(
        (strongest, all) ->
            customers.add(customer(members.getOrDefault(strongest, new TreeSet<>()), all)));
    return customers;
  }

  /** Those that were seen with more user ids than is believable: they must be blocked. */
  Set<Identifier> overfull() {
    Set<Identifier> overfull = new HashSet<>();
    usersByIdentifier(deeds)
        .forEach(
            (identifier, users) -> {
              if (users.size() > MOST_USER_IDS) {
                overfull.add(identifier);
              }
            });
    return overfull;
  }

  /** Those that were seen with several user ids, not always by proof: they must be doubted. */
  Set<Identifier> doubtful() {
    Set<Identifier> unproven =
        usersByIdentifier(deeds.stream().filter(deed -> !deed.proven()).toList()).keySet();
    Set<Identifier> doubtful = new HashSet<>();
    usersByIdentifier(deeds)
        .forEach(
            (identifier, users) -> {
              if (users.size() > 1 && unproven.contains(identifier)) {
                doubtful.add(identifier);
              }
            });
    return doubtful;
  }

  private static Map<Identifier, Set<Identifier>> usersByIdentifier(List<Deed> deeds) {
    Map<Identifier, Set<Identifier>> users = new HashMap<>();
    for (Deed deed : deeds) {
      Identifier origin = deed.identifiers().get(0);
      if (origin.isOf(IdentifierType.USER_ID)) {
        deed.identifiers().stream()
            .filter(other -> !other.equals(origin))
            .forEach(other -> users.computeIfAbsent(other, any -> new HashSet<>()).add(origin));
      }
    }
    return users;
  }

  /** User ids that are one customer's without proof: there must be none. */
  Set<Set<Identifier>> joinedWithoutProof() {
    Truth proven =
        new Truth(deeds.stream().filter(Deed::proven).map(Oracle::happening).toList(), commands);
    Set<Set<Identifier>> joined = new HashSet<>();
    for (SortedSet<Identifier> members : truth.customers().values()) {
      Identifier first = members.first();
      for (Identifier other : members) {
        if (other.isOf(IdentifierType.USER_ID) && !proven.together(first, other)) {
          joined.add(Set.of(first, other));
        }
      }
    }
    return joined;
  }

  private static Customer customer(Set<Identifier> identifiers, List<Deed> deeds) {
    long emptiedAt = Long.MIN_VALUE;
    long orders = 0;
    long spend = 0;
    for (Deed deed : deeds) {
      if (deed.orderMinor() > 0) {
        orders++;
        spend += deed.orderMinor();
        emptiedAt = Math.max(emptiedAt, deed.second());
      }
    }
    Map<String, Integer> cart = new TreeMap<>();
    for (Deed deed : deeds) {
      if (deed.added() != null && deed.second() > emptiedAt) {
        cart.merge(deed.added(), 1, Integer::sum);
      }
    }
    return new Customer(identifiers, deeds.size(), orders, spend, cart);
  }
}
