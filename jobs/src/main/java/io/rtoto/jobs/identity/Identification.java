package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.LeafMessage.EventArrived;
import io.rtoto.jobs.identity.LeafMessage.LinkArrived;
import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Commands;
import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.identity.protocol.Leaf;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.identity.protocol.Protocol;
import io.rtoto.jobs.identity.protocol.Sent;
import io.rtoto.jobs.identity.protocol.Sighting;
import io.rtoto.jobs.identity.protocol.Step;
import io.rtoto.jobs.identity.protocol.Told;
import io.rtoto.jobs.memory.Appointments;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.jobs.memory.Unlisted;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is this? From what is remembered of an identifier and what it is told to what is remembered
 * and said. Keeps nothing itself, and knows no clock.
 *
 * @param protocol what a leaf does
 * @param pseudonyms names the customers
 */
record Identification(Protocol protocol, Pseudonyms pseudonyms) implements Serializable {

  /**
   * What came of a message.
   *
   * @param memory what is remembered now
   * @param toCustomers what customers are told, in order
   * @param toLeaves what other leaves are told
   * @param commands what is asked for
   */
  record Outcome(
      LeafMemory memory,
      List<CustomerMessage> toCustomers,
      List<LoopMessage> toLeaves,
      List<Command> commands) {

    /** Whether an event was counted for a customer, rather than erased. */
    boolean counted() {
      for (CustomerMessage message : toCustomers) {
        if (message instanceof EventCounted) {
          return true;
        }
      }
      return false;
    }
  }

  /** An event came under the identifier, and is no repeat. */
  Outcome counts(LeafMemory before, Commands commands, SoundEvent event, String eventId) {
    Course course = new Course(before);
    course.take(protocol.event(before.leaf(), commands, sighting(event)), event, eventId);
    return course.outcome();
  }

  /** An event came under the identifier, and is not counted yet: it tells whom it was seen with. */
  Outcome sees(LeafMemory before, Commands commands, SoundEvent event) {
    return after(before, protocol.link(before.leaf(), commands, sighting(event)));
  }

  /** An event came under another identifier, and names this one. */
  Outcome linked(LeafMemory before, Commands commands, LinkArrived link) {
    Sighting sighting = new Sighting(List.of(link.origin()), link.at(), link.proven());
    return after(before, protocol.link(before.leaf(), commands, sighting));
  }

  /** Another leaf says something, or a command names this one. */
  Outcome told(LeafMemory before, Commands commands, LoopMessage message) {
    return after(before, protocol.loop(before.leaf(), commands, message));
  }

  /** The identifier moves to the customer that its label names. */
  Outcome exposed(LeafMemory before, Commands commands) {
    return after(before, protocol.expose(before.leaf(), commands));
  }

  /** An event of a customer who is never joined with another. */
  EventCounted alone(EventArrived arrived, String eventId) {
    SoundEvent event = arrived.event();
    return new EventCounted(
        new IdentifiedEvent(
            eventId,
            pseudonyms.customerId(arrived.leaf()),
            arrived.leaf(),
            event.identifiers(),
            event.event()),
        List.of());
  }

  /**
   * Something was offered upon an event of the identifier: from now on that goes where it goes. Of
   * an erased time, nothing was.
   */
  Outcome remarked(LeafMemory before, Commands commands, Remarked remarked) {
    Leaf leaf = before.leaf();
    long erasedUpTo = Math.max(leaf.erasedUpTo(), commands.erasedUpTo(leaf.id()));
    OffersMade offers =
        new OffersMade(
                remarked.offers(),
                remarked.contacts(),
                remarked.held(),
                remarked.heldOut(),
                remarked.counted())
            .after(erasedUpTo);
    Appointments appointments = new Appointments(remarked.appointments()).after(erasedUpTo);
    Tags tags = new Tags(remarked.tags()).after(erasedUpTo);
    Unlisted unlisted = new Unlisted(remarked.unlisted()).after(erasedUpTo);
    Remark remark = Remark.travelling(leaf.id(), offers, appointments, tags, unlisted);
    CustomerMemory known = before.contribution().whole();
    CustomerMemory contribution = known.with(remark);
    boolean news = !contribution.equals(known);
    return new Outcome(
        news ? before.with(Contribution.of(contribution)) : before,
        news && leaf.exposed() != null
            ? List.of(new ContributionRemarked(before.customerId(), remark))
            : List.of(),
        List.of(),
        List.of());
  }

