package io.rtoto.cli.live;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.gateway.dashboard.NewestByKey;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.RuleSuspended;
import io.rtoto.schemas.journal.RulesActivated;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the terminal what is decided, as it happens, and now and then how it goes. Remembers
 * counts, and the newest decisions: after a failure they may come twice.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  /** So many decisions as a failure repeats of a lively shop. */
  private static final int MOST_REPEATED = 10_000;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintStream out;
  private final InstantSource clock;
  private final RulesInForce rules;
  private final Map<DecisionKind, Long> decided = new EnumMap<>(DecisionKind.class);
  private final NewestByKey<Boolean> told = new NewestByKey<>(MOST_REPEATED);
  private long applied;
  private long setAside;
  private Instant nextLine;

  Announcer(PrintStream out, InstantSource clock, RulesInForce rules) {
    this.out = out;
    this.clock = clock;
    this.rules = rules;
    this.nextLine = clock.instant().plus(BETWEEN_LINES);
  }

  /** Tells of what has come since it was last asked. */
  void tellNext(TopicReader reader) throws IOException {
    reader.next(this::tell);
    if (!clock.instant().isBefore(nextLine)) {
      nextLine = clock.instant().plus(BETWEEN_LINES);
      out.printf(
          "%s  %,d events applied, %,d messages set aside; %,d recommendations, %,d offers, %,d"
              + " alerts, %,d tasks%n",
          time(),
          applied,
          setAside,
          decided.getOrDefault(DecisionKind.RECOMMENDATION, 0L),
          decided.getOrDefault(DecisionKind.OFFER, 0L),
          decided.getOrDefault(DecisionKind.ALERT, 0L),
          decided.getOrDefault(DecisionKind.TASK, 0L));
    }
  }

  /** Tells of a message. What is none of ours is no reason to stop: others may write there too. */
  void tell(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return;
    }
    try {
      tellOurs(message);
    } catch (IOException e) {
      // What it holds may be a person's: only where it lies goes to the log.
      LOG.warn(
          "Offset {} of {}-{} holds no message of ours; it is passed over.",
          message.offset(),
          message.topic(),
          message.partition());
    }
  }

  private void tellOurs(ConsumerRecord<byte[], byte[]> message) throws IOException {
    if (message.topic().equals(Topic.DEAD_LETTERS.topicName())) {
      setAside++;
      return;
    }
    if (message.topic().equals(Topic.DECISIONS.topicName())) {
      Decision decision = DECISIONS.read(message.value());
      if (!isWhole(decision)) {
        throw new IOException("It is JSON, but no decision.");
      }
      if (told.put(decision.decisionId(), true) == null) {
        tell(decision);
      }
      return;
    }
    JournalEntry entry = JOURNAL.read(message.value());
    if (entry instanceof EventApplied) {
      applied++;
    } else if (entry instanceof RulesActivated activated) {
      rules.hear(activated);
    } else if (entry instanceof RuleSuspended suspended) {
      out.printf(
          "%s  %-14s Rule %s failed too often (%s) and is not heard any more; its owner is %s%n",
          time(), "RULE TAKEN OUT", suspended.rule(), suspended.error(), suspended.owner());
    }
  }

  private static boolean isWhole(@Nullable Decision decision) {
    return decision != null
        && Stream.of(
                decision.decisionId(),
                decision.kind(),
                decision.name(),
                decision.customerId(),
                decision.products(),
                decision.moment(),
                decision.rule())
            .allMatch(Objects::nonNull);
  }

  private void tell(Decision decision) {
    decided.merge(decision.kind(), 1L, Long::sum);
    if (!isTold(decision.kind())) {
      return;
    }
    out.printf(
        "%s  %-14s %s%s%s for customer %s%s, because %s (%s)%n",
        time(),
        decision.kind().wireName().toUpperCase(Locale.ROOT),
        decision.name(),
        decision.text() == null ? "" : " \"" + decision.text() + "\"",
        decision.kind() == DecisionKind.OFFER && decision.channel() != null
            ? " through " + decision.channel().wireName()
            : "",
        decision.customerId(),
        decision.products().isEmpty() ? "" : ": " + String.join(", ", decision.products()),
        decision.moment(),
        decision.rule());
  }

  /** Recommendations come with every other click, and would hide the rest: they are counted. */
  private static boolean isTold(DecisionKind kind) {
    return kind != DecisionKind.RECORD && kind != DecisionKind.RECOMMENDATION;
  }

  private String time() {
    return TIME.format(clock.instant().atZone(ZoneId.systemDefault()));
  }
}
