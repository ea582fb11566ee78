package io.rtoto.jobs.memory;

import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;

/** What has its turn among all that happens to a customer, and may have to wait for it. */
public sealed interface InTurn permits EventCounted, ViewAnswered, ProductUnlisted {
  /** When it is its turn: what answers an event comes after the event itself. */
  Turn turn();

  /** The identifier that it came under. */
  Identifier leaf();

  /**
   * Whether it came before what it belongs to, which goes another way.
   *
   * @param memory what is remembered of the customer
   * @param leaves the customer's identifiers
   */
  boolean isEarly(CustomerMemory memory, Leaves leaves) throws Exception;

  /** The identifiers of a customer; to ask for one reads state. */
  @FunctionalInterface
  interface Leaves {
    /** Whether the identifier is one of them by now. */
    boolean has(Identifier leaf) throws Exception;
  }
}
