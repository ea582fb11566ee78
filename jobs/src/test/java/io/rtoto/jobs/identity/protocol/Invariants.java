package io.rtoto.jobs.identity.protocol;

import io.rtoto.jobs.identity.protocol.Command.Erased;
import io.rtoto.jobs.identity.protocol.CommandLog.Entry;
import io.rtoto.jobs.identity.protocol.CustomerChannel.Delivery;
import io.rtoto.jobs.identity.protocol.LoopMessage.Label;
import io.rtoto.jobs.identity.protocol.Members.Member;
import io.rtoto.jobs.identity.protocol.Truth.Pair;
import io.rtoto.schemas.Identifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What holds at any instant (I1 to I4), and once there is nothing left to do (I5 and the oracle).
 */
final class Invariants {
  private final Cluster cluster;
  private final boolean watched;
  private final List<Happening> happenings;
  private final Map<Long, Truth> truths = new HashMap<>();

  /** By the end that took a label, and the end that told it: the latest epoch of such a label. */
  private final Map<Pair, Long> labelsTaken = new LinkedHashMap<>();

  Invariants(Cluster cluster, boolean watched) {
    this.cluster = cluster;
    this.watched = watched;
    happenings = cluster.plot.happenings();
  }

  /** I3 and I4. */
  void changes(Leaf before, Leaf after, Commands commands) {
    if (!watched) {
      return;
    }
    if (after.epoch() > commands.position()) {
      throw new Violation(
          "I4: leaf " + after + " acts on a command after " + commands.position() + ".");
    }
    boolean labelIsNew = after.epoch() != before.epoch() || !after.label().equals(before.label());
    if (labelIsNew && !truth(after.epoch()).together(after.id(), after.label())) {
      throw new Violation("I3: the label of leaf " + after + " never was true.");
    }
  }

  private Truth truth(long epoch) {
    return truths.computeIfAbsent(
        epoch,
        seq ->
            new Truth(
                happenings,
                cluster.log.entries().subList(0, seq.intValue()).stream()
                    .map(Entry::command)
                    .toList()));
  }

  void hears(LoopMessage message, Step step) {
    if (message instanceof Label label
        && !step.sent().contains(message)
        && Edges.to(label.from(), step.leaf().edges()) != null) {
      labelsTaken.merge(new Pair(label.to(), label.from()), label.epoch(), Math::max);
    }
  }

  /** I1 and I2. */
  void look() {
    if (!watched) {
      return;
    }
    BitSet counted = new BitSet();
    Map<Identifier, Leaf> leaves = new TreeMap<>();
    for (LeafTask task : cluster.leafTasks) {
      for (Leaf leaf : task.leaves().values()) {
        leaves.put(leaf.id(), leaf);
        for (Happening happening : task.tally(leaf.id()).counted()) {
          if (counted.get(happening.number()) || !happening.origin().equals(leaf.id())) {
            throw new Violation("I1: " + happening + " is counted at " + leaf.id() + " also.");
          }
          counted.set(happening.number());
        }
      }
    }
    SortedMap<Identifier, Identifier> customerOf = new TreeMap<>();
    onceAllIsDelivered()
        .forEach(
            (customer, members) ->
                members
                    .byLeaf()
                    .forEach((id, member) -> isAtHome(customer, id, member, customerOf)));
    for (Leaf leaf : leaves.values()) {
      Identifier customer = customerOf.get(leaf.id());
      if (leaf.exposed() == null ? customer != null : !leaf.exposed().equals(customer)) {
        throw new Violation("I2: leaf " + leaf + " is a member of " + customer + ".");
      }
    }
  }

  private void isAtHome(
      Identifier customer,
      Identifier id,
      Member<Tally> member,
      Map<Identifier, Identifier> customerOf) {
    if (customerOf.put(id, customer) != null) {
      throw new Violation("I2: leaf " + id + " is a member of two customers.");
    }
    Tally tally = cluster.leafTasks.get(Loop.task(id, cluster.leafTasks.size())).tally(id);
    if (!tally.equals(member.contribution())) {
      throw new Violation(
          "I2: leaf " + id + " counted " + tally + ", its customer " + member.contribution() + ".");
    }
  }

  private NavigableMap<Identifier, Members<Tally>> onceAllIsDelivered() {
    NavigableMap<Identifier, Members<Tally>> customers = customers();
    for (CustomerChannel channel : cluster.customerChannels) {
      for (Delivery delivery : channel.underway()) {
        CustomerTask.apply(delivery, customers);
      }
    }
    return customers;
  }

  private NavigableMap<Identifier, Members<Tally>> customers() {
    NavigableMap<Identifier, Members<Tally>> customers = new TreeMap<>();
    cluster.customerTasks.forEach(task -> customers.putAll(task.customers()));
    return customers;
  }

