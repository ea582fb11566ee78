package io.rtoto.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.lines.LineSorter;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.JsonFault;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RulesActivated;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The events of a journal, sorted by customer on disk: they need not fit into memory. */
final class Recording implements Closeable {
  /** Takes the events of one customer after the other, in the order of the customers' ids. */
  @FunctionalInterface
  interface Sink {
    /** Takes a customer's events, each as it was written; in any order. */
    void accept(String customerId, List<byte[]> events) throws IOException;
  }

  private static final Messages<JournalEntry> ENTRIES = Messages.of(JournalEntry.class);

  private final LineSorter sorter;
  private final Map<Identifier, Instant> erased = new HashMap<>();
  private final SortedSet<String> versions = new TreeSet<>();
  private long entries;
  private long events;
  private @Nullable Instant first;
  private @Nullable Instant newest;
  private @Nullable Instant end;

  private Recording(LineSorter sorter) {
    this.sorter = sorter;
  }

  /**
   * Reads a journal.
   *
   * @param workplace for files that go when this is closed
   * @param threads how many entries are looked at at a time
   * @throws CommandFailure when there is no event in it, or something else than the journal's
   */
  static Recording read(Recorded recorded, Path workplace, int threads, Progress progress)
      throws IOException {
    Recording recording = new Recording(new LineSorter(workplace, "events"));
    try {
      progress.begin("reading", -1);
      Map<String, String> owners = recorded.owners();
      try (Pipeline<Entry, Seen> looks =
          new Pipeline<>(
              threads,
              some -> some.stream().map(Entry::seen).toList(),
              seen -> {
                recording.take(seen, owners);
                progress.reached(recording.entries);
              })) {
        recorded.journal((place, message) -> looks.take(new Entry(place, message), 1));
        looks.finish();
      }
      if (recording.events == 0) {
        throw new CommandFailure(
            "No event was applied to anybody in %s. Maybe another journal is meant."
                .formatted(recorded.name()));
      }
      return recording;
    } catch (IOException | CommandFailure e) {
      recording.close();
      throw e;
    }
  }

  /** Makes something of an entry. */
  @FunctionalInterface
  private interface Reading<M> {
    M of(byte[] message) throws IOException;
  }

  /** An entry, as it is written somewhere. */
  private record Entry(Recorded.Place place, byte[] message) {
    Seen seen() {
      return new Seen(this, read(Glance::at));
    }

    <M> M read(Reading<M> reading) {
      try {
        return reading.of(message);
      } catch (JsonProcessingException e) {
        throw none(JsonFault.of(e).what(), e);
      } catch (DateTimeException e) {
        throw none("its time is none", e);
      } catch (IOException e) {
        throw new UncheckedIOException("What is in memory cannot be read.", e);
      }
    }

    /** Something there is no entry of the journal. */
    CommandFailure none(String why, @Nullable Exception cause) {
      return new CommandFailure(
          ("%s is no entry of the journal: %s. Maybe the file is another one; rtoto run writes"
                  + " journal.jsonl.")
              .formatted(place.told(), why),
          cause);
    }
  }

  /** An entry that somebody has looked at. */
  private record Seen(Entry entry, Glance glance) {}

  private void take(Seen seen, Map<String, String> owners) throws IOException {
    Glance glance = seen.glance();
    Entry entry = seen.entry();
    entries++;
    if (glance.isA(EventApplied.class)) {
      event(entry, glance, owners);
    } else if (glance.isA(MomentArose.class) && glance.at() != null) {
      passes(glance.at());
    } else if (glance.isA(CustomerErased.class) || glance.isA(RulesActivated.class)) {
      note(entry.read(ENTRIES::read));
    } else if (!glance.isAny()) {
      throw entry.none("it does not tell which entry it is", null);
    }
  }

  private void event(Entry entry, Glance glance, Map<String, String> owners) throws IOException {
    Instant at = glance.at();
    String customerId = glance.customerId();
    String identifier = glance.identifier();
    if (at == null || customerId == null || identifier == null) {
      throw entry.none("its customer, its identifier or its time is missing", null);
    }
    events++;
    first = first == null || at.isBefore(first) ? at : first;
    newest = newest == null || at.isAfter(newest) ? at : newest;
    passes(at);
    sorter.add(
        owners.isEmpty() ? customerId : owners.getOrDefault(identifier, customerId),
        entry.message());
  }

  private void note(JournalEntry entry) {
    if (entry instanceof CustomerErased one) {
      erased.merge(one.identifier(), one.upTo(), (a, b) -> a.isAfter(b) ? a : b);
    } else if (entry instanceof RulesActivated activated && activated.refusal().isEmpty()) {
      versions.add(activated.bundleVersion());
    }
  }

  private void passes(Instant at) {
    end = end == null || at.isAfter(end) ? at : end;
  }

  /** How many entries the journal has. */
  long entries() {
    return entries;
  }

  /** How many of them are events. */
  long events() {
    return events;
  }

  /** The time of the first event. */
  Instant first() {
    return orNever(first);
  }

  /** The time of the newest event. */
  Instant newest() {
    return orNever(newest);
  }

  /** How far time had come: to the newest event, or a moment after it. */
  Instant end() {
    return orNever(end);
  }

  private static Instant orNever(@Nullable Instant time) {
    return time == null ? Instant.EPOCH : time;
  }

  /** The versions of the rules that are told to have been in force. */
  SortedSet<String> versions() {
    return versions;
  }

  /** Whether it is of an identifier that was erased since: then nothing may be made of it. */
  boolean isErased(EventApplied applied) {
    Instant upTo = erased.get(applied.identifier());
    return upTo != null && !applied.event().occurrence().at().isAfter(upTo);
  }

  /** Gives out the events. */
  void forEachCustomer(Sink sink) throws IOException {
    List<byte[]> events = new ArrayList<>();
    String[] customer = {""};
    sorter.forEach(
        (customerId, event) -> {
          if (!customerId.equals(customer[0]) && !events.isEmpty()) {
            sink.accept(customer[0], List.copyOf(events));
            events.clear();
          }
          customer[0] = customerId;
          events.add(event);
        });
    if (!events.isEmpty()) {
      sink.accept(customer[0], events);
    }
  }

  @Override
  public void close() throws IOException {
    sorter.close();
  }
}
