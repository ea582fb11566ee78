package io.rtoto.cli.backtest;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.identity.Identity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * On the topics of a broker: as far back as it keeps them.
 *
 * @param kafka its hosts and ports
 */
public record RecordedTopics(String kafka) implements Recorded {
  private static final Messages<Identity> IDENTITIES = Messages.of(Identity.class);

  @Override
  public String name() {
    return "topic " + Topic.JOURNAL.topicName() + " of " + kafka;
  }

  @Override
  public void journal(Sink sink) throws IOException {
    read(Topic.JOURNAL, sink);
  }

  @Override
  public boolean hasDecisions() {
    return true;
  }

  @Override
  public void decisions(Sink sink) throws IOException {
    read(Topic.DECISIONS, sink);
  }

  @Override
  public Map<String, String> owners() throws IOException {
    Map<String, String> owners = new HashMap<>();
    Map<String, String> customers = new HashMap<>();
    read(
        Topic.IDENTITIES,
        (place, message) -> {
          Identity identity = IDENTITIES.read(message);
          // Several identifiers are of one customer: its id is held once.
          String customer =
              customers.computeIfAbsent(identity.customerId(), customerId -> customerId);
          owners.put(identity.identifier().key(), customer);
        });
    return owners;
  }

  private void read(Topic topic, Sink sink) throws IOException {
    try (TopicReader reader = new TopicReader(kafka)) {
      reader.readAll(
          topic,
          message -> {
            if (message.value() != null) {
              sink.accept(() -> place(message), message.value());
            }
          });
    }
  }

  private static String place(ConsumerRecord<byte[], byte[]> message) {
    return "topic %s, partition %d, offset %d"
        .formatted(message.topic(), message.partition(), message.offset());
  }
}
