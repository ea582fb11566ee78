package io.rtoto.jobs.engagement;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.CustomerChange;
import io.rtoto.schemas.journal.JournalEntry;

/** Where what comes of a visit to a customer goes. */
interface Outlets {
  /** What is to be done. */
  void decide(Decision decision);

  /** What would be done by the rules that are rehearsed. */
  void rehearse(Decision decision);

  /** What took effect. */
  void record(JournalEntry entry);

  /** How a customer is known now. */
  void publish(CustomerChange change);

  /** What is to be ordered, so that too many do not belong together. */
  void ask(Command command);

  /** What was offered upon the events of an identifier that leaves. */
  void giveBack(Remark offered);

  /** How this customer is known now, if at all. */
  default void publish(Customer customer) {
    if (customer.isKnown()) {
      publish(CustomerChange.known(customer.portrait()));
    }
  }
}
