package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.BadInput;
import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.journal.EventApplied;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One job is given all of {@code bad-input.txt}, rows B26 to B41 and B63 to B65: each message is
 * applied, or is among the dead letters with reason and original, and the job does not restart.
 */
@ExtendWith(EngageRigExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final EngageRig rig;
  private final List<Stored> stored = new ArrayList<>();
  private @Nullable LocalJob job;

  BadInputTest(EngageRig rig) {
    this.rig = rig;
  }

  private record Stored(BadInput input, RecordMetadata at) {
    boolean isMeantBy(DeadLetter letter) {
      return letter.topic().equals(at.topic())
          && letter.partition() == at.partition()
          && letter.offset() == at.offset();
    }
  }

  @BeforeAll
  void writeAllAndOneAfter() throws Exception {
    rig.begin(1);
    String[] settings = {
      "--kafka", rig.bootstrapServers(),
      "--default-currency", "EUR",
      "--latest-event", "2026-12-31T00:00:00Z"
    };
    job = rig.startLive(EngageSettings.read(settings, Map.of()), 2);
    for (BadInput input : BadInput.all()) {
      stored.add(
          new Stored(
              input, rig.store(new ProducerRecord<>("clickstream", null, null, input.bytes()))));
    }
    rig.write(List.of(Call.adds("witness", "boots", NOON, "after")));
    // An event beyond its customer's next deadline waits until time has come there.
    rig.tick(NOON.plus(Duration.ofDays(30)));
    EngageRig.await(() -> applied().count() + rig.deadLetters().size() > stored.size());
  }

  @AfterAll
  void end() throws Exception {
    rig.stop();
  }

  @TestFactory
  Stream<DynamicTest> refusesOrTakes() {
    return Stream.concat(
        stored.stream()
            .map(one -> DynamicTest.dynamicTest(one.input().title(), () -> assertVerdict(one))),
        Stream.of(
            DynamicTest.dynamicTest(
                "nothing else is applied or refused, and the job does not restart",
                this::assertThatThisIsAll)));
  }

  private void assertVerdict(Stored one) throws Exception {
    List<DeadLetter> letters = rig.deadLetters().stream().filter(one::isMeantBy).toList();
    if (one.input().isApplied()) {
      assertThat(letters).isEmpty();
      String messageId = one.input().messageId();
      List<CustomerEvent> applied =
          applied().filter(event -> event.occurrence().messageId().equals(messageId)).toList();
      assertThat(applied).hasSize(1);
      byte[] told = Messages.of(CustomerEvent.class).write(applied.get(0));
      assertThat(one.input().isHeldBy(told))
          .as("%s of %s", one.input().verdict(), new String(told, StandardCharsets.UTF_8))
          .isTrue();
    } else {
      assertThat(letters).hasSize(1);
      DeadLetter letter = letters.get(0);
      assertThat(one.input().isRefusedAs(letter.reason().code(), letter.detail()))
          .as("%s of %s %s", one.input().verdict(), letter.reason(), letter.detail())
          .isTrue();
      assertThat(letter.original()).isEqualTo(one.input().message());
    }
  }

  private void assertThatThisIsAll() throws Exception {
    long good = stored.stream().filter(one -> one.input().isApplied()).count();
    assertThat(applied()).hasSize((int) good + 1);
    assertThat(rig.deadLetters()).hasSize(stored.size() - (int) good);
    assertThat(Objects.requireNonNull(job).restarts()).isZero();
  }

  private Stream<CustomerEvent> applied() {
    return rig.journal().stream()
        .filter(EventApplied.class::isInstance)
        .map(entry -> ((EventApplied) entry).event());
  }
}
