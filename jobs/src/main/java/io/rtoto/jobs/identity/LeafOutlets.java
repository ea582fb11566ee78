package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.schemas.flow.IdentityChange;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Instant;

/** Where what comes of a visit to an identifier goes, and when there will be another. */
interface LeafOutlets {
  /** What a customer is to know. */
  void tell(CustomerMessage message);

  /** What another identifier is to know. */
  void tell(LoopMessage message);

  /** What is to be ordered. */
  void ask(Command command);

  /** What took effect. */
  void record(JournalEntry entry);

  /** Why who is who. */
  void record(LedgerEntry entry);

  /** How the identifier is known from now on. */
  void publish(IdentityChange change);

  /** There is to be another visit once all of a replay's links are known. */
  void visitWhenAllIsKnown();

  /** There is to be another visit when what an order changed has settled. */
  void visitWhenSettled();

  /** What time it is, by the clock on the wall. */
  Instant now();
}