  /** The customer that an identifier is of, or would be when nothing came under it yet. */
  String customerOf(LeafMemory memory) {
    return memory.customerId().isEmpty() ? ownCustomer(memory.leaf().id()) : memory.customerId();
  }

  /** The customer that an identifier is by itself. */
  String ownCustomer(Identifier leaf) {
    return pseudonyms.customerId(leaf);
  }

  private Outcome after(LeafMemory before, Step step) {
    Course course = new Course(before);
    course.take(step, null, "");
    return course.outcome();
  }

  private static Sighting sighting(SoundEvent event) {
    List<Identifier> names = event.identifiers();
    return new Sighting(
        names.subList(1, names.size()),
        event.event().occurrence().at().toEpochMilli(),
        event.proven());
  }

  /** The course of one message: gathers what comes of it. */
  private final class Course {
    private final List<CustomerMessage> toCustomers = new ArrayList<>(2);
    private final List<LoopMessage> toLeaves = new ArrayList<>(2);
    private final List<Command> commands = new ArrayList<>(1);
    private LeafMemory memory;

    private Course(LeafMemory before) {
      memory = before;
    }

    private void take(Step step, @Nullable SoundEvent event, String eventId) {
      Leaf leaf = step.leaf();
      boolean erased = leaf.erasedUpTo() > memory.leaf().erasedUpTo();
      boolean losesItsLabel = leaf.label().equals(leaf.id()) && isElsewhere();
      memory = memory.with(leaf);
      if (erased) {
        memory = memory.with(Contribution.of(CustomerMemory.of(leaf.id())));
        // Also where nothing was counted yet: before a crash, readers may have heard of more.
        String customerId = customerOf(memory);
        toCustomers.add(new ContributionRetracted(customerId, leaf.id(), customerId, true));
      }
      if (losesItsLabel) {
        // It may get it back at once; before a crash, it may have been by itself in between.
        retract(pseudonyms.customerId(leaf.id()), memory.customerId());
      }
      for (Sent sent : step.sent()) {
        if (sent instanceof LoopMessage message) {
          toLeaves.add(message);
        } else if (sent instanceof Command command) {
          commands.add(command);
        } else if (sent instanceof Told.Retract || sent instanceof Told.Absent) {
          leave(((Told) sent).customer());
        } else if (sent instanceof Told.Put put) {
          put(put);
        } else if (event != null && sent instanceof Told.Delta delta) {
          count(event, eventId, delta.edges());
        }
      }
    }

    /**
     * The new customer is known already: the label is what is exposed next. Only whom it joins
     * takes the old one's place. Who is set apart does not: to tell where they are from under the
     * old id would be to tell of the link that an order has taken away.
     */
    private void leave(Identifier customer) {
      Identifier label = memory.leaf().label();
      boolean joins = label.compareTo(customer) < 0;
      retract(pseudonyms.customerId(customer), pseudonyms.customerId(joins ? label : customer));
    }

    private void retract(String customerId, String movedTo) {
      toCustomers.add(new ContributionRetracted(customerId, memory.leaf().id(), movedTo, false));
    }

    private void put(Told.Put put) {
      String customerId = pseudonyms.customerId(put.customer());
      tellItsOwn(put.leaf(), customerId);
      memory = memory.exposedTo(customerId);
      toCustomers.add(
          new ContributionPut(customerId, put.leaf(), memory.contribution().whole(), put.edges()));
    }

    /** Whether it has the label of another, and belongs to that one's customer. */
    private boolean isElsewhere() {
      Leaf leaf = memory.leaf();
      return leaf.exposed() != null
          && !leaf.exposed().equals(leaf.id())
          && !leaf.label().equals(leaf.id());
    }

    /**
     * Readers know the customer that the identifier is by itself, or may, from before a crash. That
     * one is to be told where the identifier is now, also when it comes from elsewhere.
     */
    private void tellItsOwn(Identifier leaf, String customerId) {
      String own = pseudonyms.customerId(leaf);
      String before = memory.customerId();
      boolean begins = before.isEmpty() && customerId.equals(own);
      if (!begins && !before.equals(own) && !before.equals(customerId)) {
        retract(own, customerId);
      }
    }

    private void count(SoundEvent event, String eventId, List<Edge> edges) {
      IdentifiedEvent identified =
          new IdentifiedEvent(
              eventId, memory.customerId(), memory.leaf().id(), event.identifiers(), event.event());
      memory = memory.with(memory.contribution().and(identified));
      toCustomers.add(new EventCounted(identified, edges));
    }

    private Outcome outcome() {
      return new Outcome(memory, toCustomers, toLeaves, commands);
    }
  }
}
