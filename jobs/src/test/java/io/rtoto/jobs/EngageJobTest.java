package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngageRigExtension.class)
final class EngageJobTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EngageRig rig;

  EngageJobTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeEach
  void begin() throws Exception {
    rig.begin(2);
  }

  @AfterEach
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void appliesEachEventOnceAndTellsTheRepeat() throws Exception {
    rig.startLive(2);

    rig.write(
        List.of(
            Call.views("anna", "boots", NOON, "m1"),
            Call.adds("anna", "boots", NOON.plusSeconds(5), "m2"),
            Call.adds("anna", "boots", NOON.plusSeconds(5), "m2"),
            Call.orders("anna", "boots", NOON.plusSeconds(60), "m3")));

    Awaitility.await().atMost(PATIENCE).until(() -> events(rig.journal()).size() == 4);
    assertThat(events(rig.journal()))
        .containsExactlyInAnyOrder("applied m1", "applied m2", "repeated m2", "applied m3");
    assertThat(rig.deadLetters()).isEmpty();
  }

  private static List<String> events(List<JournalEntry> journal) {
    return journal.stream()
        .flatMap(
            entry -> {
              if (entry instanceof EventApplied applied) {
                return Stream.of("applied " + applied.event().occurrence().messageId());
              }
              return entry instanceof EventRepeated repeated
                  ? Stream.of("repeated " + repeated.messageId())
                  : Stream.of();
            })
        .toList();
  }
}
