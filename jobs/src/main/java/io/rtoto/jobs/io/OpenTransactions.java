package io.rtoto.jobs.io;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many messages of each topic wait behind a transaction that is still open: nobody who reads
 * what is committed gets past it. A transaction is open for a moment; one whose producer died is
 * open until the broker ends it, and events wait as long.
 */
final class OpenTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

  /** Answers in a row: a moment cannot fall into so many checkpoints. */
  private static final int TOO_OFTEN = 3;

  /** Read by the thread that reports the metrics. */
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();

  private final Map<String, Integer> inARow = new HashMap<>();

  OpenTransactions(MetricGroup group, Set<String> topics) {
    for (String topic : topics) {
      group
          .addGroup("topic", topic)
          .gauge("lastStableOffsetLag", (Gauge<Long>) () -> waiting.getOrDefault(topic, 0L));
    }
  }

  /**
   * What waits now.
   *
   * @param now messages by topic
   */
  void update(Map<String, Long> now) {
    waiting.putAll(now);
    now.forEach(
        (topic, messages) -> {
          int times = messages == 0 ? 0 : inARow.getOrDefault(topic, 0) + 1;
          inARow.put(topic, times);
          if (times == TOO_OFTEN) {
            LOG.warn(
                "{} messages of topic {} wait behind a transaction that stays open, and are not"
                    + " applied. Maybe its producer died: kafka-transactions.sh find-hanging.",
                messages,
                topic);
          }
        });
  }
}
