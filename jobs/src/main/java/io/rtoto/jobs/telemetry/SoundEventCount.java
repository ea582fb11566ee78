package io.rtoto.jobs.telemetry;

import static java.util.Objects.requireNonNull;

import io.rtoto.schemas.Topic;
import io.rtoto.schemas.flow.SoundEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts the events that are sound by the topic that they came from. */
public final class SoundEventCount {
  private final Map<String, Counter> byTopic = new HashMap<>();

  /** In that group. */
  public SoundEventCount(MetricGroup group) {
    for (Topic topic : Topic.EVENTS) {
      byTopic.put(
          topic.topicName(), group.addGroup("topic", topic.topicName()).counter("soundEvents"));
    }
  }

  /** Counts it. */
  public void count(SoundEvent event) {
    requireNonNull(byTopic.get(event.arrival().topic())).inc();
  }
}
