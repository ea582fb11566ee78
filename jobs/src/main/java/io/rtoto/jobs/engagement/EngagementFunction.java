package io.rtoto.jobs.engagement;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Limits;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.Interest;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.telemetry.EngagementMetrics;
import io.rtoto.jobs.time.EventTimeOrder;
import io.rtoto.jobs.time.KeptWatermark;
import io.rtoto.jobs.time.Present;
import io.rtoto.jobs.time.Review;
import io.rtoto.jobs.time.WakeUp;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.CustomerChange;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * What now? Keyed by customer: remembers the customer, asks the rules that are in force at every
 * moment, and wakes up when nothing has happened for long enough.
 *
 * <p>The memory of a customer is bounded, and kept until all of its identifiers are forgotten or
 * have left. That one was to be forgotten is kept with the orders, for ever: what comes under it
 * too late does not come here. In a replay events are held back until time has reached them. Live
 * they are answered as they arrive, but for one that comes after a deadline of its customer's that
 * is still open: it waits until the absence was noticed, or was none. So a cart that was left
 * counts as left also when its customer's return is read in the same breath, as after an outage. An
 * event that claims to be ahead of the clock does not wait: time would be long in coming. A timer
 * that an older model or library set goes off at its time, and what is due is judged by the newer
 * one; what is due earlier by the newer one is noticed when the customer is next visited, or
 * {@linkplain Review reviewed}, if they have ever ordered.
 */
