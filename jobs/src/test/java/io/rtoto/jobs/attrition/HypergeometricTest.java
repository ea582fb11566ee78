package io.rtoto.jobs.attrition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HypergeometricTest {
  /** Computed with 200 digits, by mpmath, of the decimals: the doubles are a little beside them. */
  @ParameterizedTest
  @CsvSource({
    "335.86, 338.05, 338.63, .505, 235.7704670148993098726",
    ".243, 2.426, 2.219, .9, .6666138494182039213016",
    ".243, .793, .5, .999, 3.317496636279723265859",
    "2.243, 4.426, 4.219, .474, 1.520558925917805551143",
    "26.243, 28.426, 28.219, .5, 18.32631551351698617724",
    "500.243, 502.426, 502.219, .3, 178.4977311572762583432",
    "500.5, 503.1, 501.2, .95, 1505.053373758844372626",
    "1.2, 1.6, 2.2, .01, .008767445933391471758736",
    "101.16, 1.606, 102.16, .6, 1.448569891096158837039",
    "12.5, .75, 1.25, .25, 2.648279455560238451992",
    ".5, 3.5, 1.25, .99, 11.27756236651546151149",
    "3.16, 1.6, 4.16, 0, 0"
  })
  void agreesWithTwoHundredDigits(double a, double b, double c, double z, double log) {
    assertThat(Hypergeometric.log(a, b, c, z)).isCloseTo(log, within(3e-14 * Math.max(1, log)));
  }

  @Test
  void saysSoWhereTheSeriesDoesNotEnd() {
    assertThatThrownBy(() -> Hypergeometric.log(1.5, 1.5, 2.5, 1 - 1e-9))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("0.999999999 has not come to its end");
  }
}
