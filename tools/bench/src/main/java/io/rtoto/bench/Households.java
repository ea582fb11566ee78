package io.rtoto.bench;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.naming.Pseudonyms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who belongs together by what was told so far: union-find, the smaller set into the larger. */
final class Households {
  private final Pseudonyms pseudonyms;
  private final Map<Identifier, Set<Identifier>> byMember = new HashMap<>();

  /** Of identifiers that these pseudonyms make. */
  Households(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /**
   * Takes note that these are one customer's.
   *
   * @return all that are one with them now; empty when they were one already
   */
  Set<Identifier> join(List<Name> names) {
    Set<Set<Identifier>> apart = new HashSet<>();
    for (Name name : names) {
      Identifier identifier = pseudonyms.identifier(name.type(), name.value());
      apart.add(byMember.computeIfAbsent(identifier, one -> new HashSet<>(Set.of(one))));
    }
    if (apart.size() < 2) {
      return Set.of();
    }
    Set<Identifier> all = new HashSet<>();
    apart.forEach(all::addAll);
    all.forEach(one -> byMember.put(one, all));
    return Set.copyOf(all);
  }
}
