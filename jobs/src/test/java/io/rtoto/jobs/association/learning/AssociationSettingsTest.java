package io.rtoto.jobs.association.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AssociationSettingsTest {
  @Test
  void remembersSoMuchWhereNothingIsSet() {
    assertThat(AssociationSettings.DEFAULT)
        .isEqualTo(
            new AssociationSettings(
                Duration.ofDays(14), Duration.ofDays(90), 4, 48, 32, 32, 24, 24));
  }

  @Test
  void refusesMoreThanAPlaceCanTell() {
    assertThatThrownBy(
            () ->
                new AssociationSettings(
                    Duration.ofDays(14), Duration.ofDays(90), 5, 256, 50, 50, 64, 24))
        .hasMessage("The association's neighbours is 256; expected 1 to 255.");
  }
}
