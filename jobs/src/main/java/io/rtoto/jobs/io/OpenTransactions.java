package io.rtoto.jobs.io;

import io.rtoto.jobs.io.SourceTopics.Ends;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For how long one and the same transaction has kept the readers of a topic from what came after
 * it: nobody who reads what is committed gets past one that is open. A busy producer always has
 * some transaction open, but each of them ends, and the last stable offset moves; behind one whose
 * producer died it stands still until the broker ends it, and events wait as long.
 *
 * <p>Remembers the partitions in which something waits, each until its last stable offset moves.
 */
final class OpenTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

  /** After that the broker ends a transaction whose producer did not ask for longer. */
  private static final long TOO_LONG_MILLISECONDS = 60_000;

  /** Read by the thread that reports the metrics. */
  private final Map<String, Long> longest = new ConcurrentHashMap<>();

  private final Map<TopicPartition, Hold> holds = new HashMap<>();

  /**
   * A last stable offset that stands still while messages wait behind it.
   *
   * @param offset the last stable offset
   * @param since when it was first seen, in milliseconds since 1970
   * @param milliseconds for how long it was seen since
   */
  private record Hold(long offset, long since, long milliseconds) {}

  OpenTransactions(MetricGroup group, Set<String> topics) {
    for (String topic : topics) {
      group
          .addGroup("topic", topic)
          .gauge("transactionOpenMilliseconds", (Gauge<Long>) () -> milliseconds(topic));
    }
  }

  /** For how long the same transaction was seen open, in that partition where it is longest. */
  long milliseconds(String topic) {
    return longest.getOrDefault(topic, 0L);
  }

  /**
   * Where the partitions end now.
   *
   * @param time now, in milliseconds since 1970
   */
  void update(long time, Map<TopicPartition, Ends> now) {
    Map<String, Long> byTopic = new HashMap<>();
    now.forEach(
        (partition, ends) ->
            byTopic.merge(partition.topic(), look(time, partition, ends), Math::max));
    longest.putAll(byTopic);
  }

  private long look(long time, TopicPartition partition, Ends ends) {
    Hold before = holds.remove(partition);
    if (ends.waiting() == 0) {
      return 0;
    }
    Hold hold =
        before != null && before.offset() == ends.stable()
            ? new Hold(before.offset(), before.since(), time - before.since())
            : new Hold(ends.stable(), time, 0);
    holds.put(partition, hold);
    if (before != null
        && before.milliseconds() < TOO_LONG_MILLISECONDS
        && hold.milliseconds() >= TOO_LONG_MILLISECONDS) {
      LOG.warn(
          "{} messages of {} wait behind a transaction at offset {} that has been open for {}"
              + " seconds, and are not applied. Maybe its producer died: kafka-transactions.sh"
              + " find-hanging.",
          ends.waiting(),
          partition,
          ends.stable(),
          hold.milliseconds() / 1000);
    }
    return hold.milliseconds();
  }
}
