package io.rtoto.gateway.rulebooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the rules that are published, from the beginning. */
final class RuleTail {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTail.class);
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);
  private static final Duration A_LOOK = Duration.ofSeconds(1);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private RuleTail() {}

  /** Begins to follow. */
  static TopicFollower start(String bootstrapServers, RuleVersions versions) {
    return TopicFollower.startCommitted(
        "rules", "What is told of rules", bootstrapServers, from -> follow(from, versions));
  }

  private static void follow(TopicFollower from, RuleVersions versions) {
    Map<Topic, List<TopicPartition>> partitions =
        from.partitions(List.of(Topic.RULES, Topic.RULE_HISTORY));
    if (partitions.isEmpty()) {
      // The topics are not made yet.
      return;
    }
    KafkaConsumer<byte[], byte[]> consumer = from.consumer();
    if (consumer.assignment().isEmpty()) {
      List<TopicPartition> all = partitions.values().stream().flatMap(List::stream).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
    }
    while (!from.isStopping()) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(A_LOOK)) {
        hear(message, versions);
      }
    }
  }

  private static void hear(ConsumerRecord<byte[], byte[]> message, RuleVersions versions) {
    String key = message.key() == null ? "" : new String(message.key(), UTF_8);
    try {
      RuleBundle bundle = message.value() == null ? null : BUNDLES.read(message.value());
      if (message.topic().equals(Topic.RULE_HISTORY.topicName())) {
        hearHistory(key, bundle, versions);
      } else if (key.equals(RuleBundle.SHADOW_KEY)) {
        versions.rehearse(bundle);
      } else if (key.equals(RuleBundle.ACTIVE_KEY) && bundle != null) {
        versions.putInForce(bundle);
      }
    } catch (IOException e) {
      LOG.warn(
          "Passed over what is no version of rules: {} at offset {}.",
          message.topic(),
          message.offset());
    }
  }

  private static void hearHistory(String key, @Nullable RuleBundle bundle, RuleVersions versions) {
    if (key.equals(RuleBundle.PROPOSED_KEY)) {
      versions.propose(bundle);
    } else if (bundle != null && NUMBER.matcher(key).matches()) {
      versions.published(bundle);
    }
  }
}
