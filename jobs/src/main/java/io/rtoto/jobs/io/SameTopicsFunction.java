package io.rtoto.jobs.io;

import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.state.RecordTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which topics the job reads, and stops it for good when they are no longer the same: at
 * the start, and at a checkpoint after the change. Tells meanwhile for how long a transaction that
 * stays open has held them up. Events pass as they are.
 *
 * <p>The memory is broadcast state, the same at every subtask: with a union list Flink would make
 * no more checkpoints once the first subtask of a replay has come to its end.
 */
public final class SameTopicsFunction extends RichMapFunction<Received, Received>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(SameTopicsFunction.class);

  private final String bootstrapServers;
  private transient @Nullable SourceTopics broker;
  private transient Map<String, TopicIdentity> atStart = Map.of();
  private transient @Nullable CompletableFuture<SourceTopics.Answer> asked;
  private transient long askedAt;
  private transient @Nullable OpenTransactions transactions;
  private transient boolean silent;

  /**
   * A watch over the topics.
   *
   * @param bootstrapServers hosts and ports of the broker
   */
  public SameTopicsFunction(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, TopicIdentity> remembered =
        context
            .getOperatorStateStore()
            .getBroadcastState(
                new MapStateDescriptor<>(
                    "topic-identities", Types.STRING, RecordTypes.of(TopicIdentity.class)));
    Map<String, TopicIdentity> before = new HashMap<>();
    remembered.immutableEntries().forEach(one -> before.put(one.getKey(), one.getValue()));
    broker = new SourceTopics(bootstrapServers);
    List<TopicIdentity> now = broker.await();
    SourceTopics.check(before, now);
    atStart = new HashMap<>();
    now.forEach(topic -> atStart.put(topic.topic(), topic));
    remembered.putAll(atStart);
    if (asks()) {
      transactions = new OpenTransactions(getRuntimeContext().getMetricGroup(), atStart.keySet());
    }
  }

  @Override
  public Received map(Received received) {
    return received;
  }

  /**
   * The broker is asked at one checkpoint and its answer is read at the next: events do not wait.
   */
  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    if (!asks() || (asked != null && !asked.isDone())) {
      return;
    }
    if (asked != null) {
      read(asked);
    }
    asked = Objects.requireNonNull(broker, "not initialised").ask();
    askedAt = context.getCheckpointTimestamp();
  }

  /** One subtask is enough to ask while the job runs. */
  private boolean asks() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
  }

  /** Only an answer stops the job: that there is none now means nothing. */
  private void read(CompletableFuture<SourceTopics.Answer> answered) {
    try {
      SourceTopics.Answer answer = answered.join();
      silent = false;
      SourceTopics.check(atStart, answer.identities());
      Objects.requireNonNull(transactions, "not initialised").update(askedAt, answer.ends());
    } catch (CompletionException e) {
      if (!silent) {
        LOG.warn(
            "The broker at {} does not tell the topics that are read. It is asked again at every"
                + " checkpoint.",
            bootstrapServers,
            e.getCause());
      }
      silent = true;
    }
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
