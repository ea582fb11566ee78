package io.rtoto.jobs.io;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * What tells a topic from another of the same name.
 *
 * @param topic its name
 * @param topicId the broker's id of it: another, once it was deleted and made again
 * @param partitions how many partitions it has
 */
public record TopicIdentity(String topic, String topicId, int partitions) {

  /** Each of its partitions. */
  Stream<TopicPartition> everyPartition() {
    return IntStream.range(0, partitions).mapToObj(at -> new TopicPartition(topic, at));
  }

  /** Why a job that read this topic must not go on with that one; empty when it may. */
  String objectionTo(TopicIdentity now) {
    if (!topicId.equals(now.topicId)) {
      return "Topic "
          + topic
          + " was deleted and made again since the checkpoint (its id was "
          + topicId
          + " and is "
          + now.topicId
          + "): the offsets of the checkpoint mean nothing there, and messages would be skipped.\n"
          + "Maybe start without the checkpoint, to read it from its beginning.";
    }
    if (partitions != now.partitions) {
      return "Topic "
          + topic
          + " has "
          + now.partitions
          + " partitions; the checkpoint knows "
          + partitions
          + ". A key's messages would come from two partitions, in no order.\n"
          + "Maybe make a new topic with that many partitions, and copy the messages over.";
    }
    return "";
  }
}
