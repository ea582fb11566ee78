package io.rtoto.gateway.desk.planted;

import org.apache.kafka.common.TopicPartition;

/** Planted: a page that knows Kafka. */
public record KnowsKafka(TopicPartition partition) {}
