package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Commands.Placed;
import io.rtoto.jobs.identity.protocol.Told.Delta;
import io.rtoto.jobs.identity.protocol.Told.Put;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds leaves, and runs the protocol for them. */
final class LeafTask implements Part {
  private final int number;
  private final Cluster cluster;
  private final Random chance;
  private final List<CustomerChannel> channels;
  private final List<LoopMessage> partition;

  private final Runnable readLoop = this::readLoop;
  private final Runnable readCommand = this::readCommand;
  private final Runnable flushSome;
  private final Runnable expose = this::expose;

  private NavigableMap<Identifier, Leaf> leaves = new TreeMap<>();
  private Map<Identifier, Tally> tallies = new HashMap<>();
  private Commands commands = new Commands();

  /** What was sent into the loop and is not written yet. */
  private List<LoopMessage> unwritten = new ArrayList<>();

  /** What was written before this is read, but for what is unread. */
  private int position;

  private List<Integer> unread = new ArrayList<>();

  LeafTask(int number, Cluster cluster, List<CustomerChannel> channels) {
    this.number = number;
    this.cluster = cluster;
    this.channels = channels;
    chance = cluster.chance;
    partition = cluster.loop.of(number);
    flushSome = () -> flush(1 + chance.nextInt(3));
  }

  NavigableMap<Identifier, Leaf> leaves() {
    return leaves;
  }

  Tally tally(Identifier id) {
    return tallies.getOrDefault(id, Tally.NONE);
  }

  void event(Happening happening) {
    Leaf leaf = leaf(happening.origin());
    cluster.trace.note(() -> "leaf " + leaf.id().hash() + " counts " + happening);
    Sighting sighting = new Sighting(happening.others(), happening.at(), happening.proven());
    take(leaf, cluster.steps.event(leaf, commands, sighting), happening);
  }

  void link(Identifier id, Happening happening) {
    Leaf leaf = leaf(id);
    cluster.trace.note(() -> "leaf " + id.hash() + " is linked by " + happening);
    Sighting sighting =
        new Sighting(List.of(happening.origin()), happening.at(), happening.proven());
    take(leaf, cluster.steps.link(leaf, commands, sighting), null);
  }

  private void readLoop() {
    int chosen = chance.nextInt(unread.size());
    LoopMessage message = partition.get(unread.get(chosen));
    unread.set(chosen, unread.get(unread.size() - 1));
    unread.remove(unread.size() - 1);
    Leaf leaf = leaf(message.to());
    Step step = cluster.steps.loop(leaf, commands, message);
    cluster.trace.note(
        () -> (step.sent().contains(message) ? "leaf puts back " : "leaf hears ") + message);
    take(leaf, step, null);
    cluster.invariants.hears(message, step);
  }

  private void readCommand() {
    long next = commands.position() + 1;
    commands.append(new Placed(next, cluster.log.get(next)));
  }

  private void expose() {
    List<Leaf> waiting = leaves.values().stream().filter(Leaf::isToBeExposed).toList();
    Leaf leaf = waiting.get(chance.nextInt(waiting.size()));
    cluster.trace.note(() -> "leaf " + leaf.id().hash() + " moves to " + leaf.label().hash());
    take(leaf, cluster.steps.expose(leaf, commands), null);
  }

  private Leaf leaf(Identifier id) {
    return leaves.getOrDefault(id, Leaf.of(id));
  }

  private void take(Leaf before, Step step, @Nullable Happening happening) {
    Leaf after = step.leaf();
    if (!after.equals(before)) {
      leaves.put(after.id(), after);
      cluster.invariants.changes(before, after, commands);
    }
    if (after.erasedUpTo() > before.erasedUpTo()) {
      tallies.computeIfPresent(after.id(), (id, tally) -> tally.after(after.erasedUpTo()));
    }
    for (Sent sent : step.sent()) {
      if (sent instanceof LoopMessage message) {
        unwritten.add(message);
        cluster.loopMessages++;
      } else if (sent instanceof Command command) {
        cluster.log.append(command, Author.A_LEAF);
      } else if (sent instanceof Told told) {
        tell(told, happening);
      }
    }
  }

  private void tell(Told told, @Nullable Happening happening) {
    CustomerChannel channel = channels.get(Loop.task(told.customer(), channels.size()));
    if (told instanceof Delta && happening != null) {
      Tally more = Tally.of(happening);
      tallies.merge(told.leaf(), more, Tally::and);
      channel.send(told, more);
    } else if (told instanceof Put && !cluster.flaws.contains(Flaw.NOTHING_MOVES_ALONG)) {
      channel.send(told, tally(told.leaf()));
    } else {
      channel.send(told, Tally.NONE);
    }
  }

  /** Writes the first of what is unwritten, and some of it twice. */
  void flush(int most) {
    int count = Math.min(most, unwritten.size());
    for (LoopMessage message : unwritten.subList(0, count)) {
      cluster.loop.write(message);
      if (chance.nextInt(8) == 0) {
        cluster.loop.write(message);
      }
    }
    unwritten.subList(0, count).clear();
  }

  @Override
  public void offer(List<Runnable> moves) {
    while (position < partition.size()) {
      unread.add(position++);
    }
    if (!unread.isEmpty()) {
      moves.add(readLoop);
      moves.add(readLoop);
    }
    if (!unwritten.isEmpty()) {
      moves.add(flushSome);
    }
    if (commands.position() < cluster.log.size()) {
      moves.add(readCommand);
    }
    for (Leaf leaf : leaves.values()) {
      if (leaf.isToBeExposed()) {
        moves.add(expose);
        break;
      }
    }
  }

  @Override
  public Runnable save() {
    if (!cluster.flaws.contains(Flaw.CHECKPOINT_BEFORE_FLUSH)) {
      flush(Integer.MAX_VALUE);
    }
    NavigableMap<Identifier, Leaf> savedLeaves = new TreeMap<>(leaves);
    Map<Identifier, Tally> savedTallies = new HashMap<>(tallies);
    List<Integer> savedUnread = List.copyOf(unread);
    int savedPosition = position;
    long savedCommands = commands.position();
    return () -> {
      leaves = new TreeMap<>(savedLeaves);
      tallies = new HashMap<>(savedTallies);
      unread = new ArrayList<>(savedUnread);
      position = savedPosition;
      commands = cluster.log.upTo(savedCommands);
      unwritten = new ArrayList<>();
    };
  }

  @Override
  public String toString() {
    return "leaf task " + number;
  }
}
