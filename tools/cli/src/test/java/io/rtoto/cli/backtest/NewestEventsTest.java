package io.rtoto.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.Broker;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RulesActivated;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of the journal, which tells of much else than events. */
final class NewestEventsTest {
  private static final Messages<JournalEntry> ENTRIES = Messages.of(JournalEntry.class);
  private static final JournalEntry NO_EVENT = new RulesActivated("v", 0, 1, "");

  private static final List<EventApplied> EVENTS =
      Shop.full(20, 3).events().stream()
          .sorted(
              Comparator.comparing((EventApplied one) -> one.event().occurrence().at())
                  .thenComparing(EventApplied::eventId))
          .toList();

  @SuppressWarnings("NullAway.Init") // set before each test
  private String kafka;

  @BeforeEach
  void start() throws Exception {
    kafka = Broker.emptied();
  }

  @Test
  void areFoundBehindWhatElseTheJournalTells() throws IOException {
    write(4);
    assertThat(NewestEvents.on(kafka, 10))
        .isEqualTo(EVENTS.subList(EVENTS.size() - 10, EVENTS.size()));
  }

  @Test
  void areAllWhereThereAreFewer() throws IOException {
    write(1);
    assertThat(NewestEvents.on(kafka, EVENTS.size() + 1)).isEqualTo(EVENTS);
  }

  /** As after a day on which rules failed at every turn: it ends all the same. */
  @Test
  void areNotLookedForWithoutEnd() throws IOException {
    write(40);
    assertThat(NewestEvents.on(kafka, 10))
        .hasSizeBetween(4, 5)
        .isSubsetOf(EVENTS.subList(EVENTS.size() - 5, EVENTS.size()));
  }

  /**
   * Writes all events.
   *
   * @param others how many entries follow each that are none
   */
  private void write(int others) throws IOException {
    try (Publisher publisher = new Publisher(kafka)) {
      for (EventApplied event : EVENTS) {
        send(publisher, event);
        for (int i = 0; i < others; i++) {
          send(publisher, NO_EVENT);
        }
      }
      publisher.flush();
    }
  }

  private static void send(Publisher publisher, JournalEntry entry) throws IOException {
    publisher.send(Topic.JOURNAL, entry.key(), ENTRIES.write(entry));
  }
}
