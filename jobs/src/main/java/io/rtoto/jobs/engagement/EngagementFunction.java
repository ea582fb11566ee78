package io.rtoto.jobs.engagement;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.telemetry.EngagementMetrics;
import io.rtoto.jobs.time.Deferred;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.CustomerChange;
import io.rtoto.schemas.flow.CustomerMessage;
import io.rtoto.schemas.flow.Erasure;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.InformedEvent;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.EventSuppressed;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RulesActivated;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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
 * <p>The memory of a customer is kept until it is erased, and bounded; that it was erased is kept
 * for ever, so that nothing that comes late brings it back. In a replay events are held back until
 * time has reached them. Live they are answered as they arrive, but for one that comes after a
 * deadline of its customer's that is still open: it waits until the absence was noticed, or was
 * none. So a cart that was left counts as left also when its customer's return is read in the same
 * breath, as after an outage. An event that claims to be ahead of the clock does not wait: time
 * would be long in coming. The rules are in broadcast state: they change between two events, and
 * are there again before the first event after a restart.
 */
public final class EngagementFunction
    extends KeyedBroadcastProcessFunction<String, CustomerMessage, RuleBundle, Decision>
    implements CheckpointedFunction {

  /** The rules in force, under {@link RuleBundle#ACTIVE_KEY}. */
  public static final MapStateDescriptor<String, RuleBundle> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, RecordTypes.of(RuleBundle.class));

  /** What is known of a customer, each time it changes. */
  public static final OutputTag<CustomerChange> CUSTOMERS =
      new OutputTag<>("customers", RecordTypes.of(CustomerChange.class));

  /** What took effect. */
  public static final OutputTag<JournalEntry> JOURNAL =
      new OutputTag<>("journal", RecordTypes.of(JournalEntry.class));

  /**
   * So long after late data, what is overdue by it waits for more that may be late as well. Short,
   * for the customer may be back by now and wait for an answer.
   */
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final long serialVersionUID = 1;

  private static final TypeInformation<InformedEvent> EVENTS = RecordTypes.of(InformedEvent.class);

  private final EngageSettings settings;
  private final EventTimeOrder<InformedEvent> order;

  private transient Engagement engagement;
  private transient EngagementMetrics metrics;
  private transient ValueState<Remembered> remembered;
  private transient Deferred<InformedEvent> deferred;
  private transient @Nullable BorrowedRules rules;
  private transient @Nullable RulesActivated refusedAtStart;

  /** Of a job with these settings. */
  @SuppressWarnings("NullAway.Init") // the rest is set in open, on the machine that it runs on
  public EngagementFunction(EngageSettings settings) {
    this.settings = settings;
    this.order = EventTimeOrder.of(settings.isReplay(), EVENTS, EngagementFunction::turn);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    RuleBundle inForce =
        context.getOperatorStateStore().getBroadcastState(RULES).get(RuleBundle.ACTIVE_KEY);
    if (inForce == null) {
      return;
    }
    try {
      rules = BorrowedRules.of(inForce);
    } catch (IllegalArgumentException e) {
      // Published to an older version of the job. Memory goes on; a new bundle heals the silence.
      refusedAtStart = activation(inForce, String.valueOf(e.getMessage()));
    }
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
    deferred = Deferred.in(getRuntimeContext(), EVENTS, EngagementFunction::turn);
    order.open(getRuntimeContext());
  }

  @Override
  public void close() {
    if (rules != null) {
      rules.close();
    }
  }

  @Override
  public void processElement(
      CustomerMessage message, ReadOnlyContext context, Collector<Decision> decisions)
      throws Exception {
    tellRefusalAtStart(entry -> context.output(JOURNAL, entry));
    if (message instanceof InformedEvent informed) {
      comes(informed, context, decisions);
    } else {
      Course course = new Course(context, context.getCurrentKey(), decisions);
      course.erase((Erasure) message);
      deferred.release(course::mustStillWait, course::comesAfterWhatIsDue);
      course.arm();
      course.remember();
    }
  }

  private void comes(InformedEvent event, ReadOnlyContext context, Collector<Decision> decisions)
      throws Exception {
    order.comes(
        event,
        context.timerService(),
        one -> {
          Course course = new Course(context, context.getCurrentKey(), decisions);
          if (course.mustWait(one)) {
            deferred.add(one);
            course.arm();
          } else {
            course.happened(one);
            course.armAfterEvent();
          }
          course.remember();
        });
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> decisions)
      throws Exception {
    Course course = new Course(context, context.getCurrentKey(), decisions);
    course.woke(timestamp);
    course.timePassed(Instant.ofEpochMilli(timestamp));
    if (settings.isReplay()) {
      order.reaches(timestamp, course::comesAfterWhatIsDue);
    } else {
      deferred.release(course::mustStillWait, course::comesAfterWhatIsDue);
    }
    course.arm();
    course.remember();
  }

  @Override
  public void processBroadcastElement(
      RuleBundle bundle, Context context, Collector<Decision> decisions) throws Exception {
    tellRefusalAtStart(entry -> context.output(JOURNAL, entry));
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

  /** The journal can be written to from the first event or bundle on. */
  private void tellRefusalAtStart(Consumer<JournalEntry> entries) {
    if (refusedAtStart != null) {
      entries.accept(refusedAtStart);
      refusedAtStart = null;
    }
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

  private static Turn turn(InformedEvent informed) {
    IdentifiedEvent identified = informed.identified();
    return Turn.of(identified.event().occurrence(), identified.eventId());
  }

  /** Timers are set in whole milliseconds: the first at which this instant has come. */
  private static Instant wholeMilli(Instant at) {
    Instant milli = at.truncatedTo(ChronoUnit.MILLIS);
    return milli.equals(at) ? at : milli.plusMillis(1);
  }

  /** One visit to a customer's state: one read, then what happens, then one write. */
  private final class Course {
    private final ReadOnlyContext context;
    private final String customerId;
    private final Collector<Decision> decisions;
    private final @Nullable Instant wakeUpBefore;
    private CustomerMemory memory;
    private @Nullable List<Absence> open;
    private @Nullable Instant wakeUp;
    private @Nullable Instant erasedUpTo;
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
      this.erasedUpTo = before.erasedUpTo();
      this.wakeUpBefore = before.wakeUp();
    }

    private void happened(InformedEvent informed) {
      if (isErased(informed)) {
        suppress(informed.identified());
      } else {
        publish(engagement.happened(memory, informed, rules()));
      }
    }

    private boolean isErased(InformedEvent informed) {
      return erasedUpTo != null && !turn(informed).at().isAfter(erasedUpTo);
    }

    private void suppress(IdentifiedEvent event) {
      context.output(
          JOURNAL,
          new EventSuppressed(
              event.eventId(), customerId, event.origin(), event.event().occurrence().topic()));
    }

    /**
     * Forgets all that is remembered: a memory cannot be taken apart by time. The same order again,
     * or one of an earlier time, changes nothing.
     */
    private void erase(Erasure erasure) {
      if (erasedUpTo != null && !erasure.upTo().isAfter(erasedUpTo)) {
        return;
      }
      context.output(JOURNAL, new CustomerErased(customerId, erasure.upTo(), memory.events()));
      context.output(CUSTOMERS, new CustomerChange(customerId, null));
      erasedUpTo = erasure.upTo();
      memory = CustomerMemory.EMPTY;
      open = null;
      clearTimer();
      changed = true;
    }

    /**
     * Whether this event comes after a deadline that is still open: what came of it must be known
     * first. It will be soon, for the timer of the deadline is set.
     */
    private boolean mustWait(InformedEvent informed) {
      return openBefore(informed) != null;
    }

    /** The same of one that waits, once the timer has set off: until the next deadline. */
    private boolean mustStillWait(InformedEvent informed) {
      Instant due = openBefore(informed);
      return due != null && isAhead(due);
    }

    private @Nullable Instant openBefore(InformedEvent informed) {
      if (settings.isReplay() || isCutShort()) {
        return null;
      }
      Instant at = turn(informed).at();
      Instant due = nextDue();
      boolean comesAfter = due != null && !at.isBefore(due);
      return comesAfter && !at.isAfter(clock().plus(settings.outOfOrder())) ? due : null;
    }

    private boolean isAhead(Instant due) {
      return wholeMilli(due).toEpochMilli() > context.timerService().currentWatermark();
    }

    private @Nullable Instant nextDue() {
      if (open == null) {
        open = engagement.open(memory);
      }
      return open.isEmpty() ? null : open.get(0).deadline();
    }

    private void comesAfterWhatIsDue(InformedEvent informed) {
      timePassed(turn(informed).at());
      happened(informed);
    }

    private void timePassed(Instant now) {
      if (isCutShort()) {
        return;
      }
      Instant end = settings.replayEnd();
      Instant reached = end != null && end.isBefore(now) ? end : now;
      Outcome outcome = engagement.timePassed(customerId, memory, reached, rules());
      if (!settings.isReplay()) {
        outcome.heard().forEach(heard -> metrics.noticed(heard.occasion().at(), clock()));
      }
      publish(outcome);
    }

    private Instant clock() {
      return Instant.ofEpochMilli(context.currentProcessingTime());
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
        open = engagement.open(memory);
        context.output(
            CUSTOMERS, new CustomerChange(customerId, Portrait.of(customerId, memory, open)));
      }
    }

    /** The timer of that time is gone. */
    private void woke(long timestamp) {
      if (wakeUp != null && wakeUp.toEpochMilli() <= timestamp) {
        wakeUp = null;
      }
    }

    /**
     * Whether a live stream was drained: it ends with the greatest watermark, which sets off every
     * timer though no time has passed.
     */
    private boolean isCutShort() {
      return !settings.isReplay() && context.timerService().currentWatermark() == Long.MAX_VALUE;
    }

    /** Sets the timer for what is due next, unless it is set for an earlier time already. */
    private void arm() {
      Instant due = isCutShort() ? null : nextDue();
      Instant end = settings.replayEnd();
      if (due != null && (end == null || !due.isAfter(end))) {
        setTimer(due);
      }
    }

    /** The same, but what late data made overdue waits for more that may be late as well. */
    private void armAfterEvent() {
      Instant due = nextDue();
      if (due == null || isAhead(due)) {
        arm();
      } else if (!isCutShort()) {
        clearTimer();
        setTimer(Instant.ofEpochMilli(context.timerService().currentWatermark()).plus(GRACE));
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
      // In a replay an event held back may need the same timer; a needless one does no harm.
      if (wakeUp != null && !settings.isReplay()) {
        context.timerService().deleteEventTimeTimer(wakeUp.toEpochMilli());
      }
      wakeUp = null;
    }

    private void remember() throws IOException {
      if (changed || !Objects.equals(wakeUp, wakeUpBefore)) {
        remembered.update(new Remembered(memory, wakeUp, erasedUpTo));
      }
    }
  }
}
