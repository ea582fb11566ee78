package io.rtoto.jobs.engagement;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Limits;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.time.Present;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.CustomerChange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which identifiers are the customer's: they come with what they contribute, and leave with it. */
final class Membership {
  /**
   * Two subtasks hear of the same watermark at times that lie less apart than this. What was due
   * since then may not have been noticed where an identifier comes from: it is noticed here, and
   * where both notice it, they decide the same under the same id.
   */
  private static final Duration A_WATERMARK_APART = Duration.ofSeconds(1);

  private final Customer customer;
  private final Limits limits;
  private final Present present;
  private final Outlets outlets;
  private @Nullable Command asked;

  /**
   * A customer's.
   *
   * @param asked what was asked for last, so that too many do not belong together; null when
   *     nothing
   */
  Membership(
      Customer customer, Limits limits, Present present, Outlets outlets, @Nullable Command asked) {
    this.customer = customer;
    this.limits = limits;
    this.present = present;
    this.outlets = outlets;
    this.asked = asked;
  }

  /** What was asked for last; null when nothing. */
  @Nullable Command asked() {
    return asked;
  }

  void put(ContributionPut put) throws Exception {
    CustomerMemory before = customer.memory();
    customer.puts(put).forEach(outlets::record);
    moved(before);
    if (before.events() > 0 && !customer.isKnown()) {
      outlets.publish(CustomerChange.forgotten(customer.id()));
    }
    if (customer.hasSeveralIdentifiers()) {
      keepApart();
    }
  }

  /** What was said upon an identifier's events, or noted of it, where it was before. */
  void hears(Remark remark) throws Exception {
    customer.hears(remark).forEach(outlets::record);
  }

  /**
   * An identifier without events may stay behind; nothing is known of it. Where nothing was known
   * before either, readers may still have heard of the customer, before a crash.
   */
  void retract(ContributionRetracted retracted) throws Exception {
    CustomerMemory before = customer.memory();
    Identifier leaf = retracted.leaf();
    if (!retracted.erased()) {
      giveBack(leaf);
    }
    customer.retracts(leaf);
    moved(before);
    if (!customer.isKnown()) {
      boolean joinsNobody = retracted.movedTo().equals(customer.id());
      outlets.publish(
          joinsNobody
              ? CustomerChange.forgotten(customer.id())
              : CustomerChange.replaced(customer.id(), retracted.movedTo()));
    }
  }

  private void giveBack(Identifier leaf) throws Exception {
    Remark remark = customer.toTravelWith(leaf);
    if (remark.travels()) {
      outlets.giveBack(remark);
    }
  }

  private void moved(CustomerMemory before) throws Exception {
    if (!present.isCutShort()) {
      customer.notesWhatHadItsTime(before, present.watermark().minus(A_WATERMARK_APART));
    }
    outlets.publish(customer);
  }

  /** Asks once for what is to be done about it: until it is, every newcomer would ask again. */
  private void keepApart() throws Exception {
    Command needed = customer.component().parting(limits).orElse(null);
    if (needed != null && !needed.equals(asked)) {
      outlets.ask(needed);
      asked = needed;
    }
  }
}
