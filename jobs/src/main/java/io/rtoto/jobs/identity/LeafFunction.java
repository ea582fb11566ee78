package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.LeafMessage.EventArrived;
import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Commands;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.identity.protocol.Protocol;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.telemetry.DeadLetterCount;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.flow.IdentityChange;
import io.rtoto.schemas.flow.PlacedCommand;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.naming.Pseudonyms;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is this? Keyed by identifier: remembers with whom it was seen, to which customer it belongs
 * and what it contributes to that one's memory, for ever; and which messages came under it, for
 * some days, so that an event counts once; and why it is of its customer, for people who ask. All
 * orders about identities are in broadcast state.
 *
 * <p>In a replay the links are learned as they are read, and the events held back until the last
 * is: they count for the customers that all of the input shows.
 */
public final class LeafFunction
    extends KeyedBroadcastProcessFunction<String, LeafMessage, PlacedCommand, CustomerMessage>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** All orders. */
  public static final MapStateDescriptor<?, ?> COMMANDS = KeptCommands.PAGES;

  /** Repeats, what was erased, and what was suppressed. */
  public static final OutputTag<JournalEntry> JOURNAL =
      new OutputTag<>("identity-journal", RecordTypes.of(JournalEntry.class));

  /** Messages under the id of another. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("identity-dead-letters", RecordTypes.of(DeadLetter.class));

  /** What leaves tell each other. */
  public static final OutputTag<LoopMessage> LOOP =
      new OutputTag<>("identity-loop", RecordTypes.of(LoopMessage.class));

  /** What leaves ask for. */
  public static final OutputTag<Command> ASKED =
      new OutputTag<>("identity-asked", RecordTypes.of(Command.class));

  /** Why who is who. */
  public static final OutputTag<LedgerEntry> LEDGER =
      new OutputTag<>("identity-ledger", RecordTypes.of(LedgerEntry.class));

  /** How an identifier is known from now on. */
  public static final OutputTag<IdentityChange> IDENTITIES =
      new OutputTag<>("identities", RecordTypes.of(IdentityChange.class));

  /** A label that an order took away comes back within some round trips where it still holds. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(1);

  /** The first to be reached, once all of a replay's links are known. */
  private static final long WHEN_ALL_IS_KNOWN = Long.MIN_VALUE + 1;

  private static final Logger LOG = LoggerFactory.getLogger(LeafFunction.class);

  private final EventTimeOrder<EventArrived> order;
  private final boolean replay;
  private final boolean joining;
  private final Duration repeatsKeptFor;
  private final Identification identification;

  @SuppressWarnings("NullAway.Init") // set in initializeState, which comes before open
  private transient KeptCommands orders;

  @SuppressWarnings("NullAway.Init") // set with it
  private transient Commands commands;

  private transient KeptLeaf kept;
  private transient KeptFingerprints fingerprints;
  private transient KeptProvenance provenance;
  private transient Counter collisions;
  private transient Counter suppressed;
  private transient DeadLetterCount letters;

  /**
   * The leaf, as set.
   *
   * @param joining whether identifiers are joined; else an event is its own identifier's for good,
   *     and nothing is remembered but which messages came
   */
  @SuppressWarnings("NullAway.Init") // the rest is set in open, on the machine that it runs on
  public LeafFunction(EngageSettings settings, boolean joining) {
    this.joining = joining;
    replay = settings.isReplay();
    order = EventTimeOrder.of(replay, RecordTypes.of(EventArrived.class), LeafFunction::turn);
    repeatsKeptFor = settings.repeatsKeptFor();
    identification =
        new Identification(
            new Protocol(settings.identityLimits()), new Pseudonyms(settings.identitySecret()));
  }

  private static Turn turn(EventArrived arrived) {
    SoundEvent event = arrived.event();
    Occurrence occurrence = event.event().occurrence();
    return Turn.of(occurrence, Long.toHexString(event.fingerprint()) + occurrence.topic());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    orders = KeptCommands.in(context.getOperatorStateStore());
    commands = orders.all();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Flink keeps the broadcast state and the keyed state by itself.
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    kept = KeptLeaf.in(getRuntimeContext());
    fingerprints = KeptFingerprints.in(getRuntimeContext(), repeatsKeptFor);
    provenance = KeptProvenance.in(getRuntimeContext());
    collisions = getRuntimeContext().getMetricGroup().counter("idCollisions");
    letters = new DeadLetterCount(getRuntimeContext().getMetricGroup());
    suppressed = getRuntimeContext().getMetricGroup().counter("eventsSuppressed");
    getRuntimeContext()
        .getMetricGroup()
        .gauge("identityOrdersKept", (Gauge<Integer>) commands::count);
  }

  @Override
  public void processBroadcastElement(
      PlacedCommand placed, Context context, Collector<CustomerMessage> out) throws Exception {
    orders.append(placed);
  }

  @Override
  public void processElement(
      LeafMessage message, ReadOnlyContext context, Collector<CustomerMessage> out)
      throws Exception {
    if (message instanceof EventArrived arrived) {
      if (replay && joining) {
        visit(context, out).sees(arrived);
      }
      order.comes(arrived, context.timerService(), one -> identify(one, context, out));
    } else if (!replay || !(message instanceof Remarked)) {
      // What a replay comes to depends on its input alone, not on what was said to it live.
      visit(context, out).hears(message);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<CustomerMessage> out)
      throws Exception {
    visit(context, out).exposes();
    order.reaches(time, one -> identify(one, context, out));
  }

  private LeafVisit visit(ReadOnlyContext context, Collector<CustomerMessage> out) {
    return new LeafVisit(
        identification, commands, kept, provenance, replay, new Outputs(context, out));
  }

  private void identify(
      EventArrived arrived, ReadOnlyContext context, Collector<CustomerMessage> out)
      throws Exception {
    SoundEvent event = arrived.event();
    EventName name = EventName.of(arrived.leaf(), event.event().occurrence().messageId());
    switch (fingerprints.meets(name, event.fingerprint())) {
      case NEW -> {
        if (!joining) {
          out.collect(identification.alone(arrived, name.eventId()));
        } else if (!visit(context, out).counts(arrived, name)) {
          suppressed.inc();
          context.output(JOURNAL, NotCounted.suppressed(name, arrived.leaf(), event));
        }
      }
      case REPEAT -> context.output(JOURNAL, NotCounted.repeat(name, arrived));
      case COLLISION -> {
        count();
        DeadLetter letter = NotCounted.collision(event);
        letters.count(letter);
        context.output(DEAD_LETTERS, letter);
      }
    }
  }

  /** Collisions come in crowds, when a sender goes wrong: one line is enough to go and look. */
  private void count() {
    if (collisions.getCount() == 0) {
      LOG.warn(
          "A message came under the id of another. It is among the dead letters, reason"
              + " id_collision, and so will be those that follow; idCollisions counts them.");
    }
    collisions.inc();
  }

  /** The outputs of the operator. */
  private record Outputs(ReadOnlyContext context, Collector<CustomerMessage> customers)
      implements LeafOutlets {
    @Override
    public void tell(CustomerMessage message) {
      customers.collect(message);
    }

    @Override
    public void tell(LoopMessage message) {
      context.output(LOOP, message);
    }

    @Override
    public void ask(Command command) {
      context.output(ASKED, command);
    }

    @Override
    public void record(JournalEntry entry) {
      context.output(JOURNAL, entry);
    }

    @Override
    public void record(LedgerEntry entry) {
      context.output(LEDGER, entry);
    }

    @Override
    public void publish(IdentityChange change) {
      context.output(IDENTITIES, change);
    }

    @Override
    public void visitWhenAllIsKnown() {
      context.timerService().registerEventTimeTimer(WHEN_ALL_IS_KNOWN);
    }

    @Override
    public void visitWhenSettled() {
      context
          .timerService()
          .registerProcessingTimeTimer(
              context.timerService().currentProcessingTime() + SETTLED_AFTER.toMillis());
    }

    @Override
    public Instant now() {
      return Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    }
  }
}
