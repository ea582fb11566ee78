package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierDoubted;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkDoubted;
import java.time.Instant;

/** Orders about identities, as people and topics know them, and as the protocol does. */
final class Orders {
  private static final String AUTHOR = "engage";

  private Orders() {}

  /** What the protocol makes of an order. */
  static Command read(IdentityCommand order) {
    if (order instanceof IdentifierErased erased) {
      return new Command.Erased(erased.identifier(), erased.upTo().toEpochMilli());
    }
    if (order instanceof LinkCut cut) {
      return new Command.Cut(cut.identifier(), cut.other());
    }
    if (order instanceof LinkDoubted doubted) {
      return new Command.LinkDoubted(doubted.identifier(), doubted.other());
    }
    return order instanceof IdentifierBlocked
        ? new Command.Blocked(order.identifier())
        : new Command.Doubted(order.identifier());
  }

  /** What is ordered when a customer asks for it: if for a block, because of its size. */
  static IdentityCommand writeForCustomer(Command asked, Instant now) {
    return asked instanceof Command.Blocked blocked
        ? new IdentifierBlocked(
            blocked.id(),
            AUTHOR,
            "It held most together of a customer of too many identifiers.",
            now)
        : write(asked, now);
  }

  /** What is ordered when an identifier asks for it. */
  static IdentityCommand write(Command asked, Instant now) {
    if (asked instanceof Command.Blocked blocked) {
      return new IdentifierBlocked(
          blocked.id(),
          AUTHOR,
          "It was seen with more user ids than its type may be, or with more others than any may.",
          now);
    }
    if (asked instanceof Command.Doubted doubted) {
      return new IdentifierDoubted(
          doubted.id(), AUTHOR, "It was seen with several user ids, not always by proof.", now);
    }
    if (asked instanceof Command.Cut cut) {
      return new LinkCut(
          cut.one(),
          cut.other(),
          AUTHOR,
          "The weakest link of a customer of too many identifiers.",
          now);
    }
    if (asked instanceof Command.LinkDoubted doubted) {
      return new LinkDoubted(
          doubted.one(),
          doubted.other(),
          AUTHOR,
          "The weakest unproven link between two known customers.",
          now);
    }
    throw new IllegalArgumentException("The protocol never asks for " + asked + ".");
  }
}
