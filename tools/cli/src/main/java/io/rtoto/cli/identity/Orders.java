package io.rtoto.cli.identity;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierDoubted;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkDoubted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders about identities, in people's words. */
final class Orders {
  private static final Map<Class<? extends IdentityCommand>, String> VERBS =
      Map.of(
          LinkCut.class, "cut",
          IdentifierBlocked.class, "block",
          IdentifierDoubted.class, "doubt",
          LinkDoubted.class, "doubt",
          IdentifierErased.class, "erase");

  private Orders() {}

  /** The identifiers that an order names. */
  static List<Identifier> named(IdentityCommand order) {
    if (order instanceof LinkDoubted doubted) {
      return List.of(doubted.identifier(), doubted.other());
    }
    return order instanceof LinkCut cut
        ? List.of(cut.identifier(), cut.other())
        : List.of(order.identifier());
  }

  /** What is written down of whoever gives an order. */
  static Deed deed(IdentityCommand order) {
    AuditAction action =
        order instanceof LinkCut
            ? AuditAction.LINK_CUT
            : order instanceof IdentifierErased
                ? AuditAction.CUSTOMER_ERASED
                : AuditAction.IDENTITY_ORDERED;
    return new Deed(
        order.author(),
        null,
        action,
        named(order).get(0).key(),
        VERBS.get(order.getClass())
            + " "
            + String.join(" and ", named(order).stream().map(Identifier::key).toList()));
  }

  /** The order of that kind that is in force for all of those, if one is. */
  static Optional<PlacedCommand> inForce(
      Registry registry, Class<? extends IdentityCommand> kind, Set<Identifier> named)
      throws IOException {
    return registry.orders(named).stream()
        .filter(order -> kind.isInstance(order.command()))
        .filter(order -> named.equals(Set.copyOf(named(order.command()))))
        .findFirst();
  }

  /** That an order need not be given again: since when it is in force, and by whom. */
  static String inForceAlready(PlacedCommand order) {
    return "Nothing was ordered: in force since "
        + order.command().at()
        + " is order "
        + order.seq()
        + ", "
        + text(order.command());
  }

  /** Such as {@code cut userId:a1 and email:b2, by support: a shared desk}. */
  static String text(IdentityCommand order) {
    List<String> names = named(order).stream().map(Identifier::key).toList();
    return VERBS.get(order.getClass())
        + " "
        + String.join(" and ", names)
        + (order instanceof IdentifierErased erased ? " up to " + erased.upTo() : "")
        + ", by "
        + order.author()
        + ": "
        + order.why();
  }
}