  /** Once there is nothing left to do. */
  void end() {
    Suspects suspects = new Suspects(cluster.plot);
    Collection<Command> commands = new ArrayList<>(suspects.commands());
    for (Entry entry : cluster.log.entries()) {
      if (entry.author() != Author.A_LEAF || suspects.mayBe(entry.command())) {
        commands.add(entry.command());
      }
    }
    Truth truth = new Truth(happenings, commands);
    customersAreThoseOf(truth);
    if (!watched) {
      return;
    }
    leavesAskedWhatTheyHadTo(suspects);
    edgesAreThoseOf(truth);
    epochsAreLaterThanWhatFell(truth);
    if (cluster.plot.parting()) {
      nothingIsLeftToPart();
      noCustomerIsTooMuch(truth, commands);
    }
  }

  private void leavesAskedWhatTheyHadTo(Suspects suspects) {
    SortedSet<Identifier> blocked = new TreeSet<>();
    for (Entry entry : cluster.log.entries()) {
      if (entry.command() instanceof Command.Blocked block) {
        blocked.add(block.id());
      }
      if (entry.author() == Author.A_LEAF && !suspects.mayBe(entry.command())) {
        Set<Identifier> allowed =
            entry.command() instanceof Command.Blocked ? suspects.overLimit() : suspects.doubtful();
        if (!allowed.containsAll(entry.command().named())) {
          throw new Violation("A leaf asked for " + entry.command() + " without need.");
        }
      }
    }
    if (!blocked.containsAll(suspects.overLimit())) {
      throw new Violation(
          "Over the limit are " + suspects.overLimit() + ", but blocked " + blocked + ".");
    }
  }

  private void customersAreThoseOf(Truth truth) {
    NavigableMap<Identifier, Members<Tally>> customers = customers();
    truth
        .customers()
        .forEach(
            (strongest, ids) -> {
              Members<Tally> members = customers.remove(strongest);
              if (members == null || !members.byLeaf().keySet().equals(ids)) {
                throw new Violation("Customer " + Names.of(ids) + " is " + members + ".");
              }
              members
                  .byLeaf()
                  .forEach(
                      (id, member) -> {
                        if (!truth.tally(id).equals(member.contribution())) {
                          throw new Violation(
                              id + " did " + truth.tally(id) + ", but counts " + member + ".");
                        }
                      });
            });
    if (!customers.isEmpty()) {
      throw new Violation("There is no customer such as " + customers + ".");
    }
  }

  private void edgesAreThoseOf(Truth truth) {
    for (LeafTask task : cluster.leafTasks) {
      for (Leaf leaf : task.leaves().values()) {
        List<Identifier> held = leaf.edges().stream().map(Edge::to).toList();
        if (held.size() > cluster.plot.limits().neighbours()) {
          throw new Violation("Leaf " + leaf + " has too many edges.");
        }
        if (!held.equals(List.copyOf(truth.neighbours(leaf.id())))) {
          throw new Violation(
              "Leaf " + leaf + " should have edges to " + truth.neighbours(leaf.id()) + ".");
        }
      }
    }
  }

  /** I5: who took a label over an edge that has fallen since went on to a later epoch. */
  private void epochsAreLaterThanWhatFell(Truth truth) {
    labelsTaken.forEach(
        (ends, epoch) -> {
          LeafTask task = cluster.leafTasks.get(Loop.task(ends.one(), cluster.leafTasks.size()));
          Leaf leaf = task.leaves().get(ends.one());
          if (!truth.neighbours(ends.one()).contains(ends.other())
              && (leaf == null || leaf.epoch() <= epoch)) {
            throw new Violation(
                "I5: leaf "
                    + leaf
                    + " still believes a label of epoch "
                    + epoch
                    + " from "
                    + ends.other()
                    + ".");
          }
        });
  }

  private void nothingIsLeftToPart() {
    customers()
        .forEach(
            (customer, members) ->
                members
                    .component()
                    .parting(cluster.plot.limits())
                    .ifPresent(
                        parting -> {
                          throw new Violation("Customer " + members + " needs " + parting + ".");
                        }));
  }

  private void noCustomerIsTooMuch(Truth truth, Collection<Command> commands) {
    Collection<Command> others = commands.stream().filter(one -> !(one instanceof Erased)).toList();
    Truth proven = new Truth(happenings.stream().filter(Happening::proven).toList(), others);
    for (SortedSet<Identifier> ids : truth.customers().values()) {
      List<Identifier> users = ids.stream().filter(Edge::isUser).toList();
      if (ids.size() > cluster.plot.limits().members()) {
        throw new Violation("Customer " + Names.of(ids) + " has too many members.");
      }
      if (!users.stream().allMatch(user -> proven.together(user, users.get(0)))) {
        throw new Violation("Nothing proves that " + Names.of(users) + " are one.");
      }
    }
  }
}
