package io.rtoto.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What arrives on the event topics from the moment that this was made. */
final class Arrivals implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An SDK waits longer before each try. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Arrival> events = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> ticks = new ArrayList<>();

  /** An event as it lies on its topic. */
  record Arrival(Topic topic, String key, String text) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Arrivals(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : Topic.EVENTS) {
      for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
        partitions.add(new TopicPartition(topic.topicName(), partition));
      }
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is lazy; asking for the positions makes it happen before anything is sent.
    partitions.forEach(consumer::position);
  }

  static Arrivals from(Broker broker) {
    return new Arrivals(broker.bootstrapServers());
  }

  /** The next that many events; fails when they do not come. */
  List<Arrival> next(int count) {
    pollUntil(() -> events.size() >= count, count + " events");
    List<Arrival> arrived = List.copyOf(events);
    events.clear();
    return arrived;
  }

  Arrival next() {
    List<Arrival> arrived = next(1);
    if (arrived.size() > 1) {
      throw new AssertionError("Expected one event, but " + arrived.size() + " came: " + arrived);
    }
    return arrived.get(0);
  }

  /** Ticks, once every partition of every event topic has that many. */
  List<ConsumerRecord<String, byte[]>> ticksEverywhere(int each) {
    pollUntil(
        () ->
            consumer.assignment().stream()
                .allMatch(
                    partition ->
                        ticks.stream()
                                .filter(t -> t.topic().equals(partition.topic()))
                                .filter(t -> t.partition() == partition.partition())
                                .count()
                            >= each),
        each + " ticks in every partition");
    return List.copyOf(ticks);
  }

  /** What has come by now, without a wait for more: up to a tick that is written after the call. */
  List<Arrival> soFar() {
    ticks.clear();
    ticksEverywhere(2);
    List<Arrival> arrived = List.copyOf(events);
    events.clear();
    return arrived;
  }

  private void pollUntil(BooleanSupplier enough, String what) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!enough.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("Waited for " + what + "; there are only " + events);
      }
      for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(100))) {
        if (message.headers().lastHeader("rtoto-tick") != null) {
          ticks.add(message);
        } else {
          events.add(
              new Arrival(
                  Topic.named(message.topic()),
                  message.key(),
                  new String(message.value(), StandardCharsets.UTF_8)));
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
