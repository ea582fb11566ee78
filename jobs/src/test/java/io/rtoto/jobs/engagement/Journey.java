package io.rtoto.jobs.engagement;

import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.Interest;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.rig.Customers;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.time.Review;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.flow.CustomerChange;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** The function on RocksDB, as one subtask of a job. */
final class Journey implements AutoCloseable {
  /** Visits do not end, so that a test that is not about them need not speak of them. */
  private static final EngageSettings SETTINGS =
      EngageSettings.read(
          new String[] {"--kafka", "none:0", "--session-ended-after", "PT0S"}, Map.of());

  /** What the tests tell of happens when they tell it, whatever the clock says. */
  private static final EngageSettings AT_ONCE = SETTINGS.withRecordedPast();

  /** What the clock says, unless a test says otherwise. */
  private static final Instant LONG_AFTERWARDS = Instant.parse("2027-01-01T00:00:00Z");

  private final KeyedBroadcastOperatorTestHarness<String, CustomerMessage, Publication, Decision>
      harness;

  private final CoBroadcastWithKeyedOperator<String, CustomerMessage, Publication, Decision>
      operator;

  private final InterceptingOperatorMetricGroup counters = new InterceptingOperatorMetricGroup();

  private Journey(EngageSettings settings, @Nullable OperatorSubtaskState state) throws Exception {
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new EngagementFunction(settings), List.of(EngagementFunction.published())) {
          private static final long serialVersionUID = 1;

          @Override
          public OperatorMetricGroup getMetricGroup() {
            return counters;
          }
        };
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, CustomerMessage::customerId, Types.STRING, 1, 1, 0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.setProcessingTime(LONG_AFTERWARDS.toEpochMilli());
  }

  static Journey live() throws Exception {
    return new Journey(AT_ONCE, null);
  }

  /** Live, where what is said goes out when the clock says. */
  static Journey byTheClock(Instant now) throws Exception {
    return new Journey(SETTINGS, null).clockSays(now);
  }

  /** Live, with settings of its own. */
  static Journey live(EngageSettings settings) throws Exception {
    return new Journey(settings, null);
  }

  static Journey replayUntil(Instant end) throws Exception {
    return new Journey(SETTINGS.replayUntil(end), null);
  }

  /** Live, from where another journey was when its state was kept. */
  static Journey resumed(OperatorSubtaskState state) throws Exception {
    return new Journey(AT_ONCE, state);
  }

  static Journey resumedReplay(Instant end, OperatorSubtaskState state) throws Exception {
    return new Journey(SETTINGS.replayUntil(end), state);
  }

  Journey rules(RuleBundle bundle) throws Exception {
    harness.processBroadcastElement(new Publication.Rules(bundle), 0);
    return this;
  }

  /** Those decide beside the ones in force; null ends it. */
  Journey rehearses(@Nullable RuleBundle bundle) throws Exception {
    harness.processBroadcastElement(new Publication.Shadow(bundle), 0);
    return this;
  }

  Journey sellsOut(String productId, boolean soldOut) throws Exception {
    harness.processBroadcastElement(new Publication.Supply(productId, soldOut), 0);
    return this;
  }

  /** A model that is there from the beginning. */
  Journey model(ModelParameters parameters) throws Exception {
    return model(parameters, Instant.EPOCH);
  }

  Journey model(ModelParameters parameters, Instant published) throws Exception {
    harness.processBroadcastElement(new Publication.Model(parameters, published), 0);
    return this;
  }

  /** No more rules will come for now: they do not hold up time. */
  Journey rulesAreThere() throws Exception {
    harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
    return this;
  }

  /** Nothing more comes for now, on either side. */
  Journey everythingStandsStill() throws Exception {
    operator.processWatermarkStatus1(WatermarkStatus.IDLE);
    operator.processWatermarkStatus2(WatermarkStatus.IDLE);
    return this;
  }

  Journey eventsComeAgain() throws Exception {
    operator.processWatermarkStatus1(WatermarkStatus.ACTIVE);
    return this;
  }

  /** As an older version of the job might have, which took rules that this one does not take. */
  Journey keepsInForce(RuleBundle bundle) throws Exception {
    operator
        .getOperatorStateBackend()
        .getBroadcastState(KeptInForce.RULES)
        .put(RuleBundle.ACTIVE_KEY, bundle);
    return this;
  }

  Journey takes(Deed... deeds) throws Exception {
    for (Deed deed : deeds) {
      for (CustomerMessage message : deed.told()) {
        isTold(message);
      }
    }
    return this;
  }

  /** An identifier becomes the customer's, or tells all of what it contributes again. */
  Journey puts(Customers customer, Identifier leaf, CustomerMemory contribution, Edge... edges)
      throws Exception {
    return isTold(new ContributionPut(customer.id(), leaf, contribution, List.of(edges)));
  }

  /** An identifier is another customer's from now on. */
  Journey retracts(Customers customer, Identifier leaf, Customers movedTo) throws Exception {
    return isTold(new ContributionRetracted(customer.id(), leaf, movedTo.id(), false));
  }

  /** All of an identifier of the customer is erased. */
  Journey erases(Customers customer, Identifier leaf) throws Exception {
    return isTold(new ContributionRetracted(customer.id(), leaf, customer.id(), true))
        .puts(customer, leaf, CustomerMemory.of(leaf));
  }

  Journey isTold(CustomerMessage message) throws Exception {
    harness.processElement(new StreamRecord<>(message));
    return this;
  }

  /** The clock on the wall. */
  Journey clockSays(Instant now) throws Exception {
    harness.setProcessingTime(now.toEpochMilli());
    return this;
  }

  /** The clock goes on from where it stands unless a test says otherwise. */
  Journey clockGoesOn(Duration by) throws Exception {
    return clockSays(LONG_AFTERWARDS.plus(by));
  }

  /** The clock goes on to when that customer comes up for review, on the day after so many more. */
  Journey clockReachesReviewOf(Customers customer, int daysMore) throws Exception {
    long next = Review.next(customer.id(), LONG_AFTERWARDS.toEpochMilli());
    return clockSays(Instant.ofEpochMilli(next).plus(Duration.ofDays(daysMore)));
  }

  Journey timeReaches(Instant time) throws Exception {
    harness.processWatermark(new Watermark(time.toEpochMilli()));
    return this;
  }

  Journey inputEnds() throws Exception {
    harness.processWatermark(Watermark.MAX_WATERMARK);
    return this;
  }

  OperatorSubtaskState keep() throws Exception {
    return harness.snapshot(1, 1);
  }

  List<Decision> decisions() {
    return harness.extractOutputValues();
  }

  /** What the rules that are rehearsed would have decided. */
  List<Decision> rehearsed() {
    return values(EngagementFunction.REHEARSED);
  }

  /** What the subtask told last of how it goes with the rules. */
  RuleReport lastReport() {
    List<RuleReport> reports = values(EngagementFunction.REPORTS);
    return reports.get(reports.size() - 1);
  }

  List<JournalEntry> journal() {
    return values(EngagementFunction.JOURNAL);
  }

  List<MomentArose> moments() {
    return journal().stream()
        .filter(MomentArose.class::isInstance)
        .map(MomentArose.class::cast)
        .toList();
  }

  /** What is known of customers, each time that it was published. */
  List<CustomerSnapshot> customers() {
    return changes().stream()
        .map(CustomerChange::state)
        .filter(CustomerSnapshot.class::isInstance)
        .map(CustomerSnapshot.class::cast)
        .toList();
  }

  /** What was published of customers, also of those of whom nothing is known any more. */
  List<CustomerChange> changes() {
    return values(EngagementFunction.CUSTOMERS);
  }

  /** What was published of customers last. */
  CustomerChange lastChange() {
    return changes().get(changes().size() - 1);
  }

  /** What was offered upon which identifiers' events. */
  List<Remark> remarks() {
    return values(EngagementFunction.REMARKS);
  }

  /** What audiences hear. */
  List<Interest> interests() {
    return values(EngagementFunction.INTERESTS);
  }

  /** What is to be ordered about identities. */
  List<Command> asked() {
    return values(EngagementFunction.ASKED);
  }

  /** How many answers came when the look had left with its identifier. */
  long answersTooLate() {
    return ((Counter) counters.get("answersTooLate")).getCount();
  }

  /** How many products the subtask tells to be sold out. */
  int soldOut() {
    return (Integer) ((Gauge<?>) counters.get("productsSoldOut")).getValue();
  }

  /** How many rules the subtask tells to be taken out. */
  int suspendedRules() {
    return (Integer) ((Gauge<?>) counters.get("rulesSuspended")).getValue();
  }

  /** How many versions of the rules the subtask tells not to load. */
  int refusedRules() {
    return (Integer) ((Gauge<?>) counters.get("rulesRefused")).getValue();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  /** How many timers there are by the clock. */
  int reviews() {
    return harness.numProcessingTimeTimers();
  }

  /** How many customers are remembered. */
  long remembered() {
    return keysOf("remembered");
  }

  /** Of how many customers several identifiers are remembered. */
  long contributions() {
    return keysOf("contributions");
  }

  /** How many customers' events a replay holds back. */
  long waiting() {
    return keysOf("held-back");
  }

  /** How many customers' events wait for a deadline. */
  long deferred() {
    return keysOf("deferred");
  }

  private long keysOf(String state) {
    KeyedStateBackend<String> backend = operator.getKeyedStateBackend();
    try (Stream<String> keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.distinct().count();
    }
  }

  @Override
  public void close() {
    ThrowingRunnable.unchecked(harness::close).run();
  }

  private <T> List<T> values(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    List<T> values = new ArrayList<>();
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }
}
