package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.flow.IdentityChange;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * The function on RocksDB, as one subtask of a job, with the router before it. What identifiers
 * tell each other goes round when a test says so.
 */
final class Leaves implements AutoCloseable {
  private final Router router = new Router();
  private final TriggerFunction triggers = new TriggerFunction();
  private final CoBroadcastWithKeyedOperator<String, LeafMessage, PlacedCommand, CustomerMessage>
      operator;
  private final KeyedBroadcastOperatorTestHarness<
          String, LeafMessage, PlacedCommand, CustomerMessage>
      harness;
  private int wentRound;

  private Leaves(EngageSettings settings, @Nullable OperatorSubtaskState state) throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new LeafFunction(settings, true), List.of(LeafFunction.COMMANDS));
    harness =
        new KeyedBroadcastOperatorTestHarness<>(operator, LeafMessage::key, Types.STRING, 1, 1, 0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup(
        RecordTypes.of(CustomerMessage.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
  }

  static Leaves of(EngageSettings settings) throws Exception {
    return new Leaves(settings, null);
  }

  /** From where others were when their state was kept. */
  static Leaves resumed(EngageSettings settings, OperatorSubtaskState state) throws Exception {
    return new Leaves(settings, state);
  }

  /** All identifiers that the event names are told of it. */
  Leaves see(SoundEvent event) throws Exception {
    List<LeafMessage> told = new ArrayList<>();
    router.route(event, told::add);
    for (LeafMessage message : told) {
      harness.processElement(new StreamRecord<>(message));
    }
    return this;
  }

  /** All subtasks learn of the order, and those that it names are told. */
  Leaves obey(long seq, IdentityCommand command) throws Exception {
    return learn(seq, command).areTold(seq, command);
  }

  Leaves learn(long seq, IdentityCommand command) throws Exception {
    harness.processBroadcastElement(new StreamRecord<>(new PlacedCommand(seq, command)));
    return this;
  }

  Leaves areTold(long seq, IdentityCommand command) throws Exception {
    List<LeafMessage> told = new ArrayList<>();
    triggers.flatMap(new PlacedCommand(seq, command), new Gathering(told));
    for (LeafMessage message : told) {
      harness.processElement(new StreamRecord<>(message));
    }
    return this;
  }

  private record Gathering(List<LeafMessage> all) implements Collector<LeafMessage> {
    @Override
    public void collect(LeafMessage message) {
      all.add(message);
    }

    @Override
    public void close() {}
  }

  Leaves hears(LeafMessage message) throws Exception {
    harness.processElement(new StreamRecord<>(message));
    return this;
  }

  /**
   * What identifiers told each other reaches them, and what they tell upon it, until all is told.
   */
  Leaves tellEachOther() throws Exception {
    for (List<LoopMessage> all = looped(); wentRound < all.size(); all = looped()) {
      harness.processElement(new StreamRecord<>(new LeafMessage.Looped(all.get(wentRound++))));
    }
    return this;
  }

  Leaves clockSays(Duration sinceTheStart) throws Exception {
    harness.setProcessingTime(sinceTheStart.toMillis());
    return this;
  }

  /** By the clock that says when a repeat is forgotten. */
  Leaves keptFor(Duration sinceTheStart) throws Exception {
    harness.setStateTtlProcessingTime(sinceTheStart.toMillis());
    return this;
  }

  Leaves timeReaches(Instant time) throws Exception {
    harness.processWatermark(new Watermark(time.toEpochMilli()));
    return this;
  }

  Leaves inputEnds() throws Exception {
    harness.processWatermark(Watermark.MAX_WATERMARK);
    return this;
  }

  OperatorSubtaskState keep() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<CustomerMessage> toCustomers() {
    return harness.extractOutputValues();
  }

  List<EventCounted> counted() {
    return toCustomers().stream()
        .filter(EventCounted.class::isInstance)
        .map(EventCounted.class::cast)
        .toList();
  }

  /** The ids of the messages that were counted. */
  List<String> events() {
    return counted().stream()
        .map(one -> one.identified().event().occurrence().messageId())
        .toList();
  }

  /** What each customer has, as it was told: its identifiers, and how many events of each. */
  Map<String, Map<Identifier, Long>> customers() {
    Map<String, Map<Identifier, Long>> customers = new HashMap<>();
    for (CustomerMessage message : toCustomers()) {
      Map<Identifier, Long> leaves =
          customers.computeIfAbsent(message.customerId(), id -> new HashMap<>());
      if (message instanceof ContributionPut put) {
        leaves.put(put.leaf(), put.contribution().events());
      } else if (message instanceof ContributionRetracted retracted) {
        leaves.remove(retracted.leaf());
      } else if (message instanceof EventCounted counted) {
        leaves.merge(counted.identified().origin(), 1L, Long::sum);
      }
    }
    customers.values().removeIf(Map::isEmpty);
    return customers;
  }

  /** All that was put, in order. */
  List<CustomerMemory> contributions() {
    return toCustomers().stream()
        .filter(ContributionPut.class::isInstance)
        .map(put -> ((ContributionPut) put).contribution())
        .toList();
  }

  List<LoopMessage> looped() {
    return values(LeafFunction.LOOP);
  }

  List<Command> asked() {
    return values(LeafFunction.ASKED);
  }

  List<LedgerEntry> ledger() {
    return values(LeafFunction.LEDGER);
  }

  /** How each identifier was last said to be known; those that are customers by themselves not. */
  Map<Identifier, Identity> identities() {
    Map<Identifier, Identity> newest = new HashMap<>();
    List<IdentityChange> changes = values(LeafFunction.IDENTITIES);
    for (IdentityChange change : changes) {
      newest.remove(change.identifier());
      if (change.identity() != null) {
        newest.put(change.identifier(), change.identity());
      }
    }
    return newest;
  }

  List<JournalEntry> journal() {
    return values(LeafFunction.JOURNAL);
  }

  List<DeadLetter> letters() {
    return values(LeafFunction.DEAD_LETTERS);
  }

  int eventTimers() {
    return harness.numEventTimeTimers();
  }

  int clockTimers() {
    return harness.numProcessingTimeTimers();
  }

  /** How many identifiers are remembered. */
  long remembered() {
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    try (Stream<String> keys = backend.getKeys("leaf", VoidNamespace.INSTANCE)) {
      return keys.distinct().count();
    }
  }

  @Override
  public void close() {
    ThrowingRunnable.unchecked(harness::close).run();
  }

  private <T> List<T> values(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    var records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }
}
