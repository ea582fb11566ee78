package io.rtoto.jobs.identity.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A cluster of which any part may go on at any moment, and that may crash. What leaves tell each
 * other comes late, doubled, in any order, and from before a crash.
 */
final class Cluster {
  private static final int MOST_CRASHES = 3;
  private static final int MOST_MOVES = 60_000;
  private static final int MOVES_BETWEEN_LOOKS = 20;

  final Plot plot;
  final Steps steps;
  final Set<Flaw> flaws;
  final Random chance;
  final Trace trace;
  final Loop loop;
  final CommandLog log;
  final Invariants invariants;
  final List<LeafTask> leafTasks = new ArrayList<>();
  final List<CustomerTask> customerTasks = new ArrayList<>();
  final List<CustomerChannel> customerChannels = new ArrayList<>();
  long loopMessages;

  private final List<Part> parts = new ArrayList<>();
  private final Deque<Command> orders;
  private final Runnable order = this::order;
  private List<Runnable> checkpoint = List.of();
  private int crashesLeft;

  Cluster(Plot plot, boolean crashes, long seed, Steps steps, Simulation simulation, Trace trace) {
    this.plot = plot;
    this.steps = steps;
    flaws = simulation.flaws();
    this.trace = trace;
    chance = new Random(seed * 104_729 + 7);
    loop = new Loop(plot.leafTasks());
    log = new CommandLog(loop, trace);
    invariants = new Invariants(this, simulation.watched());
    orders = new ArrayDeque<>(plot.orders());
    crashesLeft = crashes ? MOST_CRASHES : 0;
    build();
    saveAll();
  }

  private void build() {
    for (int i = 0; i < plot.customerTasks(); i++) {
      customerTasks.add(new CustomerTask(plot, log));
    }
    for (int i = 0; i < plot.leafTasks(); i++) {
      List<CustomerChannel> channels = new ArrayList<>();
      for (CustomerTask task : customerTasks) {
        channels.add(new CustomerChannel(task, flaws, chance));
      }
      customerChannels.addAll(channels);
      leafTasks.add(new LeafTask(i, this, channels));
    }
    for (List<Happening> happenings : plot.sources()) {
      List<RouterChannel> channels = leafTasks.stream().map(RouterChannel::new).toList();
      parts.addAll(channels);
      parts.add(new Source(happenings, channels, trace));
    }
    parts.addAll(leafTasks);
    parts.addAll(customerChannels);
    parts.addAll(customerTasks);
  }

  /** Until there is nothing left to do. */
  void run() {
    List<Runnable> moves = new ArrayList<>();
    for (int made = 0; made < MOST_MOVES; made++) {
      moves.clear();
      offer(moves);
      if (moves.isEmpty()) {
        return;
      }
      int luck = crashesLeft > 0 ? chance.nextInt(60) : 60;
      if (luck == 0) {
        saveAll();
      } else if (luck == 1) {
        crash();
      } else {
        moves.get(chance.nextInt(moves.size())).run();
      }
      if (made % MOVES_BETWEEN_LOOKS == 0) {
        invariants.look();
      }
    }
    throw new Violation("It does not come to rest.");
  }

  private void offer(List<Runnable> moves) {
    for (Part part : parts) {
      part.offer(moves);
    }
    if (!orders.isEmpty()) {
      moves.add(order);
    }
  }

  private void order() {
    log.append(orders.remove(), Author.SOMEBODY);
  }

  private void saveAll() {
    checkpoint = parts.stream().map(Part::save).toList();
    trace.note(() -> "checkpoint");
  }

  private void crash() {
    checkpoint.forEach(Runnable::run);
    crashesLeft--;
    trace.note(() -> "crash");
  }
}
