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
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.CartLine;
import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkDoubted;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What all customers must come to in the end: by union-find over all events at once. */
final class Oracle {
  private static final int MOST_USER_IDS = 3;

  private static final int MOST_ADDITIONS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final String CART_ABANDONED = "CartAbandoned";
  private static final String SESSION_ENDED = "SessionEnded";
  private static final Set<String> OF_A_VISIT = Set.of(CART_ABANDONED, SESSION_ENDED);
  private static final Comparator<Deed> NEWEST_FIRST = Comparator.comparing(Deed::at).reversed();

  private final List<Deed> deeds;
  private final List<Command> commands;
  private final Pseudonyms pseudonyms;
  private final Truth truth;

  /** Of all deeds, and all that was ordered: by people, and by the engine itself. */
  Oracle(List<Deed> deeds, Collection<IdentityCommand> orders, Pseudonyms pseudonyms) {
    this.deeds = deeds;
    this.pseudonyms = pseudonyms;
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

  /** The customers who did something, and what is told of each {@linkplain #ofToday today}. */
  Set<CustomerSnapshot> customers() {
    Map<Identifier, List<Deed>> counted = new HashMap<>();
    for (Deed deed : deeds) {
      if (truth.counts(happening(deed))) {
        counted
            .computeIfAbsent(truth.strongest(deed.identifiers().get(0)), any -> new ArrayList<>())
            .add(deed);
      }
    }
    Map<Identifier, SortedSet<Identifier>> members = truth.customers();
    Set<CustomerSnapshot> customers = new HashSet<>();
    counted.forEach(
        (strongest, all) ->
            customers.add(
                customer(strongest, members.getOrDefault(strongest, new TreeSet<>()), all)));
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

  private CustomerSnapshot customer(
      Identifier strongest, SortedSet<Identifier> identifiers, List<Deed> all) {
    List<Deed> newestFirst = all.stream().sorted(NEWEST_FIRST).toList();
    Instant last = newestFirst.get(0).at();
    List<Deed> orders = newestFirst.stream().filter(deed -> deed.orderMinor() > 0).toList();
    Deed lastOrder = orders.isEmpty() ? null : orders.get(0);
    List<CartLine> cart = cart(newestFirst, lastOrder);
    return new CustomerSnapshot(
        pseudonyms.customerId(strongest),
        List.copyOf(identifiers),
        all.size(),
        orders.size(),
        orders.stream().mapToLong(Deed::orderMinor).sum(),
        lastOrder == null ? null : "USD",
        lastOrder == null ? null : orders.get(orders.size() - 1).at(),
        lastOrder == null ? null : lastOrder.at(),
        newestFirst.get(all.size() - 1).at(),
        last,
        lastTold("language", newestFirst),
        lastTold("timezone", newestFirst),
        null,
        null,
        List.of(),
        0,
        cart,
        List.of(),
        CustomerSnapshot.Affinities.NONE,
        openTimers(last.plus(PATIENCE), cart));
  }

  /**
   * All but what hangs on the day on which the test runs, or is due in months, and what the rules
   * make of it: the tier, tags, score and affinities, and when a customer who does not buy any more
   * is lost.
   */
  static CustomerSnapshot ofToday(CustomerSnapshot one) {
    return new CustomerSnapshot(
        one.customerId(),
        one.identifiers(),
        one.events(),
        one.orders(),
        one.spendMinor(),
        one.currency(),
        one.firstOrderAt(),
        one.lastOrderAt(),
        one.firstSeenAt(),
        one.lastSeenAt(),
        one.language(),
        one.timeZone(),
        null,
        one.attrition(),
        List.of(),
        0,
        one.cart(),
        one.wishlist(),
        CustomerSnapshot.Affinities.NONE,
        one.openTimers().stream().filter(timer -> OF_A_VISIT.contains(timer.moment())).toList());
  }

  /** Nobody has published rules here, and so no visit's end is awaited. */
  private static List<OpenTimer> openTimers(Instant deadline, List<CartLine> cart) {
    return cart.isEmpty() || !deadline.isAfter(Deed.NOW)
        ? List.of()
        : List.of(new OpenTimer(CART_ABANDONED, deadline));
  }

  /** What was added since the last order, at the price that it had last. */
  private static List<CartLine> cart(List<Deed> newestFirst, @Nullable Deed lastOrder) {
    Map<String, CartLine> cart = new TreeMap<>();
    for (Deed deed : newestFirst) {
      if (deed.equals(lastOrder)) {
        break;
      }
      String product = deed.added();
      if (product != null) {
        cart.merge(
            product,
            new CartLine(product, 1, new Money(deed.priceMinor(), "USD")),
            (newer, one) ->
                new CartLine(
                    product, Math.min(MOST_ADDITIONS, newer.quantity() + 1), newer.price()));
      }
    }
    return List.copyOf(cart.values());
  }

  private static @Nullable String lastTold(String trait, List<Deed> newestFirst) {
    for (Deed deed : newestFirst) {
      String told = deed.traits().get(trait);
      if (told != null) {
        return told;
      }
    }
    return null;
  }
}
