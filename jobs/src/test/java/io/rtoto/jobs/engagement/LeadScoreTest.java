package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.ScoreSettings;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LeadScoreTest {
  private static final Standards STANDARDS =
      Standards.of(
          LibrarySettings.in(
              Map.of(
                  "scores.yaml",
                  """
                  halfLifeDays: 7
                  most: 50
                  points: {views: 2, adds: 10, orders: -20}
                  """)));

  @Test
  void isTheSumOfWhatWasDoneAndHalvesWithTheHalfLife() {
    CustomerMemory memory = after(ANNA.views(SHOES, NOON), ANNA.adds(SHOES, NOON));
    assertThat(score(memory, NOON)).isEqualTo(12);
    assertThat(score(memory, NOON.plus(Duration.ofDays(7)))).isEqualTo(6);
    assertThat(score(memory, NOON.plus(Duration.ofDays(14)))).isEqualTo(3);
    assertThat(score(memory, NOON.plus(Duration.ofDays(365)))).isZero();
  }

  @Test
  void isNeitherMoreThanTheMostNorLessThanNothing() {
    Deed[] many = new Deed[6];
    for (int i = 0; i < many.length; i++) {
      many[i] = ANNA.adds(SHOES, NOON.plusSeconds(i));
    }
    assertThat(score(after(many), NOON)).isEqualTo(50);
    assertThat(score(after(ANNA.orders(NOON, SHOES)), NOON)).isZero();
  }

  @Test
  void isOfBothWhenTwoComeTogether() {
    CustomerMemory one = after(ANNA.adds(SHOES, NOON));
    CustomerMemory other = after(ANNA.views(SHOES, NOON.minus(Duration.ofDays(7))));
    assertThat(score(one.merge(other), NOON)).isEqualTo(11);
    assertThat(score(other.merge(one), NOON)).isEqualTo(11);
  }

  @Test
  void countsEachDeedThatTheLibraryMayNameByThatName() {
    Deed[] all = {
      ANNA.views(SHOES, NOON),
      ANNA.wishes(SHOES, NOON),
      ANNA.adds(SHOES, NOON),
      ANNA.checksOut(NOON, null),
      ANNA.orders(NOON, SHOES),
      ANNA.returns(NOON, new Money(100, "EUR")),
      ANNA.writes("talk", "Well?", NOON),
      ANNA.asksToBeCalled(NOON)
    };
    assertThat(after(all).deeds().days().entries())
        .extracting(entry -> entry.name())
        .containsExactlyInAnyOrderElementsOf(ScoreSettings.DEEDS);
  }

  private static long score(CustomerMemory memory, Instant now) {
    return STANDARDS.leadScore(memory.deeds(), now);
  }

  private static CustomerMemory after(Deed... deeds) {
    CustomerMemory memory = CustomerMemory.EMPTY;
    for (Deed deed : List.of(deeds)) {
      memory = memory.apply(deed.event());
    }
    return memory;
  }
}