public final class EngagementFunction
    extends KeyedBroadcastProcessFunction<String, CustomerMessage, Publication, Decision>
    implements CheckpointedFunction {

  /** How a customer is known, each time it changes. */
  public static final OutputTag<CustomerChange> CUSTOMERS =
      new OutputTag<>("customers", RecordTypes.of(CustomerChange.class));

  /** What is to be ordered, so that too many do not belong together. */
  public static final OutputTag<Command> ASKED =
      new OutputTag<>("engagement-asked", RecordTypes.of(Command.class));

  /** What was offered upon the events of an identifier that leaves: it goes where that one goes. */
  public static final OutputTag<Remark> REMARKS =
      new OutputTag<>("remarks", RecordTypes.of(Remark.class));

  /** To what the customer is drawn, where that is news to audiences. */
  public static final OutputTag<Interest> INTERESTS =
      new OutputTag<>("interests", RecordTypes.of(Interest.class));

  /** What took effect. */
  public static final OutputTag<JournalEntry> JOURNAL =
      new OutputTag<>("journal", RecordTypes.of(JournalEntry.class));

  /** What would have been decided by the rules that are rehearsed. */
  public static final OutputTag<Decision> REHEARSED =
      new OutputTag<>("rehearsed", RecordTypes.of(Decision.class));

  /** What each subtask decides by, and how that goes. */
  public static final OutputTag<RuleReport> REPORTS =
      new OutputTag<>("rule-reports", RecordTypes.of(RuleReport.class));

  private static final long serialVersionUID = 1;
  private static final long MILLIS_BETWEEN_REPORTS = 5_000;

  private final EngageSettings settings;
  private final Limits limits;
  private final EventTimeOrder<CustomerMessage> order;

  @SuppressWarnings("NullAway.Init") // set in initializeState, which comes before open
  private transient KeptWatermark watermark;

  @SuppressWarnings("NullAway.Init") // likewise
  private transient KeptInForce published;

  private transient Engagement engagement;
  private transient News news;
  private transient EngagementMetrics metrics;
  private transient KeptCustomer kept;
  private transient long nextReport;

  /** Of a job with these settings. */
  @SuppressWarnings("NullAway.Init") // the rest is set in open, on the machine that it runs on
  public EngagementFunction(EngageSettings settings) {
    this.settings = settings;
    this.limits = settings.identityLimits();
    this.order = EventTimeOrder.of(settings.isReplay(), KeptCustomer.MESSAGES, Waiting::turn);
  }

  /** Where what was published is kept, for the stream that tells it. */
  public static MapStateDescriptor<?, ?>[] published() {
    return KeptInForce.states();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    watermark = KeptWatermark.in(context.getOperatorStateStore());
    published =
        KeptInForce.in(
            context.getOperatorStateStore(),
            getRuntimeContext().getTaskInfo(),
            settings.isReplay());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    watermark.keep();
    published.keep(); // The broadcast state and the keyed state Flink keeps by itself.
  }

  @Override
  public void open(OpenContext context) throws Exception {
    engagement =
        new Engagement(settings.patience(), settings.offerAgainAfter(), settings.exploration());
    metrics =
        new EngagementMetrics(
            getRuntimeContext().getMetricGroup(),
            published::howManySoldOut,
            published::howManySuspended,
            published::howManyRefused);
    published.tellsTimesTo(metrics::asked);
    kept = KeptCustomer.in(getRuntimeContext());
    news = new News();
    order.open(getRuntimeContext());
  }

  @Override
  public void close() {
    // Where the state could not be restored there is none.
    if (published != null) {
      published.close();
    }
  }

  @Override
  public void processElement(
      CustomerMessage message, ReadOnlyContext context, Collector<Decision> decisions)
      throws Exception {
    published.tellRefusalAtStart(entry -> context.output(JOURNAL, entry));
    news.began(context.currentProcessingTime());
    if (message instanceof ContributionPut put) {
      visit(context, decisions, visit -> visit.puts(put));
    } else if (message instanceof ContributionRetracted retracted) {
      visit(context, decisions, visit -> visit.retracts(retracted));
    } else if (message instanceof ContributionRemarked remarked) {
      visit(context, decisions, visit -> visit.hears(remarked));
    } else {
      if (message instanceof EventCounted counted) {
        metrics.arrived();
        published.tally().count(counted.identified().event());
      }
      order.comes(
          message,
          context.timerService(),
          one -> visit(context, decisions, visit -> visit.comes(one)));
    }
    reportIfDue(context.currentProcessingTime(), report -> context.output(REPORTS, report));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> decisions)
      throws Exception {
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      visit(context, decisions, visit -> visit.wakesUp(timestamp, order));
    } else if (Review.isAt(context.getCurrentKey(), timestamp)) {
      review(timestamp, context, decisions);
    } else {
      visit(context, decisions, Visit::waitsForLooksNoLonger);
    }
    reportIfDue(context.currentProcessingTime(), report -> context.output(REPORTS, report));
  }

  /** Where there is no news the customer need not even be read. */
  private void review(long timestamp, OnTimerContext context, Collector<Decision> decisions)
      throws Exception {
    long now = context.currentProcessingTime();
    news.began(now);
    if (news.isThereFor(timestamp, now)) {
      visit(context, decisions, Visit::comesUpForReview);
    } else {
      new Review(context.getCurrentKey(), context.timerService(), false).set();
    }
  }

  private void visit(
      ReadOnlyContext context, Collector<Decision> decisions, EventTimeOrder.Step<Visit> course)
      throws Exception {
    Remembered before = kept.read();
    TimerService timers = context.timerService();
    boolean replay = settings.isReplay();
    Present present = new Present(timers, replay, watermark.reaches(timers.currentWatermark()));
    Outlets outlets = new Outputs(context, decisions, published);
    RulesInForce inForce = published.inForce();
    Customer customer =
        new Customer(
            context.getCurrentKey(),
            kept.contributions(),
            engagement,
            inForce,
            now(present),
            before.fold());
    Visit visit =
        new Visit(
            kept,
            before,
            customer,
            new Conversation(
                customer,
                engagement,
                inForce,
                settings,
                present,
                metrics,
                outlets,
                published.rehearsed()),
            new Membership(customer, limits, present, outlets, before.asked()),
            new Waiting(kept, customer, settings, present, before.answersWait()),
            new WakeUp(timers, present, replay, settings.replayEnd(), before.wakeUp()),
            new Review(context.getCurrentKey(), timers, before.reviewed()));
    course.take(visit);
    if (!replay) {
      visit.comesUpAgain();
    }
    visit.remember();
    Instant end = settings.replayEnd();
    new Interests(
            customer.id(),
            inForce.standards(),
            new Interests.AsOf(end == null ? Instant.MIN : end, now(present)),
            end == null ? present.clock() : end)
        .news(before.fold().memory(), customer.memory())
        .forEach(interest -> context.output(INTERESTS, interest));
  }

  /**
   * As of when customers are portrayed. A replay knows from the start when it will end: what it
   * writes of a customer last is true of then, though nobody comes by once more to say so.
   */
  private Instant now(Present present) {
    Instant end = settings.replayEnd();
    if (end != null) {
      return end;
    }
    return present.isCutShort() ? Instant.MIN : present.watermark();
  }

  @Override
  public void processBroadcastElement(
      Publication publication, Context context, Collector<Decision> decisions) throws Exception {
    published.take(
        publication,
        Instant.ofEpochMilli(context.currentProcessingTime()),
        entry -> context.output(JOURNAL, entry));
    news.hear(publication, context.currentProcessingTime());
    if (publication instanceof Publication.Rules || publication instanceof Publication.Shadow) {
      nextReport = 0;
      reportIfDue(context.currentProcessingTime(), report -> context.output(REPORTS, report));
    }
  }

  /** In a replay nobody waits for it, and it would hang on the clock. */
  private void reportIfDue(long now, Consumer<RuleReport> out) {
    if (now >= nextReport && !settings.isReplay()) {
      nextReport = now + MILLIS_BETWEEN_REPORTS;
      out.accept(published.report(Instant.ofEpochMilli(now)));
    }
  }

  /** Where what comes of a visit leaves the function. */
  private record Outputs(
      ReadOnlyContext context, Collector<Decision> decisions, KeptInForce published)
      implements Outlets {
    @Override
    public void decide(Decision decision) {
      published.tally().count(decision);
      decisions.collect(decision);
    }

    @Override
    public void rehearse(Decision decision) {
      context.output(REHEARSED, decision);
    }

    @Override
    public void record(JournalEntry entry) {
      context.output(JOURNAL, entry);
      if (entry instanceof RuleFailed failed) {
        published.hear(failed, suspended -> context.output(JOURNAL, suspended));
      }
    }

    @Override
    public void publish(CustomerChange change) {
      context.output(CUSTOMERS, change);
    }

    @Override
    public void ask(Command command) {
      context.output(ASKED, command);
    }

    @Override
    public void giveBack(Remark offered) {
      context.output(REMARKS, offered);
    }
  }
}
