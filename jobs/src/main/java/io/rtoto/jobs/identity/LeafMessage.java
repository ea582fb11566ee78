package io.rtoto.jobs.identity;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.Counted;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Tags.Tag;
import io.rtoto.jobs.memory.Unlisted;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.SoundEvent;
import java.util.List;

/** What is told to the leaf of one identifier. */
public sealed interface LeafMessage {

  /** The identifier. */
  Identifier leaf();

  /** The leaf's key. */
  default String key() {
    return leaf().key();
  }

  /**
   * An event came under it.
   *
   * @param leaf the identifier
   * @param event the event
   */
  record EventArrived(Identifier leaf, SoundEvent event) implements LeafMessage {}

  /**
   * An event came under another identifier, and names this one.
   *
   * @param leaf the identifier
   * @param origin the other
   * @param at when, in milliseconds since 1970
   * @param proven whether a server said it, or a signed token
   */
  record LinkArrived(Identifier leaf, Identifier origin, long at, boolean proven)
      implements LeafMessage {}

  /**
   * Another leaf says something, or a command names it.
   *
   * @param told what
   */
  record Looped(LoopMessage told) implements LeafMessage {
    @Override
    public Identifier leaf() {
      return told.to();
    }
  }

  /**
   * Something was offered, was to be looked at again, or was noted, upon events of it, of a
   * customer whom it left. It goes the way of {@link Looped}: it stays true, for the offer was
   * made, or is made when the occasion comes again after a crash; so it may come late, twice, and
   * from an attempt that was rolled back.
   *
   * @param leaf the identifier
   * @param offers what was offered
   * @param contacts which of it spoke to the customer of the shop's own accord
   * @param held what is still held. What was decided again stays where that was done: a crash may
   *     take it back, and then it is still to be
   * @param appointments when to look again
   * @param tags what rules noted of the customer
   * @param unlisted what the customer named that is not sold
   * @param heldOut what would have been offered, but that the customer was held out of it
   * @param counted what of both a cap counts
   */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
  @JsonTypeName(Remarked.KIND)
  record Remarked(
      @JsonProperty("to") Identifier leaf,
      List<OfferMade> offers,
      List<Contact> contacts,
      List<Held> held,
      List<Appointment> appointments,
      List<Tag> tags,
      List<Unlisted.Named> unlisted,
      List<Contact> heldOut,
      List<Counted> counted)
      implements LeafMessage {
    /** How a message tells that it is one. */
    public static final String KIND = "Remarked";

    /** Every part is there. */
    public Remarked {
      offers = List.copyOf(offers);
      contacts = requireNonNullElse(contacts, List.of());
      held = requireNonNullElse(held, List.of());
      appointments = requireNonNullElse(appointments, List.of());
      tags = requireNonNullElse(tags, List.of());
      unlisted = requireNonNullElse(unlisted, List.of());
      heldOut = requireNonNullElse(heldOut, List.of());
      counted = requireNonNullElse(counted, List.of());
    }

    /** What of it goes where the identifier goes. */
    public static Remarked of(Remark remark) {
      OffersMade made = remark.offersMade();
      return new Remarked(
          remark.leaf(),
          made.offers(),
          made.contacts(),
          made.held().stream().filter(one -> !one.settled()).toList(),
          remark.appointments().all(),
          remark.tags().all(),
          remark.unlisted().products(),
          made.heldOut(),
          made.counted());
    }
  }
}
