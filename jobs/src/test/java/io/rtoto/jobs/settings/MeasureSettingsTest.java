package io.rtoto.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasureSettingsTest {
  @Test
  void hasTheseDefaults() {
    assertThat(MeasureSettings.read(new String[0], Map.of()))
        .isEqualTo(
            new MeasureSettings(
                "localhost:9092",
                null,
                "rtoto-local",
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofDays(7),
                Duration.ofSeconds(1),
                Duration.ofDays(30),
                "rtoto-measure"));
  }

  @Test
  void keepsFactsForTheWindowAndForCorrections() {
    MeasureSettings settings =
        MeasureSettings.read(
            new String[] {"--attribution-window", "P14D"},
            Map.of("RTOTO_CORRECTIONS_KEPT_FOR", "P10D"));

    assertThat(settings.factsKeptFor()).isEqualTo(Duration.ofDays(24));
    assertThat(settings.isReplay()).isFalse();
    assertThat(settings.replayUntil(Instant.EPOCH).isReplay()).isTrue();
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                MeasureSettings.read(
                    new String[] {"--attribution-window", "7", "--told-apart", "soon"}, Map.of()))
        .hasMessageContaining("ATTRIBUTION_WINDOW is 7")
        .hasMessageContaining("TOLD_APART is soon");
  }

  @Test
  void keepsTheSecretToItself() {
    assertThat(MeasureSettings.read(new String[0], Map.of("RTOTO_IDENTITY_SECRET", "hush-hush")))
        .asString()
        .doesNotContain("hush-hush")
        .contains("attributionWindow=PT168H");
  }
}
