package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.rig.Deed;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.MomentArose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** In a replay nothing but the input counts: not when it comes, nor how time jumps. */
final class ReplayTest {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Instant END = NOON.plus(Duration.ofDays(2));
  private static final List<Deed> EVENTS =
      List.of(
          ANNA.adds(SHOES, NOON),
          ANNA.doesSomething(NOON.plus(IDLE)),
          ANNA.adds(BOOTS, 2, NOON.plus(IDLE).plusMillis(1)),
          ANNA.views(SHOES, NOON.plus(Duration.ofHours(2))),
          ANNA.views(SOCKS, NOON.plus(Duration.ofHours(2))),
          ANNA.orders(NOON.plus(Duration.ofHours(3)), SHOES, BOOTS),
          ANNA.adds(SOCKS, NOON.plus(Duration.ofHours(4))),
          BERT.adds(SOCKS, NOON),
          BERT.removes(SOCKS, NOON.plus(IDLE).plusSeconds(1)));

  @Test
  void takesWhatIsDueBetweenTwoEventsBetweenThem() throws Exception {
    try (Journey journey = Journey.replayUntil(END).rules(Rules.AT_LOOKS).rulesAreThere()) {
      journey.takes(EVENTS.toArray(new Deed[0]));
      assertThat(journey.journal()).hasSize(1);
      assertThat(journey.waiting()).isEqualTo(2);
      journey.inputEnds();
      assertThat(journey.moments())
          .filteredOn(moment -> moment.customerId().equals("anna"))
          .extracting(MomentArose::moment, MomentArose::at)
          .containsExactly(
              tuple("CartAbandoned", NOON.plus(IDLE)),
              tuple("CartAbandoned", NOON.plus(IDLE.multipliedBy(2)).plusMillis(1)),
              tuple("ProductViewed", NOON.plus(Duration.ofHours(2))),
              tuple("ProductViewed", NOON.plus(Duration.ofHours(2))),
              tuple("CartAbandoned", NOON.plus(Duration.ofMinutes(150))),
              tuple("CartAbandoned", NOON.plus(Duration.ofMinutes(270))));
      assertThat(journey.moments())
          .filteredOn(moment -> moment.customerId().equals("bert"))
          .extracting(MomentArose::at)
          .containsExactly(NOON.plus(IDLE));
      assertThat(journey.timers()).isZero();
      assertThat(journey.remembered()).isEqualTo(2);
      assertThat(journey.waiting()).isZero();
    }
  }

  @Test
  void givesTheSameHoweverTheInputComesAndTimeJumps() throws Exception {
    Result expected = resultOf(EVENTS, List.of());
    assertThat(expected.decisionIds()).hasSize(3);
    for (long seed = 0; seed < 8; seed++) {
      List<Deed> shuffled = new ArrayList<>(EVENTS);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(resultOf(shuffled, List.of())).isEqualTo(expected);
    }
    List<Instant> steps = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      steps.add(NOON.plus(Duration.ofMinutes(5L * i)).plusMillis(i));
    }
    assertThat(resultOf(EVENTS, steps)).isEqualTo(expected);
  }

  @Test
  void takesAThousandEventsOfOneInstantInTheOrderOfTheirIds() throws Exception {
    List<Deed> events = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      events.add(ANNA.views(product("p%03d".formatted(i), null, 100), NOON));
    }
    Collections.shuffle(events, new Random(1));
    try (Journey journey = Journey.replayUntil(END).rulesAreThere()) {
      journey.takes(events.toArray(new Deed[0])).inputEnds();
      assertThat(journey.journal())
          .filteredOn(EventApplied.class::isInstance)
          .extracting(entry -> ((EventApplied) entry).event().occurrence().messageId())
          .hasSize(1_000)
          .isSorted();
      assertThat(journey.waiting()).isZero();
    }
  }

  @Test
  void doesNotLetTimePassBeyondTheEnd() throws Exception {
    Instant deadline = NOON.plus(IDLE);
    try (Journey journey =
        Journey.replayUntil(deadline.minusMillis(1)).rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON)).inputEnds();
      assertThat(journey.moments()).isEmpty();
    }
    try (Journey journey = Journey.replayUntil(deadline).rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(ANNA.adds(SHOES, NOON)).inputEnds();
      assertThat(journey.moments()).hasSize(1);
    }
  }

  @Test
  void appliesEventsBeyondTheEndButNoticesNoAbsenceThere() throws Exception {
    try (Journey journey = Journey.replayUntil(NOON).rules(Rules.MUGS).rulesAreThere()) {
      journey
          .takes(ANNA.adds(SHOES, NOON), ANNA.doesSomething(NOON.plus(Duration.ofHours(1))))
          .inputEnds();
      assertThat(journey.moments()).isEmpty();
      assertThat(journey.customers()).last().extracting(CustomerSnapshot::events).isEqualTo(2L);
    }
  }

  @Test
  void waitsForTheRulesBeforeItDecides() throws Exception {
    try (Journey journey = Journey.replayUntil(END)) {
      journey.takes(ANNA.adds(SHOES, NOON)).inputEnds();
      assertThat(journey.moments()).isEmpty();
      journey.rules(Rules.MUGS).rulesAreThere();
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
    }
  }

  @Test
  void keepsWhatItHoldsBackOverARestart() throws Exception {
    OperatorSubtaskState kept;
    try (Journey journey = Journey.replayUntil(END).rules(Rules.MUGS)) {
      kept = journey.takes(ANNA.adds(SHOES, NOON)).keep();
      assertThat(journey.customers()).isEmpty();
    }
    try (Journey journey = Journey.resumedReplay(END, kept).rulesAreThere()) {
      journey.inputEnds();
      assertThat(journey.customers()).hasSize(2);
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("mug");
    }
  }

  private record Result(Set<String> decisionIds, Set<CustomerSnapshot> lastOfEach) {}

  private static Result resultOf(List<Deed> events, List<Instant> steps) throws Exception {
    try (Journey journey = Journey.replayUntil(END).rules(Rules.MUGS).rulesAreThere()) {
      journey.takes(events.toArray(new Deed[0]));
      for (Instant step : steps) {
        journey.timeReaches(step);
      }
      journey.inputEnds();
      Set<String> ids = new HashSet<>();
      journey.decisions().forEach(decision -> ids.add(decision.decisionId()));
      Set<CustomerSnapshot> last = new HashSet<>();
      for (String customer : List.of("anna", "bert")) {
        journey.customers().stream()
            .filter(snapshot -> snapshot.customerId().equals(customer))
            .reduce((earlier, later) -> later)
            .ifPresent(last::add);
      }
      return new Result(ids, last);
    }
  }
}
