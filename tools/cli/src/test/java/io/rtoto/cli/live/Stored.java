package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies on the topics.
 *
 * @param sent the offset of each event that was sent
 * @param applied the ids of those that were applied
 * @param repeated how many were known already
 */
record Stored(List<Long> sent, List<String> applied, long repeated) {
  private static final Duration AT_MOST = Duration.ofMinutes(3);

  /** Waits until all that was sent is applied, each of it once. */
  static void awaitAllAppliedOnce(String bootstrapServers) {
    await()
        .atMost(AT_MOST)
        .untilAsserted(
            () -> {
              Stored stored = on(bootstrapServers);
              assertThat(stored.applied)
                  .hasSizeGreaterThan(100)
                  .hasSameSizeAs(stored.sent)
                  .doesNotHaveDuplicates();
              assertThat(stored.repeated).isZero();
            });
  }

  private static Stored on(String bootstrapServers) throws IOException {
    Messages<JournalEntry> journal = Messages.of(JournalEntry.class);
    List<Long> sent = new ArrayList<>();
    List<String> applied = new ArrayList<>();
    long[] repeated = {0};
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      for (Topic topic : Topic.EVENTS) {
        reader.readAll(
            topic,
            message -> {
              // A tick has no value.
              if (message.value() != null) {
                sent.add(message.offset());
              }
            });
      }
      reader.readAll(
          Topic.JOURNAL,
          message -> {
            JournalEntry entry = journal.read(message.value());
            if (entry instanceof EventApplied event) {
              applied.add(event.eventId());
            } else if (entry instanceof EventRepeated) {
              repeated[0]++;
            }
          });
    }
    return new Stored(sent, applied, repeated[0]);
  }
}
