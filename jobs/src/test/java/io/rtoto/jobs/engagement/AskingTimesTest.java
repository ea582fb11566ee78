package io.rtoto.jobs.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import io.rtoto.schemas.rulebundles.RuleReport.Asking.Took;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AskingTimesTest {
  private final AskingTimes times = new AskingTimes();

  @Test
  void tellsNoTimeTooLongByMoreThanAQuarter() {
    for (long micros = 0; micros < 100_000; micros++) {
      long step = AskingTimes.step(micros);
      assertThat(step).isGreaterThanOrEqualTo(micros).isLessThanOrEqualTo(micros + micros / 4);
      assertThat(AskingTimes.step(step)).isEqualTo(step);
    }
  }

  @Test
  void tellsWhatMostOfTheTimesStayWithin() {
    for (int i = 1; i <= 1_000; i++) {
      times.took("CartAbandoned", i <= 990 ? 100 : 5_000);
    }
    Asking asking = times.askings().get(0);

    assertThat(asking.took()).containsExactly(new Took(111, 990), new Took(5_119, 10));
    assertThat(asking.averageMicros()).isEqualTo(149);
    assertThat(asking.microsWithin(.99)).isEqualTo(111);
    assertThat(asking.microsWithin(.991)).isEqualTo(5_119);
  }

  @Test
  void addsUpWithWhatAnotherCounted() {
    times.took("CartAbandoned", 100);
    AskingTimes others = new AskingTimes();
    others.took("CartAbandoned", 10);
    others.took("CartAbandoned", 101);

    assertThat(times.askings().get(0).plus(others.askings().get(0)))
        .isEqualTo(new Asking("CartAbandoned", 3, 211, List.of(new Took(11, 1), new Took(111, 2))));
  }

  @Test
  void tellsNothingOfWhatNeverWas() {
    assertThat(times.askings()).isEmpty();
    assertThat(new Asking("CartAbandoned", 0, 0, List.of()).averageMicros()).isZero();
  }
}
