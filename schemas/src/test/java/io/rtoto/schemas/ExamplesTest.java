package io.rtoto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.SegmentReader.Sound;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audit.AuditCheck;
import io.rtoto.schemas.audit.AuditEntry;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.scorecards.Scorecard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ExamplesTest {
  private static final Instant LATEST = Instant.parse("2027-01-01T00:00:00Z");

  /** Our own messages: what reads a message and writes it again. */
  private static final Map<Topic, UnaryOperator<byte[]>> CODECS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Topic.CATALOG, roundTrip(CatalogEntry.class)),
              Map.entry(Topic.RULES, roundTrip(RuleBundle.class)),
              Map.entry(Topic.RULE_REPORTS, roundTrip(RuleReport.class)),
              Map.entry(Topic.RULE_HISTORY, roundTrip(RuleBundle.class)),
              Map.entry(Topic.MODELS, roundTrip(ModelParameters.class)),
              Map.entry(Topic.DECISIONS, roundTrip(Decision.class)),
              Map.entry(Topic.DECISIONS_SHADOW, roundTrip(Decision.class)),
              Map.entry(Topic.CUSTOMERS, roundTrip(CustomerState.class)),
              Map.entry(Topic.JOURNAL, roundTrip(JournalEntry.class)),
              Map.entry(Topic.DEAD_LETTERS, roundTrip(DeadLetter.class)),
              Map.entry(Topic.AUDIT, roundTrip(AuditEntry.class)),
              Map.entry(Topic.IDENTITY_COMMANDS, roundTrip(IdentityCommand.class)),
              Map.entry(Topic.IDENTITY_LEDGER, roundTrip(LedgerEntry.class)),
              Map.entry(Topic.IDENTITIES, roundTrip(Identity.class)),
              Map.entry(Topic.AUDIENCES, roundTrip(Audience.class)),
              Map.entry(Topic.SCORECARDS, roundTrip(Scorecard.class)),
              Map.entry(Topic.FIGURES, roundTrip(Figures.class))));

  private final SchemaFolder folder = SchemaFolder.present();
  private final SegmentReader reader = new SegmentReader(LATEST, "EUR");

  @TestFactory
  Stream<DynamicTest> everyExampleIsValid() {
    return examples(
        List.of(Topic.values()),
        (topic, example) -> assertThat(folder.faults(topic.topicName(), example)).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> everyExampleOfOursIsReadAndWrittenUnchanged() {
    return CODECS.entrySet().stream()
        .flatMap(
            codec ->
                examples(
                    List.of(codec.getKey()),
                    (topic, example) ->
                        assertThat(StrictJson.JSON.readTree(codec.getValue().apply(bytes(example))))
                            .isEqualTo(example)));
  }

  @TestFactory
  Stream<DynamicTest> everyEventIsReadAndComesBackFromTheJournalAsTheSameRecord() {
    Messages<CustomerEvent> codec = Messages.of(CustomerEvent.class);
    return examples(
        Topic.EVENTS,
        (topic, example) -> {
          CustomerEvent event = ((Sound) reader.read(topic, bytes(example))).event();
          byte[] written = codec.write(event);
          assertThat(codec.read(written)).isEqualTo(event);
          assertThat(folder.faults("events", StrictJson.JSON.readTree(written))).isEmpty();
          assertThat(SegmentRouting.topicOf(example)).isEqualTo(topic);
        });
  }

  @Test
  void everyTrackedEventHasAnExample() {
    Set<String> shown = new HashSet<>();
    for (Topic topic : Topic.EVENTS) {
      folder.examples(topic).values().forEach(call -> shown.add(call.path("event").asText()));
    }
    assertThat(shown).containsAll(TrackedEvents.names());
  }

  @Test
  void everyRecordOfTheJournalHasAnExample() {
    Set<String> entries = new HashSet<>();
    Set<String> events = new HashSet<>();
    for (JsonNode entry : folder.examples(Topic.JOURNAL).values()) {
      entries.add(entry.path("entry").asText());
      events.add(entry.path("event").path("type").asText());
    }
    assertThat(entries).containsAll(recordsOf(JournalEntry.class));
    assertThat(events).containsAll(recordsOf(CustomerEvent.class));
  }

  @Test
  void everyRecordOfTheLedgerHasAnExample() {
    Set<String> entries = new HashSet<>();
    folder
        .examples(Topic.IDENTITY_LEDGER)
        .values()
        .forEach(entry -> entries.add(entry.path("entry").asText()));
    assertThat(entries).containsAll(recordsOf(LedgerEntry.class));
  }

  @Test
  void theExamplesOfTheAuditAreAChain() {
    AuditCheck check = new AuditCheck(true);
    // By their names the later one comes first.
    for (String example : List.of("audit/login", "audit/customer-viewed")) {
      assertThat(check.take(example, bytes(folder.example(example)))).isEmpty();
    }
  }

  @Test
  void anOlderReaderPassesOverWhatANewerWriterAdded() throws IOException {
    JsonNode example = folder.example("journal/event-applied-order-placed");
    JsonNode newer = example.deepCopy();
    for (String place : List.of("", "/event", "/event/occurrence", "/event/lines/0/product")) {
      ((ObjectNode) newer.at(place)).put("addedLater", 1);
    }
    Messages<JournalEntry> codec = Messages.of(JournalEntry.class);
    assertThat(codec.read(bytes(newer)))
        .isInstanceOf(EventApplied.class)
        .isEqualTo(codec.read(bytes(example)));
  }

  private interface Check {
    void of(Topic topic, JsonNode example) throws IOException;
  }

  private Stream<DynamicTest> examples(List<Topic> topics, Check check) {
    Stream.Builder<DynamicTest> tests = Stream.builder();
    for (Topic topic : topics) {
      folder
          .examples(topic)
          .forEach(
              (name, example) ->
                  tests.add(DynamicTest.dynamicTest(name, () -> check.of(topic, example))));
    }
    return tests.build();
  }

  @Test
  void everyEventSaysWhatItIsCalledInMessages() throws IOException {
    Messages<JournalEntry> codec = Messages.of(JournalEntry.class);
    for (JsonNode entry : folder.examples(Topic.JOURNAL).values()) {
      if (codec.read(bytes(entry)) instanceof EventApplied applied) {
        assertThat(applied.event().type()).isEqualTo(entry.at("/event/type").asText());
      }
    }
  }

  /** The names of its records in messages. */
  private static List<String> recordsOf(Class<?> sealed) {
    Map<Class<?>, String> names = new HashMap<>();
    for (JsonSubTypes.Type named : sealed.getAnnotation(JsonSubTypes.class).value()) {
      names.put(named.value(), named.name());
    }
    assertThat(names).containsOnlyKeys(sealed.getPermittedSubclasses());
    return List.copyOf(names.values());
  }

  private static <T> UnaryOperator<byte[]> roundTrip(Class<T> type) {
    Messages<T> codec = Messages.of(type);
    return message -> {
      try {
        return codec.write(codec.read(message));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static byte[] bytes(JsonNode message) {
    try {
      return StrictJson.JSON.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
