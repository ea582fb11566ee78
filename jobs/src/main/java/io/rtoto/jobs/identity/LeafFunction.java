package io.rtoto.jobs.identity;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers of one identifier which messages came under it, so that an event counts once, and names
 * their customer. A message is forgotten some days after it came.
 */
public final class LeafFunction extends KeyedProcessFunction<String, LeafMessage, IdentifiedEvent> {
  private static final long serialVersionUID = 1;

  /** Repeats. */
  public static final OutputTag<JournalEntry> JOURNAL =
      new OutputTag<>("identity-journal", RecordTypes.of(JournalEntry.class));

  /** Messages under the id of another. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("identity-dead-letters", RecordTypes.of(DeadLetter.class));

  private static final Logger LOG = LoggerFactory.getLogger(LeafFunction.class);
  private static final String STAGE = "identity";

  private final EventTimeOrder<LeafMessage> order;
  private final Duration repeatsKeptFor;
  private final Pseudonyms pseudonyms;
  private transient @Nullable MapState<Long, Long> fingerprints;
  private transient @Nullable Counter collisions;

  /** The leaf, as set. */
  public LeafFunction(EngageSettings settings) {
    order =
        EventTimeOrder.of(
            settings.isReplay(), RecordTypes.of(LeafMessage.class), LeafFunction::turn);
    repeatsKeptFor = settings.repeatsKeptFor();
    pseudonyms = new Pseudonyms(settings.identitySecret());
  }

  private static Turn turn(LeafMessage message) {
    Occurrence occurrence = message.event().event().occurrence();
    return Turn.of(
        occurrence, Long.toHexString(message.event().fingerprint()) + occurrence.topic());
  }

  @Override
  public void open(OpenContext context) {
    order.open(getRuntimeContext());
    MapStateDescriptor<Long, Long> descriptor =
        new MapStateDescriptor<>("fingerprints", Types.LONG, Types.LONG);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(repeatsKeptFor).build());
    fingerprints = getRuntimeContext().getMapState(descriptor);
    collisions = getRuntimeContext().getMetricGroup().counter("idCollisions");
  }

  @Override
  public void processElement(LeafMessage message, Context context, Collector<IdentifiedEvent> out)
      throws Exception {
    order.comes(message, context.timerService(), one -> identify(one, context, out));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<IdentifiedEvent> out)
      throws Exception {
    order.reaches(time, one -> identify(one, context, out));
  }

  private void identify(LeafMessage message, Context context, Collector<IdentifiedEvent> out)
      throws Exception {
    SoundEvent event = message.event();
    EventName name = EventName.of(message.leaf(), event.event().occurrence().messageId());
    MapState<Long, Long> known = Objects.requireNonNull(fingerprints, "not opened");
    switch (Novelty.of(known.get(name.withinLeaf()), event.fingerprint())) {
      case NEW -> {
        known.put(name.withinLeaf(), event.fingerprint());
        out.collect(identified(name, message));
      }
      case REPEAT -> context.output(JOURNAL, repeat(name, message));
      case COLLISION -> {
        count();
        context.output(DEAD_LETTERS, collision(event));
      }
    }
  }

  /** Collisions come in crowds, when a sender goes wrong: one line is enough to go and look. */
  private void count() {
    Counter counted = Objects.requireNonNull(collisions, "not opened");
    if (counted.getCount() == 0) {
      LOG.warn(
          "A message came under the id of another. It is among the dead letters, reason"
              + " id_collision, and so will be those that follow; idCollisions counts them.");
    }
    counted.inc();
  }

  private IdentifiedEvent identified(EventName name, LeafMessage message) {
    return new IdentifiedEvent(
        name.eventId(),
        pseudonyms.customerId(message.leaf()),
        message.leaf(),
        message.event().identifiers(),
        message.event().event());
  }

  private static EventRepeated repeat(EventName name, LeafMessage message) {
    Occurrence occurrence = message.event().event().occurrence();
    return new EventRepeated(
        name.eventId(), message.leaf(), occurrence.messageId(), occurrence.topic());
  }

  private static DeadLetter collision(SoundEvent event) {
    return DeadLetter.of(
        event.arrival(),
        Reason.ID_COLLISION,
        "/messageId: another message came under "
            + event.event().occurrence().messageId()
            + " before, and said something else.",
        STAGE);
  }
}
