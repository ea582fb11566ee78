package io.rtoto.gateway.desk;

import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;

/**
 * What was read of the topics and is to be written in one transaction.
 *
 * @param erased customers of whom everything before their snapshot was erased, and when
 * @param snapshots the newest snapshot of each customer
 * @param decisions the decisions, in order
 * @param progress the offset to go on at, by partition
 */
record Batch(
    Map<String, Instant> erased,
    Map<String, Placed> snapshots,
    List<Decision> decisions,
    Map<TopicIdPartition, Long> progress) {

  /** A snapshot, and at which offset of which topic it is. */
  record Placed(CustomerSnapshot snapshot, Uuid topicId, long offset) {}

  /** The same progress, with nothing to write. */
  Batch passedOver() {
    return new Batch(Map.of(), Map.of(), List.of(), progress);
  }
}
