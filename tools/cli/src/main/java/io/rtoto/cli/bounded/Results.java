package io.rtoto.cli.bounded;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.lines.LineSorter;
import io.rtoto.cli.lines.LineWriter;
import io.rtoto.cli.lines.TimeKey;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierMoved;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.identity.LinkDoubted;
import io.rtoto.schemas.identity.LinkShown;
import io.rtoto.schemas.identity.OrderObeyed;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.EventSuppressed;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import io.rtoto.schemas.journal.RuleSuspended;
import io.rtoto.schemas.journal.RulesActivated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what the job left on its topics and writes it to files, in an order that depends on the
 * messages only.
 */
final class Results {
  /** Counts a message that is written. */
  @FunctionalInterface
  private interface Counting {
    void count(byte[] message) throws IOException;
  }

  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final Messages<DeadLetter> DEAD_LETTERS = Messages.of(DeadLetter.class);

  private static final Messages<LedgerEntry> LEDGER = Messages.of(LedgerEntry.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final TopicReader reader;
  private final Path workplace;
  private final Path out;

  final SortedMap<String, Long> deadLetters = new TreeMap<>();
  final SortedMap<String, Long> moments = new TreeMap<>();
  final SortedMap<String, Long> noticed = new TreeMap<>();
  final SortedMap<String, Long> orderedMinor = new TreeMap<>();
  final SortedMap<String, Long> decisionsByKind = new TreeMap<>();
  final SortedMap<String, Long> decisionsByRule = new TreeMap<>();
  final SortedMap<String, Long> heldOutByRule = new TreeMap<>();
  long orders;
  long applied;
  long duplicates;
  long customers;

  Results(TopicReader reader, Path workplace, Path out) {
    this.reader = reader;
    this.workplace = workplace;
    this.out = out;
  }

  /** Reads and writes everything. */
  void collect() throws IOException {
    journal();
    decisions();
    customers();
    deadLetters();
    identityLedger();
    newestOfEach(Topic.AUDIENCES);
    newestOfEach(Topic.SCORECARDS);
    newestOfEach(Topic.FIGURES);
  }

  private void journal() throws IOException {
    try (LineSorter sorter = new LineSorter(workplace, "journal")) {
      reader.readAll(
          Topic.JOURNAL,
          message -> {
            JournalEntry entry = JOURNAL.read(message.value());
            count(entry);
            sorter.add(keyOf(entry), message.value());
          });
      write(sorter, "journal.jsonl");
    }
  }

  private void decisions() throws IOException {
    try (LineSorter sorter = new LineSorter(workplace, "decisions")) {
      reader.readAll(
          Topic.DECISIONS,
          message -> {
            Decision decision = DECISIONS.read(message.value());
            sorter.add(
                TimeKey.of(decision.decidedAt()) + decision.decisionId() + ' ' + offset(message),
                message.value());
          });
      // Written at least once: equal ids are one decision.
      writeFirstOfEach(
          sorter,
          "decisions.jsonl",
          message -> {
            Decision decision = DECISIONS.read(message);
            decisionsByKind.merge(decision.kind().wireName(), 1L, Long::sum);
            decisionsByRule.merge(decision.rule(), 1L, Long::sum);
            if (decision.arm() != null && decision.arm() != Arm.TREATED) {
              heldOutByRule.merge(decision.rule(), 1L, Long::sum);
            }
          });
    }
  }

  private void customers() throws IOException {
    try (LineSorter sorter = new LineSorter(workplace, "customers");
        LineWriter writer = new LineWriter(out.resolve("customers.jsonl"))) {
      reader.readAll(
          Topic.CUSTOMERS,
          message ->
              sorter.add(
                  new String(message.key(), StandardCharsets.UTF_8) + ' ' + offset(message),
                  message.value() == null ? new byte[0] : message.value()));
      // A customer's states stand together now, the newest last.
      NewestOfEach newest = new NewestOfEach(writer);
      sorter.forEach((key, state) -> newest.next(key.substring(0, key.indexOf(' ')), state));
      newest.end();
      customers = newest.written();
    }
  }

  private void deadLetters() throws IOException {
    try (LineSorter sorter = new LineSorter(workplace, "dead-letters")) {
      reader.readAll(
          Topic.DEAD_LETTERS,
          message ->
              sorter.add(
                  placeOf(DEAD_LETTERS.read(message.value())) + ' ' + offset(message),
                  message.value()));
      // Written at least once: a message is refused once, by the place where it stood.
      writeFirstOfEach(
          sorter,
          "dead-letters.jsonl",
          message -> deadLetters.merge(DEAD_LETTERS.read(message).reason().code(), 1L, Long::sum));
    }
  }

  /**
   * Links and orders. Who moved before all links were known hangs on which event was read first; no
   * event counts before.
   */
  private void identityLedger() throws IOException {
    try (LineSorter sorter = new LineSorter(workplace, "identity-ledger")) {
      reader.readAll(
          Topic.IDENTITY_LEDGER,
          message -> {
            LedgerEntry entry = LEDGER.read(message.value());
            if (entry instanceof OrderObeyed) {
              sorter.add(keyOf(entry), ofAnyRun(message.value()));
            } else if (!(entry instanceof IdentifierMoved)) {
              sorter.add(keyOf(entry), message.value());
            }
          });
      writeFirstOfEach(sorter, "identity-ledger.jsonl", message -> {});
    }
  }

  /**
   * Of a topic that keeps the newest of each key: a job that failed at its end tells each twice.
   */
  private void newestOfEach(Topic topic) throws IOException {
    try (LineSorter sorter = new LineSorter(workplace, topic.topicName())) {
      reader.readAll(
          topic,
          message -> {
            if (message.value() != null) {
              String newestFirst = String.format("%019d", Long.MAX_VALUE - message.offset());
              sorter.add(
                  new String(message.key(), StandardCharsets.UTF_8) + ' ' + newestFirst,
                  message.value());
            }
          });
      writeFirstOfEach(sorter, topic.topicName() + ".jsonl", message -> {});
    }
  }

  private void count(JournalEntry entry) {
    if (entry instanceof EventApplied event) {
      applied++;
      if (event.event() instanceof OrderPlaced order) {
        count(order);
      }
    } else if (entry instanceof EventRepeated) {
      duplicates++;
    } else if (entry instanceof MomentArose arose) {
      moments.merge(arose.moment(), 1L, Long::sum);
      if (arose.heldBefore() == 0) {
        noticed.merge(arose.moment(), 1L, Long::sum);
      }
    }
  }

  private void count(OrderPlaced order) {
    orders++;
    Money total = order.total();
    if (total != null) {
      orderedMinor.merge(total.currency(), total.minor(), Long::sum);
    }
  }

  /** By time; what has none comes first (rules) or last (repeats and what was suppressed). */
  private static String keyOf(JournalEntry entry) {
    if (entry instanceof EventApplied applied) {
      return TimeKey.of(applied.event().occurrence().at()) + " 1 " + applied.eventId();
    }
    if (entry instanceof MomentArose arose) {
      return TimeKey.of(arose.at()) + " 2 " + arose.momentId();
    }
    if (entry instanceof DecisionNotMade none) {
      return TimeKey.of(none.at()) + " 3 " + none.decisionId();
    }
    if (entry instanceof RuleFailed failed) {
      return TimeKey.of(failed.at()) + " 3 " + failed.causeEventId() + failed.rule();
    }
    if (entry instanceof RuleSuspended suspended) {
      return TimeKey.of(suspended.at()) + " 5 " + suspended.rule() + suspended.subtask();
    }
    if (entry instanceof CustomerErased erased) {
      return TimeKey.of(erased.upTo()) + " 4 " + erased.identifier().hash();
    }
    if (entry instanceof EventRepeated repeated) {
      return TimeKey.of(Instant.MAX) + repeated.eventId();
    }
    if (entry instanceof EventSuppressed suppressed) {
      return TimeKey.of(Instant.MAX) + suppressed.eventId();
    }
    return TimeKey.of(Instant.MIN) + ((RulesActivated) entry).subtask();
  }

  /**
   * Links by the time of their events, then orders. Whether an identifier was doubted before it was
   * blocked hangs on which event was read first: of both orders, the block counts.
   */
  private static String keyOf(LedgerEntry entry) {
    String who = entry.identifier().key();
    if (entry instanceof LinkShown shown) {
      String other = shown.other().key() + " " + shown.evidence().eventId();
      return TimeKey.of(shown.at()) + " " + who + " " + other + " 1";
    }
    IdentityCommand order = ((OrderObeyed) entry).command();
    String other =
        order instanceof LinkCut cut
            ? " " + cut.other().key()
            : order instanceof LinkDoubted doubted ? " " + doubted.other().key() : "";
    String turn = order instanceof IdentifierBlocked ? " 1" : " 2";
    return TimeKey.of(Instant.MAX) + " " + who + other + turn;
  }

  /** An order without what differs from run to run: when it was given and obeyed, and its place. */
  private static byte[] ofAnyRun(byte[] orderObeyed) throws IOException {
    ObjectNode entry = (ObjectNode) JSON.readTree(orderObeyed);
    entry.remove(List.of("order", "at"));
    entry.withObject("/command").remove("at");
    return JSON.writeValueAsBytes(entry);
  }

  private static String placeOf(DeadLetter letter) {
    return String.format(
        Locale.ROOT, "%s %06d %019d", letter.topic(), letter.partition(), letter.offset());
  }

  /** Of the messages of each key but for its last word, such as their offset, the first counts. */
  private void writeFirstOfEach(LineSorter sorter, String file, Counting counting)
      throws IOException {
    try (LineWriter writer = new LineWriter(out.resolve(file))) {
      String[] last = {""};
      sorter.forEach(
          (key, message) -> {
            String name = key.substring(0, key.lastIndexOf(' '));
            if (!name.equals(last[0])) {
              writer.write(message);
              counting.count(message);
            }
            last[0] = name;
          });
    }
  }

  private void write(LineSorter sorter, String file) throws IOException {
    try (LineWriter writer = new LineWriter(out.resolve(file))) {
      sorter.forEach((key, line) -> writer.write(line));
    }
  }

  private static String offset(ConsumerRecord<byte[], byte[]> message) {
    return String.format(Locale.ROOT, "%019d", message.offset());
  }
}
