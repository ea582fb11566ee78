package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EngageSettingsTest {
  @Test
  void waitsHalfAnHourBeforeItCallsACartAbandoned() {
    assertThat(EngageSettings.defaults("broker:9092").cartIdleAfter())
        .isEqualTo(Duration.ofMinutes(30));
  }
}
