package io.rtoto.cli.backtest;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The events that were applied last, as the newest part of a broker's journal tells them. */
public final class NewestEvents {
  private static final Messages<JournalEntry> ENTRIES = Messages.of(JournalEntry.class);

  /** Of an event the journal tells some more: who it was, what was decided, what failed. */
  private static final int RECORDS_AN_EVENT = 20;

  private static final Comparator<EventApplied> BY_TIME =
      Comparator.comparing((EventApplied one) -> one.event().occurrence().at())
          .thenComparing(EventApplied::eventId);

  private final int most;
  private final TreeSet<EventApplied> events = new TreeSet<>(BY_TIME);
  private final Map<Identifier, Instant> erased = new HashMap<>();

  private NewestEvents(int most) {
    this.most = most;
  }

  /**
   * Those of that broker, oldest first, but for what was erased since. The journal tells more than
   * events: they are looked for among twenty times as many of its newest records, of each
   * partition.
   *
   * @param most how many there are at most
   */
  public static List<EventApplied> on(String kafka, int most) throws IOException {
    NewestEvents newest = new NewestEvents(most);
    try (TopicReader reader = new TopicReader(kafka)) {
      reader.readNewest(
          Topic.JOURNAL,
          most,
          (long) most * RECORDS_AN_EVENT,
          message -> newest.take(TopicReader.read(ENTRIES, message.value())));
    }
    return newest.told();
  }

  /** Whether it was an event. */
  private boolean take(@Nullable JournalEntry entry) {
    if (entry instanceof EventApplied event) {
      events.add(event);
      if (events.size() > most) {
        events.pollFirst();
      }
    } else if (entry instanceof CustomerErased one) {
      erased.merge(one.identifier(), one.upTo(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return entry instanceof EventApplied;
  }

  private List<EventApplied> told() {
    return events.stream().filter(event -> !isErased(event)).toList();
  }

  private boolean isErased(EventApplied event) {
    Instant upTo = erased.get(event.identifier());
    return upTo != null && !event.event().occurrence().at().isAfter(upTo);
  }
}
