package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.CustomerChannel.Delivery;
import io.rtoto.jobs.identity.protocol.Told.Delta;
import io.rtoto.jobs.identity.protocol.Told.Put;
import io.rtoto.jobs.identity.protocol.Told.Retract;
import io.rtoto.schemas.Identifier;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Holds customers: who belongs to them, and, where that is to be, what has to be parted. */
final class CustomerTask implements Part {
  private final Plot plot;
  private final CommandLog log;
  private NavigableMap<Identifier, Members<Tally>> customers = new TreeMap<>();
  private NavigableMap<Identifier, Command> asked = new TreeMap<>();

  CustomerTask(Plot plot, CommandLog log) {
    this.plot = plot;
    this.log = log;
  }

  NavigableMap<Identifier, Members<Tally>> customers() {
    return customers;
  }

  void take(Delivery delivery) {
    apply(delivery, customers);
    Identifier customer = delivery.told().customer();
    Members<Tally> members = customers.get(customer);
    if (plot.parting() && members != null) {
      members.component().parting(plot.limits()).ifPresent(parting -> ask(customer, parting));
    }
  }

  private void ask(Identifier customer, Command parting) {
    if (!parting.equals(asked.put(customer, parting))) {
      log.append(parting, Author.A_CUSTOMER);
    }
  }

  static void apply(Delivery delivery, NavigableMap<Identifier, Members<Tally>> customers) {
    Told told = delivery.told();
    Members<Tally> before = customers.getOrDefault(told.customer(), Members.none());
    Members<Tally> after = after(before, told, delivery.tally());
    if (after.byLeaf().isEmpty()) {
      customers.remove(told.customer());
    } else {
      customers.put(told.customer(), after);
    }
  }

  private static Members<Tally> after(Members<Tally> members, Told told, Tally tally) {
    if (told instanceof Put put) {
      return members.put(put, tally);
    }
    if (told instanceof Delta delta) {
      return members.add(delta, tally, Tally::and);
    }
    return members.retract(new Retract(told.customer(), told.leaf()));
  }

  @Override
  public void offer(List<Runnable> moves) {}

  @Override
  public Runnable save() {
    NavigableMap<Identifier, Members<Tally>> savedCustomers = new TreeMap<>(customers);
    NavigableMap<Identifier, Command> savedAsked = new TreeMap<>(asked);
    return () -> {
      customers = new TreeMap<>(savedCustomers);
      asked = new TreeMap<>(savedAsked);
    };
  }
}
