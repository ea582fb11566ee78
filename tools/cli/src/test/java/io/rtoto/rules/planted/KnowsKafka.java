package io.rtoto.rules.planted;

import org.apache.kafka.common.TopicPartition;

/** Planted: a rule that knows Kafka. */
public record KnowsKafka(TopicPartition partition) {}
