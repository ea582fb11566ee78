package io.rtoto.gateway.push;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.naming.Pseudonyms;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is which customer, as topics {@code identities} and {@code customers} tell it. It remembers
 * every browser and user id that is not alone, some 180 bytes each, and who has replaced whom; of
 * the customers of whom something came last it remembers by which name they are known best.
 *
 * <p>Only for the event loop.
 */
final class Customers {
  private static final int KNOWN_BY_NAME = 200_000;

  private final Pseudonyms pseudonyms;
  // By the hash, which tells the type as well.
  private final Map<String, String> byIdentifier = new HashMap<>();
  private final Map<String, String> successors = new HashMap<>();
  private final Map<String, Set<String>> predecessors = new HashMap<>();
  private final LastPut<Identifier> strongest = new LastPut<>(KNOWN_BY_NAME);

  /** Whether sessions can be of an identifier with that key: browsers, and users by proof. */
  static boolean areAskedFor(String key) {
    return key.startsWith(IdentifierType.ANONYMOUS_ID.wireName() + ":")
        || key.startsWith(IdentifierType.USER_ID.wireName() + ":");
  }

  Customers(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** An identifier is of that customer. */
  void identified(Identity identity) {
    byIdentifier.put(identity.identifier().hash(), identity.customerId());
  }

  /** An identifier is alone. */
  void alone(String hash) {
    byIdentifier.remove(hash);
  }

  /** A customer turned out to be another. */
  void replaced(String id, String by) {
    namesItself(id);
    successors.put(id, by);
    predecessors.computeIfAbsent(by, none -> new LinkedHashSet<>()).add(id);
  }

  /** A customer is known, by that name best. */
  void known(String id, Identifier best) {
    namesItself(id);
    strongest.put(id, best);
  }

  /** Nothing is known of a customer any more. */
  void gone(String id) {
    namesItself(id);
    strongest.remove(id);
  }

  private void namesItself(String id) {
    String by = successors.remove(id);
    Set<String> others = by == null ? null : predecessors.get(by);
    if (by != null && others != null && others.remove(id) && others.isEmpty()) {
      predecessors.remove(by);
    }
  }

  /** The customer whose identifier that is. */
  String of(Identifier identifier) {
    String id = byIdentifier.get(identifier.hash());
    return now(id == null ? pseudonyms.customerId(identifier) : id);
  }

  /** Who has everything of that customer now: the same, when nobody has replaced them. */
  String now(String id) {
    // The messages of two ids come in any order: in between each may be replaced by the other.
    Set<String> passed = new LinkedHashSet<>();
    String now = id;
    String next = successors.get(now);
    while (next != null && passed.add(now)) {
      now = next;
      next = successors.get(now);
    }
    return now;
  }

  /** The id, and those that it has replaced, and those that these have. */
  Set<String> namesOf(String id) {
    Set<String> names = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>();
    next.add(id);
    while (!next.isEmpty()) {
      String name = next.remove();
      if (names.add(name)) {
        next.addAll(predecessors.getOrDefault(name, Set.of()));
      }
    }
    return names;
  }

  /** By which name the customer is known best; nothing when nothing came of them lately. */
  Optional<Identifier> strongestOf(String id) {
    return Optional.ofNullable(strongest.get(now(id)));
  }
}
