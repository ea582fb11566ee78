package io.rtoto.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.IdentifiedEvent;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rows of the catalogue of bad input that a test covers are in its name. */
final class LeafFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final EngageSettings LIVE = EngageSettings.defaults("nowhere:9092");
  private static final EngageSettings REPLAY = LIVE.replayUntil(NOON.plus(Duration.ofDays(1)));
  private static final Identifier ANNA = new Identifier(IdentifierType.USER_ID, "aa");
  private static final Identifier BERT = new Identifier(IdentifierType.USER_ID, "bb");

  private KeyedOneInputStreamOperatorTestHarness<String, LeafMessage, IdentifiedEvent> leaves;

  LeafFunctionTest() throws Exception {
    leaves = opened(LIVE, null);
  }

  @AfterEach
  void close() throws Exception {
    leaves.close();
  }

  @Test
  void b54AppliesAMessageOnceHoweverOftenItComes() throws Exception {
    for (int i = 0; i < 1000; i++) {
      says(ANNA, "m1", 7, NOON);
    }

    assertThat(events()).containsExactly("m1");
    assertThat(repeats()).hasSize(999).allMatch(repeat -> repeat.messageId().equals("m1"));
    assertThat(repeats().get(0).eventId()).isEqualTo(leaves.extractOutputValues().get(0).eventId());
  }

  @Test
  void b55RefusesAnotherMessageUnderTheSameIdWithItsOriginal() throws Exception {
    says(ANNA, "m1", 7, NOON);
    says(ANNA, "m1", 8, NOON);

    assertThat(events()).containsExactly("m1");
    assertThat(repeats()).isEmpty();
    assertThat(letters()).extracting(DeadLetter::reason).containsExactly(Reason.ID_COLLISION);
    assertThat(letters()).extracting(DeadLetter::original).containsExactly("8");
  }

  @Test
  void b56TakesTheSameIdOfTwoCustomersForTwoEvents() throws Exception {
    says(ANNA, "m1", 7, NOON);
    says(BERT, "m1", 7, NOON);

    assertThat(events()).containsExactly("m1", "m1");
    assertThat(leaves.extractOutputValues())
        .extracting(IdentifiedEvent::customerId)
        .doesNotHaveDuplicates();
    assertThat(leaves.extractOutputValues())
        .extracting(IdentifiedEvent::eventId)
        .doesNotHaveDuplicates();
  }

  @Test
  void b58KnowsAMessageUntilTheHorizonAndForgetsItThere() throws Exception {
    leaves.setStateTtlProcessingTime(0);
    says(ANNA, "m1", 7, NOON);
    leaves.setStateTtlProcessingTime(LIVE.repeatsKeptFor().minusSeconds(1).toMillis());
    says(ANNA, "m1", 7, NOON);
    assertThat(events()).containsExactly("m1");

    leaves.setStateTtlProcessingTime(LIVE.repeatsKeptFor().plusSeconds(1).toMillis());
    says(ANNA, "m1", 7, NOON);

    assertThat(events()).containsExactly("m1", "m1");
  }

  @Test
  void b59KnowsAMessageFromBeforeACrash() throws Exception {
    says(ANNA, "m1", 7, NOON);
    OperatorSubtaskState checkpoint = leaves.snapshot(1, 1);
    leaves.close();
    leaves = opened(LIVE, checkpoint);

    says(ANNA, "m1", 7, NOON);

    assertThat(events()).isEmpty();
    assertThat(repeats()).hasSize(1);
  }

  @Test
  void takesEventsAsTheyComeWhenLive() throws Exception {
    says(ANNA, "later", 1, NOON.plusSeconds(5));
    says(ANNA, "earlier", 2, NOON);

    assertThat(events()).containsExactly("later", "earlier");
    assertThat(leaves.numEventTimeTimers()).isZero();
  }

  @Test
  void b61b66b67TakesEventsInTheOrderOfTheirTimeInAReplay() throws Exception {
    leaves.close();
    leaves = opened(REPLAY, null);
    says(ANNA, "c", 3, NOON.plusSeconds(5));
    says(ANNA, "b", 2, NOON);
    says(ANNA, "a", 1, NOON);
    assertThat(events()).isEmpty();
    assertThat(leaves.numEventTimeTimers()).isEqualTo(2);

    leaves.processWatermark(NOON.plusSeconds(4).toEpochMilli());
    assertThat(events()).containsExactly("a", "b");

    leaves.processWatermark(NOON.plusSeconds(5).toEpochMilli());
    assertThat(events()).containsExactly("a", "b", "c");
    assertThat(leaves.numEventTimeTimers()).isZero();
  }

  @Test
  void settlesACollisionInAReplayByTheEventsAlone() throws Exception {
    for (List<Long> arrivals : List.of(List.of(1L, 2L), List.of(2L, 1L))) {
      leaves.close();
      leaves = opened(REPLAY, null);
      for (long fingerprint : arrivals) {
        says(ANNA, "m1", fingerprint, NOON);
      }
      leaves.processWatermark(Long.MAX_VALUE);

      assertThat(letters()).extracting(DeadLetter::original).containsExactly("2");
    }
  }

  @Test
  void stopsAReplayWhoseEventsOvertakeEachOtherByMoreThanWasSaid() throws Exception {
    leaves.close();
    leaves = opened(REPLAY, null);
    leaves.processWatermark(NOON.toEpochMilli());

    assertThatThrownBy(() -> says(ANNA, "late", 1, NOON))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage(
            "An event of 2026-11-23T12:00:00Z came when the replay had passed"
                + " 2026-11-23T12:00:00Z.\n"
                + "Maybe the input is less well ordered than OUT_OF_ORDER says.");
  }

  private void says(Identifier who, String messageId, long fingerprint, Instant at)
      throws Exception {
    Occurrence occurrence = new Occurrence(messageId, at, null, Topic.CLICKSTREAM, null);
    byte[] original = Long.toString(fingerprint).getBytes(StandardCharsets.UTF_8);
    SoundEvent event =
        new SoundEvent(
            new PageViewed(occurrence, "home"),
            List.of(who),
            true,
            fingerprint,
            new Arrival("clickstream", 0, 0, original));
    leaves.processElement(new StreamRecord<>(new LeafMessage(who, event), at.toEpochMilli()));
  }

  private List<String> events() {
    return leaves.extractOutputValues().stream()
        .map(event -> event.event().occurrence().messageId())
        .toList();
  }

  private List<EventRepeated> repeats() {
    return sideOutput(LeafFunction.JOURNAL).stream()
        .map((JournalEntry entry) -> (EventRepeated) entry)
        .toList();
  }

  private List<DeadLetter> letters() {
    return sideOutput(LeafFunction.DEAD_LETTERS);
  }

  private <T> List<T> sideOutput(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    var records = leaves.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, LeafMessage, IdentifiedEvent>
      opened(EngageSettings settings, @Nullable OperatorSubtaskState checkpoint) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, LeafMessage, IdentifiedEvent> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new LeafFunction(settings)), LeafMessage::key, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup(
        RecordTypes.of(IdentifiedEvent.class)
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (checkpoint != null) {
      harness.initializeState(checkpoint);
    }
    harness.open();
    return harness;
  }
}
