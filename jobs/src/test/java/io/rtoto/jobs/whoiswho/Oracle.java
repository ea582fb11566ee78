package io.rtoto.jobs.whoiswho;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all customers must come to in the end: by union-find over all events at once. */
final class Oracle {
  private static final int MOST_USER_IDS = 3;

  private final Map<Identifier, Identifier> parents = new HashMap<>();
  private final List<Deed> deeds;

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

  Oracle(List<Deed> deeds, Set<Set<Identifier>> cuts) {
    this.deeds = deeds;
    Set<Identifier> overfull = overfull();
    for (Deed deed : deeds) {
      Identifier origin = deed.identifiers().get(0);
      for (Identifier other : deed.identifiers()) {
        if (!other.equals(origin)
            && !overfull.contains(other)
            && !overfull.contains(origin)
            && !cuts.contains(Set.of(origin, other))) {
          parents.put(root(other), root(origin));
        }
      }
    }
  }

  /** Those that were seen with more user ids than is believable. */
  private Set<Identifier> overfull() {
    Map<Identifier, Set<Identifier>> users = new HashMap<>();
    for (Deed deed : deeds) {
      Identifier origin = deed.identifiers().get(0);
      for (Identifier other : deed.identifiers()) {
        if (!other.equals(origin) && origin.isOf(IdentifierType.USER_ID)) {
          users.computeIfAbsent(other, any -> new HashSet<>()).add(origin);
        }
      }
    }
    users.values().removeIf(joined -> joined.size() <= MOST_USER_IDS);
    return users.keySet();
  }

  private Identifier root(Identifier identifier) {
    Identifier parent = parents.getOrDefault(identifier, identifier);
    return parent.equals(identifier) ? identifier : root(parent);
  }

  /** The customers who did something. */
  Set<Customer> customers() {
    Map<Identifier, List<Deed>> byRoot = new HashMap<>();
    Map<Identifier, Set<Identifier>> members = new HashMap<>();
    for (Deed deed : deeds) {
      byRoot.computeIfAbsent(root(deed.identifiers().get(0)), any -> new ArrayList<>()).add(deed);
      deed.identifiers()
          .forEach(one -> members.computeIfAbsent(root(one), any -> new TreeSet<>()).add(one));
    }
    Set<Customer> customers = new HashSet<>();
    byRoot.forEach(
        (root, all) -> customers.add(customer(members.getOrDefault(root, Set.of()), all)));
    return customers;
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
