package io.rtoto.jobs.io;

import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.state.RecordTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which topics the events are read from, and stops the job when they are no longer the
 * same: at the start, and at the checkpoint after a change. Events pass as they are.
 */
public final class SameTopicsFunction extends RichMapFunction<Received, Received>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private final String bootstrapServers;
  private transient @Nullable EventTopics broker;
  private transient @Nullable ListState<TopicIdentity> remembered;
  private transient List<TopicIdentity> atStart = List.of();
  private transient @Nullable KafkaFuture<List<TopicIdentity>> asked;

  /**
   * A watch over the event topics.
   *
   * @param bootstrapServers hosts and ports of the broker
   */
  public SameTopicsFunction(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    remembered =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("topics", RecordTypes.of(TopicIdentity.class)));
    List<TopicIdentity> before = new ArrayList<>();
    remembered.get().forEach(before::add);
    broker = new EventTopics(bootstrapServers);
    atStart = broker.answer(broker.ask());
    EventTopics.check(before, atStart);
  }

  @Override
  public Received map(Received received) {
    return received;
  }

  /**
   * The broker is asked at one checkpoint and its answer is read at the next: events do not wait.
   */
  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Objects.requireNonNull(remembered, "not initialised").update(mine());
    EventTopics topics = Objects.requireNonNull(broker, "not initialised");
    if (asked != null && asked.isDone()) {
      EventTopics.check(atStart, topics.answer(asked));
    }
    if (asked == null || asked.isDone()) {
      asked = topics.ask();
    }
  }

  /** Every subtask reads what any of them wrote; one is enough to write it. */
  private List<TopicIdentity> mine() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0 ? atStart : List.of();
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
