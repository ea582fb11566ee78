package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
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
 * @param sent how many events, copies too
 * @param applied those that were applied
 * @param repeated how many were known already
 * @param refused what was set aside
 */
record Stored(int sent, List<EventApplied> applied, int repeated, List<DeadLetter> refused) {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);
  private static final Messages<DeadLetter> DEAD_LETTERS = Messages.of(DeadLetter.class);

  /** Waits until all that was sent is applied, each of it once. */
  static void awaitAllAppliedOnce(String bootstrapServers) {
    await()
        .atMost(AT_MOST)
        .untilAsserted(
            () -> {
              Stored stored = on(bootstrapServers);
              assertThat(stored.applied)
                  .hasSizeGreaterThan(100)
                  .hasSize(stored.sent)
                  .extracting(EventApplied::eventId)
                  .doesNotHaveDuplicates();
              assertThat(stored.repeated).isZero();
            });
  }

  /** What lies there now. */
  static Stored on(String bootstrapServers) throws IOException {
    int[] sent = {0};
    int[] repeated = {0};
    List<EventApplied> applied = new ArrayList<>();
    List<DeadLetter> refused = new ArrayList<>();
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      for (Topic topic : Topic.EVENTS) {
        // A tick has no value.
        reader.readAll(topic, message -> sent[0] += message.value() == null ? 0 : 1);
      }
      reader.readAll(
          Topic.JOURNAL,
          message -> {
            JournalEntry entry = JOURNAL.read(message.value());
            if (entry instanceof EventApplied event) {
              applied.add(event);
            } else if (entry instanceof EventRepeated) {
              repeated[0]++;
            }
          });
      reader.readAll(
          Topic.DEAD_LETTERS, message -> refused.add(DEAD_LETTERS.read(message.value())));
    }
    return new Stored(sent[0], applied, repeated[0], refused);
  }
}
