package io.rtoto.jobs.engagement;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.Contributions;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Stamp;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.memory.Views;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.telemetry.EngagementMetrics;
import io.rtoto.jobs.time.Deferred;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.CustomerChange;
import io.rtoto.schemas.flow.IdentifiedEvent;
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
import org.apache.flink.streaming.api.TimeDomain;
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

  /** How a customer is known, each time it changes. */
  public static final OutputTag<CustomerChange> CUSTOMERS =
      new OutputTag<>("customers", RecordTypes.of(CustomerChange.class));

  /** What is to be ordered, so that too many do not belong together. */
  public static final OutputTag<Command> ASKED =
      new OutputTag<>("engagement-asked", RecordTypes.of(Command.class));

  /** What was offered upon the events of an identifier that leaves: it goes where that one goes. */
  public static final OutputTag<Remark> REMARKS =
      new OutputTag<>("remarks", RecordTypes.of(Remark.class));

  /** What took effect. */
  public static final OutputTag<JournalEntry> JOURNAL =
      new OutputTag<>("journal", RecordTypes.of(JournalEntry.class));

  /**
   * So long after late data, what is overdue by it waits for more that may be late as well. Short,
   * for the customer may be back by now and wait for an answer.
   */
  static final Duration GRACE = Duration.ofSeconds(10);

  /** So long an answer waits for the look that it answers: they go different ways here. */
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private static final long serialVersionUID = 1;

  private static final TypeInformation<CustomerMessage> MESSAGES =
      RecordTypes.of(CustomerMessage.class);

  private final EngageSettings settings;
  private final EventTimeOrder<CustomerMessage> order;

  private transient Engagement engagement;
  private transient EngagementMetrics metrics;
  private transient ValueState<Remembered> remembered;
  private transient Contributions contributions;
  private transient Deferred<CustomerMessage> deferred;
  private transient Deferred<CustomerMessage> early;
  private transient @Nullable BorrowedRules rules;
  private transient @Nullable RulesActivated refusedAtStart;

  /** Of a job with these settings. */
  @SuppressWarnings("NullAway.Init") // the rest is set in open, on the machine that it runs on
  public EngagementFunction(EngageSettings settings) {
    this.settings = settings;
    this.order = EventTimeOrder.of(settings.isReplay(), MESSAGES, EngagementFunction::turn);
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
    early = Deferred.in(getRuntimeContext(), "early", MESSAGES, EngagementFunction::turn);
    contributions = Contributions.in(getRuntimeContext());
    deferred = Deferred.in(getRuntimeContext(), "deferred", MESSAGES, EngagementFunction::turn);
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
    if (message instanceof ContributionPut put) {
      move(put.leaf(), course -> course.put(put), context, decisions);
    } else if (message instanceof ContributionRetracted retracted) {
      move(retracted.leaf(), course -> course.retract(retracted), context, decisions);
    } else if (message instanceof ContributionRemarked remarked) {
      Course course = new Course(context, context.getCurrentKey(), decisions);
      course.hears(remarked.remark());
      course.remember();
    } else {
      comes(message, context, decisions);
    }
  }

  /**
   * An identifier comes, tells all again, or leaves. What waits of it comes first: it is in what it
   * tells, and would count twice. What waits of others may have nothing to wait for any more.
   */
  private void move(
      Identifier leaf,
      EventTimeOrder.Step<Course> step,
      ReadOnlyContext context,
      Collector<Decision> decisions)
      throws Exception {
    Course course = new Course(context, context.getCurrentKey(), decisions);
    deferred.release(one -> !leaf(one).equals(leaf), course::happened);
    step.take(course);
    deferred.release(course::mustWait, course::happened);
    course.armAfterEvent();
    course.remember();
  }

  private void comes(
      CustomerMessage message, ReadOnlyContext context, Collector<Decision> decisions)
      throws Exception {
    order.comes(
        message,
        context.timerService(),
        one -> {
          Course course = new Course(context, context.getCurrentKey(), decisions);
          if (course.mustWait(one)) {
            deferred.add(one);
            course.arm();
          } else if (course.isEarly(one)) {
            course.awaitEvent(one);
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
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      course.awaitNoLonger();
      course.remember();
      return;
    }
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

  /** The answer to a look comes after the look itself. */
  private static Turn turn(CustomerMessage message) {
    if (message instanceof ViewAnswered answered) {
      View view = answered.view();
      return new Turn(view.at(), view.messageId(), view.eventId() + " answered");
    }
    IdentifiedEvent identified = ((EventCounted) message).identified();
    return Turn.of(identified.event().occurrence(), identified.eventId());
  }

  private static Identifier leaf(CustomerMessage message) {
    return message instanceof ViewAnswered answered
        ? answered.view().leaf()
        : ((EventCounted) message).identified().origin();
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
    private Contributions.Fold fold;
    private @Nullable List<Absence> open;
    private @Nullable Instant wakeUp;
    private @Nullable Command asked;
    private boolean answersWait;
    private final boolean answersWaited;
    private boolean changed;

    private Course(ReadOnlyContext context, String customerId, Collector<Decision> decisions)
        throws IOException {
      this.context = context;
      this.customerId = customerId;
      this.decisions = decisions;
      Remembered stored = remembered.value();
      Remembered before = stored == null ? Remembered.NOTHING : stored;
      this.fold = before.fold();
      this.wakeUp = before.wakeUp();
      this.asked = before.asked();
      this.answersWait = before.answersWait();
      this.answersWaited = answersWait;
      this.wakeUpBefore = before.wakeUp();
    }

    private void happened(CustomerMessage message) throws Exception {
      if (message instanceof EventCounted counted) {
        IdentifiedEvent event = counted.identified();
        fold =
            contributions.change(
                event.origin(), counted.edges(), fold, memory -> memory.apply(event));
        publish(engagement.happened(fold.memory(), event));
        changed();
        if (answersWait) {
          answersWait = early.release(this::isEarly, this::happened);
        }
      } else if (!isEarly(message)) {
        publish(engagement.looks(fold.memory(), (ViewAnswered) message, rules()));
      } else {
        // The look was counted, and has left with its identifier; the answer is too late.
        metrics.answeredTooLate();
      }
    }

    /**
     * Whether it is the answer to a look that has not come yet: that one goes another way. A look
     * that is too old to be remembered may have come or not; nothing that is asked hangs on it.
     */
    private boolean isEarly(CustomerMessage message) throws Exception {
      if (!(message instanceof ViewAnswered answered)) {
        return false;
      }
      Stamp look = answered.view().stamp();
      Views views = fold.memory().views();
      return !views.has(look)
          && !(views.areNewerThan(look) && contributions.has(leaf(message), fold));
    }

    private void awaitEvent(CustomerMessage answer) throws Exception {
      early.add(answer);
      answersWait = true;
      context
          .timerService()
          .registerProcessingTimeTimer(
              context.timerService().currentProcessingTime() + A_MOMENT.toMillis());
    }

    /** Whatever has not come by now has left with its identifier. */
    private void awaitNoLonger() throws Exception {
      answersWait = early.release(one -> false, this::happened);
    }

    /** What an identifier of the customer has heard, and the customer perhaps has not. */
    private void hears(Remark remark) throws Exception {
      Contributions.Fold before = fold;
      fold = contributions.change(remark.leaf(), fold, memory -> memory.with(remark));
      changed = !fold.equals(before);
    }

    /**
     * What was said and noticed here upon the identifier's events stays, for it may not have heard
     * of it yet; but not where events are gone: those were erased, and so is what was said upon
     * them.
     */
    private void put(ContributionPut put) throws Exception {
      CustomerMemory allBefore = fold.memory();
      Identifier leaf = put.leaf();
      CustomerMemory before = contributions.of(leaf, fold);
      CustomerMemory told = put.contribution();
      boolean erased = told.events() < before.events();
      CustomerMemory contribution = erased ? told : told.with(before.remarks(leaf));
      fold = contributions.put(new Contributions.Member(leaf, contribution, put.edges()), fold);
      moved(allBefore, CustomerChange.forgotten(customerId));
      if (fold.hasSeveral()) {
        keepApart();
      }
    }

    /** Asks once for what is to be done about it: until it is, every newcomer would ask again. */
    private void keepApart() throws Exception {
      Command needed =
          contributions.component(fold).parting(settings.identityLimits()).orElse(null);
      if (needed != null && !needed.equals(asked)) {
        context.output(ASKED, needed);
        asked = needed;
      }
    }

    /** An identifier without events may stay behind; nothing is known of it. */
    private void retract(ContributionRetracted retracted) throws Exception {
      CustomerMemory before = fold.memory();
      Identifier leaf = retracted.leaf();
      Remark offered = Remark.offered(leaf, contributions.of(leaf, fold).offersMade());
      if (offered.isOffer()) {
        context.output(REMARKS, offered);
      }
      fold = contributions.retract(leaf, fold);
      moved(before, CustomerChange.replaced(customerId, retracted.movedTo()));
    }

    private void moved(CustomerMemory before, CustomerChange gone) throws Exception {
      clearTimer();
      if (!isCutShort()) {
        for (Remark remark : engagement.hadItsTime(before, fold.memory(), watermark())) {
          fold = contributions.change(remark.leaf(), fold, memory -> memory.with(remark));
        }
      }
      changed();
      if (before.events() > 0 && !isKnown()) {
        context.output(CUSTOMERS, gone);
      }
    }

    private boolean isKnown() {
      return fold.memory().events() > 0;
    }

    private Instant watermark() {
      return Instant.ofEpochMilli(context.timerService().currentWatermark());
    }

    private void changed() {
      changed = true;
      open = null;
      if (isKnown()) {
        context.output(CUSTOMERS, CustomerChange.known(portrait()));
      }
    }

    /**
     * Whether this event comes after a deadline that is still open: what came of it must be known
     * first. It will be soon, for the timer of the deadline is set.
     */
    private boolean mustWait(CustomerMessage message) {
      return openBefore(message) != null;
    }

    /** The same of one that waits, once the timer has set off: until the next deadline. */
    private boolean mustStillWait(CustomerMessage message) {
      Instant due = openBefore(message);
      return due != null && isAhead(due);
    }

    private @Nullable Instant openBefore(CustomerMessage message) {
      if (settings.isReplay() || isCutShort()) {
        return null;
      }
      Instant at = turn(message).at();
      Instant due = nextDue();
      boolean comesAfter = due != null && !at.isBefore(due);
      return comesAfter && !at.isAfter(clock().plus(settings.outOfOrder())) ? due : null;
    }

    private boolean isAhead(Instant due) {
      return wholeMilli(due).toEpochMilli() > context.timerService().currentWatermark();
    }

    private @Nullable Instant nextDue() {
      return open().isEmpty() ? null : open().get(0).deadline();
    }

    private void comesAfterWhatIsDue(CustomerMessage message) throws Exception {
      timePassed(turn(message).at());
      happened(message);
    }

    private void timePassed(Instant now) throws Exception {
      if (isCutShort()) {
        return;
      }
      Instant end = settings.replayEnd();
      Instant reached = end != null && end.isBefore(now) ? end : now;
      Outcome outcome = engagement.timePassed(customerId, fold.memory(), reached, rules());
      if (!settings.isReplay()) {
        outcome.heard().forEach(heard -> metrics.noticed(heard.occasion().at(), clock()));
      }
      publish(outcome);
    }

    private Instant clock() {
      return Instant.ofEpochMilli(context.currentProcessingTime());
    }

    private void publish(Outcome outcome) throws Exception {
      outcome.decisions().forEach(decisions::collect);
      for (JournalEntry entry : outcome.journal()) {
        metrics.count(entry);
        context.output(JOURNAL, entry);
      }
      for (Remark remark : outcome.remarks()) {
        fold = contributions.change(remark.leaf(), fold, memory -> memory.with(remark));
      }
      if (!outcome.remarks().isEmpty()) {
        changed();
      }
    }

    private CustomerSnapshot portrait() {
      return Portrait.of(customerId, fold.memory(), open());
    }

    private List<Absence> open() {
      if (open == null) {
        open = engagement.open(fold.memory());
      }
      return open;
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
      if (changed || answersWait != answersWaited || !Objects.equals(wakeUp, wakeUpBefore)) {
        if (fold.isNothing() && !answersWait) {
          remembered.clear();
        } else {
          remembered.update(new Remembered(fold, wakeUp, asked, answersWait));
        }
      }
    }
  }
}
