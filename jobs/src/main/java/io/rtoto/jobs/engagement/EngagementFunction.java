package io.rtoto.jobs.engagement;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.telemetry.EngagementMetrics;
import io.rtoto.jobs.time.HeldBack;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.InformedEvent;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * What now? Keyed by customer: remembers the customer, asks the rules that are in force at every
 * moment, and wakes up when nothing has happened for long enough.
 *
 * <p>The memory of a customer is kept for ever, and bounded. In a replay events are held back until
 * time has reached them; live they are answered as they arrive. The rules are in broadcast state:
 * they change between two events, and are there again before the first event after a restart.
 */
public final class EngagementFunction
    extends KeyedBroadcastProcessFunction<String, InformedEvent, RuleBundle, Decision>
    implements CheckpointedFunction {

  /** The rules in force, under {@link RuleBundle#ACTIVE_KEY}. */
  public static final MapStateDescriptor<String, RuleBundle> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, RecordTypes.of(RuleBundle.class));

  /** What is known of a customer, each time it changes. */
  public static final OutputTag<CustomerSnapshot> CUSTOMERS =
      new OutputTag<>("customers", RecordTypes.of(CustomerSnapshot.class));

  /** What took effect. */
  public static final OutputTag<JournalEntry> JOURNAL =
      new OutputTag<>("journal", RecordTypes.of(JournalEntry.class));

  /** So long after late data, what is overdue by it waits for more that may be late as well. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Comparator<InformedEvent> TIES =
      Comparator.comparing(
              (InformedEvent informed) -> informed.identified().event().occurrence().messageId())
          .thenComparing(informed -> informed.identified().eventId());

  private static final List<InformedEvent> NOTHING_HELD = List.of();

  private static final long serialVersionUID = 1;

  private final EngageSettings settings;

  private transient Engagement engagement;
  private transient EngagementMetrics metrics;
  private transient ValueState<Remembered> remembered;
  private transient HeldBack<InformedEvent> heldBack;
  private transient @Nullable BorrowedRules rules;

  /** Of a job with these settings. */
  @SuppressWarnings("NullAway.Init") // the rest is set in open, on the machine that it runs on
  public EngagementFunction(EngageSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    RuleBundle inForce =
        context.getOperatorStateStore().getBroadcastState(RULES).get(RuleBundle.ACTIVE_KEY);
    rules = inForce == null ? null : BorrowedRules.of(inForce);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // Flink keeps the broadcast state and the keyed state by itself.
  }

  @Override
  public void open(OpenContext context) throws Exception {
    engagement = new Engagement(settings.cartIdleAfter(), settings.offerAgainAfter());
    metrics = new EngagementMetrics(getRuntimeContext().getMetricGroup());
    remembered =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("remembered", RecordTypes.of(Remembered.class)));
    heldBack = new HeldBack<>(heldBackState(), EngagementFunction::at, TIES);
  }

  @Override
  public void close() {
    if (rules != null) {
      rules.close();
    }
  }

  @Override
  public void processElement(
      InformedEvent informed, ReadOnlyContext context, Collector<Decision> decisions)
      throws Exception {
    if (isReplay()) {
      context.timerService().registerEventTimeTimer(heldBack.add(informed));
      return;
    }
    Course course = new Course(context, context.getCurrentKey(), decisions);
    course.happened(informed);
    course.armAfterEvent();
    course.remember();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> decisions)
      throws Exception {
    Course course = new Course(context, context.getCurrentKey(), decisions);
    course.woke(timestamp);
    if (isReplay() || !course.streamHasEnded()) {
      course.timePassed(Instant.ofEpochMilli(timestamp));
      for (InformedEvent informed : isReplay() ? heldBack.take(timestamp) : NOTHING_HELD) {
        course.timePassed(at(informed));
        course.happened(informed);
      }
      course.arm();
    }
    course.remember();
  }

  @Override
  public void processBroadcastElement(
      RuleBundle bundle, Context context, Collector<Decision> decisions) throws Exception {
    BorrowedRules before = rules;
    if (before != null && before.version().equals(bundle.version())) {
      return;
    }
    try {
      rules = BorrowedRules.of(bundle);
    } catch (IllegalArgumentException e) {
      context.output(JOURNAL, activation(bundle, String.valueOf(e.getMessage())));
      return;
    }
    if (before != null) {
      before.close();
    }
    context.getBroadcastState(RULES).put(RuleBundle.ACTIVE_KEY, bundle);
    context.output(JOURNAL, activation(bundle, ""));
  }

  private MapState<Long, List<InformedEvent>> heldBackState() {
    return getRuntimeContext()
        .getMapState(
            new MapStateDescriptor<>(
                "held-back", Types.LONG, new ListTypeInfo<>(RecordTypes.of(InformedEvent.class))));
  }

  private RulesInForce rules() {
    return rules == null ? RulesInForce.NONE : rules;
  }

  private RulesActivated activation(RuleBundle bundle, String refusal) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return new RulesActivated(
        bundle.version(),
        task.getIndexOfThisSubtask(),
        task.getNumberOfParallelSubtasks(),
        refusal);
  }

  private static Instant at(InformedEvent informed) {
    return informed.identified().event().occurrence().at();
  }

  /** Timers are set in whole milliseconds: the first at which this instant has come. */
  private static Instant wholeMilli(Instant at) {
    Instant milli = at.truncatedTo(ChronoUnit.MILLIS);
    return milli.equals(at) ? at : milli.plusMillis(1);
  }

  private boolean isReplay() {
    return settings.replayEnd() != null;
  }

  /** One visit to a customer's state: one read, then what happens, then one write. */
  private final class Course {
    private final ReadOnlyContext context;
    private final String customerId;
    private final Collector<Decision> decisions;
    private final @Nullable Instant wakeUpBefore;
    private CustomerMemory memory;
    private @Nullable Instant wakeUp;
    private boolean changed;

    private Course(ReadOnlyContext context, String customerId, Collector<Decision> decisions)
        throws IOException {
      this.context = context;
      this.customerId = customerId;
      this.decisions = decisions;
      Remembered stored = remembered.value();
      Remembered before = stored == null ? Remembered.NOTHING : stored;
      this.memory = before.memory();
      this.wakeUp = before.wakeUp();
      this.wakeUpBefore = before.wakeUp();
    }

    private void happened(InformedEvent informed) {
      publish(engagement.happened(memory, informed, rules()));
    }

    private void timePassed(Instant now) {
      Instant end = settings.replayEnd();
      Instant reached = end != null && end.isBefore(now) ? end : now;
      Outcome outcome = engagement.timePassed(customerId, memory, reached, rules());
      if (!isReplay()) {
        outcome.journal().forEach(this::measureDelay);
      }
      publish(outcome);
    }

    private void measureDelay(JournalEntry entry) {
      if (entry instanceof MomentArose arose) {
        metrics.delay(context.currentProcessingTime() - arose.at().toEpochMilli());
      }
    }

    private void publish(Outcome outcome) {
      outcome.decisions().forEach(decisions::collect);
      for (JournalEntry entry : outcome.journal()) {
        metrics.count(entry);
        context.output(JOURNAL, entry);
      }
      if (outcome.isSomething()) {
        changed = true;
        memory = outcome.memory();
        context.output(CUSTOMERS, Portrait.of(customerId, memory, engagement.open(memory)));
      }
    }

    /** The timer of that time is gone. */
    private void woke(long timestamp) {
      if (wakeUp != null && wakeUp.toEpochMilli() <= timestamp) {
        wakeUp = null;
      }
    }

    /**
     * A stream that is drained ends with the greatest watermark, which sets off every timer: but no
     * time has passed.
     */
    private boolean streamHasEnded() {
      return context.timerService().currentWatermark() == Long.MAX_VALUE;
    }

    /** Sets the timer for what is due next, unless it is set for an earlier time already. */
    private void arm() {
      Instant due = engagement.nextDue(memory);
      Instant end = settings.replayEnd();
      if (due != null && (end == null || !due.isAfter(end))) {
        setTimer(due);
      }
    }

    /** The same, but what late data made overdue waits for more that may be late as well. */
    private void armAfterEvent() {
      Instant due = engagement.nextDue(memory);
      long watermark = context.timerService().currentWatermark();
      if (due == null || due.toEpochMilli() > watermark) {
        arm();
      } else if (!streamHasEnded()) {
        clearTimer();
        setTimer(Instant.ofEpochMilli(watermark).plus(GRACE));
      }
    }

    private void setTimer(Instant at) {
      if (wakeUp == null || at.isBefore(wakeUp)) {
        clearTimer();
        wakeUp = wholeMilli(at);
        context.timerService().registerEventTimeTimer(wakeUp.toEpochMilli());
      }
    }

    private void clearTimer() {
      // In a replay the timer may be that of an event held back as well; a needless one is
      // harmless.
      if (wakeUp != null && !isReplay()) {
        context.timerService().deleteEventTimeTimer(wakeUp.toEpochMilli());
      }
      wakeUp = null;
    }

    private void remember() throws IOException {
      if (changed || !Objects.equals(wakeUp, wakeUpBefore)) {
        remembered.update(new Remembered(memory, wakeUp));
      }
    }
  }
}
