package io.rtoto.jobs.identity.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Brings what leaves tell to customers: once and in order, unless it has a flaw. */
final class CustomerChannel implements Part {
  private final CustomerTask task;
  private final Set<Flaw> flaws;
  private final Random chance;
  private final Runnable deliver = this::deliver;
  private List<Delivery> deliveries = new ArrayList<>();
  private int position;

  record Delivery(Told told, Tally tally) {}

  CustomerChannel(CustomerTask task, Set<Flaw> flaws, Random chance) {
    this.task = task;
    this.flaws = flaws;
    this.chance = chance;
  }

  void send(Told told, Tally tally) {
    deliveries.add(new Delivery(told, tally));
  }

  List<Delivery> underway() {
    return deliveries.subList(position, deliveries.size());
  }

  private void deliver() {
    if (flaws.contains(Flaw.CUSTOMERS_ARE_TOLD_OUT_OF_ORDER)) {
      Collections.swap(underway(), 0, chance.nextInt(underway().size()));
    }
    task.take(deliveries.get(position++));
  }

  @Override
  public void offer(List<Runnable> moves) {
    if (position < deliveries.size()) {
      moves.add(deliver);
    }
  }

  @Override
  public Runnable save() {
    if (flaws.contains(Flaw.CUSTOMERS_ARE_TOLD_AT_LEAST_ONCE)) {
      int saved = position;
      return () -> position = saved;
    }
    List<Delivery> saved = List.copyOf(underway());
    return () -> {
      deliveries = new ArrayList<>(saved);
      position = 0;
    };
  }
}
