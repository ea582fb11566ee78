package io.rtoto.jobs.planted;

import org.apache.kafka.common.TopicPartition;
import org.kie.api.KieBase;

/** Planted: a job that knows Drools, and Kafka away from the edge. */
public record KnowsDrools(KieBase rules, TopicPartition partition) {}
