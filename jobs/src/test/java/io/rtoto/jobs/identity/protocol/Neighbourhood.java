package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Commands.Placed;
import io.rtoto.jobs.identity.protocol.Told.Delta;
import io.rtoto.jobs.identity.protocol.Told.Put;
import io.rtoto.jobs.identity.protocol.Told.Retract;
import io.rtoto.schemas.Identifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Leaves and customers where nothing goes wrong, to count what they send. */
final class Neighbourhood {
  private final Protocol protocol;
  private final long lag;
  private final Commands commands = new Commands();
  private final Map<Identifier, Leaf> leaves = new HashMap<>();
  private final Map<Identifier, Members<Integer>> customers = new TreeMap<>();
  private final Map<Identifier, Command> asked = new HashMap<>();
  private final SortedSet<Identifier> moving = new TreeSet<>();
  private final Deque<LoopMessage> loop = new ArrayDeque<>();
  private final List<Command> log = new ArrayList<>();
  private final Deque<Long> knownAfter = new ArrayDeque<>();
  private long delivered;
  private long loopMessages;

  /**
   * Leaves that learn of a command only after so many messages more.
   *
   * @param lag how many
   */
  Neighbourhood(Limits limits, long lag) {
    protocol = new Protocol(limits);
    this.lag = lag;
  }

  /** An event, of which the leaves do not talk yet. */
  void hear(Happening happening) {
    Identifier origin = happening.origin();
    take(
        protocol.event(
            leaf(origin),
            commands,
            new Sighting(happening.others(), happening.at(), happening.proven())));
    Sighting link = new Sighting(List.of(origin), happening.at(), happening.proven());
    happening.others().forEach(other -> take(protocol.link(leaf(other), commands, link)));
  }

  /** Until all have said what they have to. */
  void settle() {
    while (!loop.isEmpty() || !moving.isEmpty() || !knownAfter.isEmpty()) {
      learnCommands();
      LoopMessage next = loop.poll();
      if (next != null) {
        delivered++;
        take(protocol.loop(leaf(next.to()), commands, next));
      } else if (!moving.isEmpty()) {
        Identifier id = moving.first();
        moving.remove(id);
        take(protocol.expose(leaf(id), commands));
      }
    }
  }

  private void learnCommands() {
    while (!knownAfter.isEmpty() && (knownAfter.element() <= delivered || loop.isEmpty())) {
      knownAfter.remove();
      long seq = commands.position() + 1;
      Command command = log.get((int) seq - 1);
      commands.append(new Placed(seq, command));
      loop.addAll(command.triggers(seq, null));
    }
  }

  private Leaf leaf(Identifier id) {
    return leaves.getOrDefault(id, Leaf.of(id));
  }

  private void take(Step step) {
    Leaf leaf = step.leaf();
    leaves.put(leaf.id(), leaf);
    if (leaf.isToBeExposed()) {
      moving.add(leaf.id());
    } else {
      moving.remove(leaf.id());
    }
    for (Sent sent : step.sent()) {
      if (sent instanceof LoopMessage message) {
        loop.add(message);
        loopMessages++;
      } else if (sent instanceof Command command) {
        append(command);
      } else if (sent instanceof Told told) {
        tell(told);
      }
    }
  }

  private void append(Command command) {
    log.add(command);
    knownAfter.add(delivered + lag);
  }

  private void tell(Told told) {
    Members<Integer> before = customers.getOrDefault(told.customer(), Members.none());
    Members<Integer> after;
    if (told instanceof Put put) {
      after = before.put(put, 0);
    } else if (told instanceof Delta delta) {
      after = before.add(delta, 1, Integer::sum);
    } else {
      after = before.retract(new Retract(told.customer(), told.leaf()));
    }
    customers.put(told.customer(), after);
    after
        .component()
        .parting(protocol.limits())
        .ifPresent(
            parting -> {
              if (!parting.equals(asked.put(told.customer(), parting))) {
                append(parting);
              }
            });
  }

  Identifier label(Identifier id) {
    return leaf(id).label();
  }

  long loopMessages() {
    return loopMessages;
  }

  List<Command> log() {
    return log;
  }

  int largestCustomer() {
    return customers.values().stream().mapToInt(one -> one.byLeaf().size()).max().orElse(0);
  }
}
