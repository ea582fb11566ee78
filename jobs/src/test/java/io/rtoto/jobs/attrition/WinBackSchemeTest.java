package io.rtoto.jobs.attrition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WinBackSchemeTest {
  private static final WinBackScheme SCHEME = new WinBackScheme(.2, .5, 10_000);

  @Test
  void tellsTheLostOfHighValueFromThoseOfLow() {
    assertThat(SCHEME.segmentOf(.1, 10_000)).contains(WinBackSegment.HIGH_VALUE_LOST);
    assertThat(SCHEME.segmentOf(.1, 9_999)).contains(WinBackSegment.LOW_VALUE_LOST);
  }

  @Test
  void whoIsAboutToBeLostIsSoWhateverTheirValue() {
    assertThat(SCHEME.segmentOf(.2, 0)).contains(WinBackSegment.ABOUT_TO_BE_LOST);
    assertThat(SCHEME.segmentOf(.49, 20_000)).contains(WinBackSegment.ABOUT_TO_BE_LOST);
    assertThat(SCHEME.segmentOf(.5, 20_000)).isEmpty();
  }

  @Test
  void refusesThresholdsThatContradictEachOther() {
    assertThatThrownBy(() -> new WinBackScheme(.5, .5, 0))
        .hasMessage(
            "A customer is lost below 0.5 and at risk below 0.5; expected 0 < lost < at risk <= 1.");
  }
}
