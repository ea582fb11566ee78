package io.rtoto.jobs.measurement;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What measure remembers, and when it forgets. */
@SuppressWarnings("try") // a harness may be interrupted as it closes: so may its test
final class MeasureFunctionsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final MeasureSettings LIVE = MeasureSettings.defaults("nowhere:9092");
  private static final Instant KEPT_UNTIL = Instant.parse("2026-12-30T00:00:00Z");
  private static final Instant A_WINDOW_LATER = Instant.parse("2027-01-06T00:00:00Z");

  @Test
  void whatWasToldOfSomebodyGoesAlongWhenTheyTurnOutToBeAnotherAndComesBack() throws Exception {
    try (var harness = places()) {
      process(harness, new Word.Known("visitor", told("d1", NOON)));
      process(harness, new Word.Moved("visitor", "anna"));
      process(harness, new Word.Known("visitor", told("d2", NOON)));
      process(harness, new Word.Moved("visitor", "visitor"));

      assertThat(harness.extractOutputValues())
          .startsWith(
              new Entry("visitor", told("d1", NOON), false),
              new Entry("visitor", told("d1", NOON), true),
              new Entry("anna", told("d1", NOON), false),
              new Entry("anna", told("d2", NOON), false))
          .contains(
              new Entry("anna", told("d1", NOON), true),
              new Entry("visitor", told("d1", NOON), false),
              new Entry("anna", told("d2", NOON), true),
              new Entry("visitor", told("d2", NOON), false))
          .hasSize(8);
    }
  }

  @Test
  void whatIsErasedIsTakenBackAndCountsNeverAgain() throws Exception {
    try (var harness = places()) {
      process(harness, new Word.Known("anna", told("d1", NOON)));
      process(harness, new Word.Erased("anna", NOON));
      process(harness, new Word.Known("anna", told("d2", NOON)));
      process(harness, new Word.Known("anna", told("d3", NOON.plusMillis(1))));

      assertThat(harness.extractOutputValues())
          .containsExactly(
              new Entry("anna", told("d1", NOON), false),
              new Entry("anna", told("d1", NOON), true),
              new Entry("anna", told("d3", NOON.plusMillis(1)), false));
    }
  }

  @Test
  void whatIsToldAgainIsNoNews() throws Exception {
    try (var harness = places()) {
      process(harness, new Word.Known("anna", told("d1", NOON)));
      process(harness, new Word.Known("anna", told("d1", NOON)));

      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void placesForgetFactsWhenCorrectionsAreKeptNoLonger() throws Exception {
    try (var harness = places()) {
      process(harness, new Word.Known("anna", order(NOON)));
      harness.processWatermark(new Watermark(KEPT_UNTIL.toEpochMilli() - 1));
      assertThat(harness.numKeyedStateEntries()).isOne();

      harness.processWatermark(new Watermark(KEPT_UNTIL.toEpochMilli()));
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void thatSomebodyWasInAnArmGoesAlongAndComesBackWhenTheDecisionIsForgotten() throws Exception {
    try (var harness = places()) {
      process(harness, new Word.Known("visitor", told("d1", NOON)));
      harness.processWatermark(new Watermark(A_WINDOW_LATER.toEpochMilli()));
      process(harness, new Word.Moved("visitor", "anna"));
      process(harness, new Word.Moved("visitor", "visitor"));
      process(harness, new Word.Erased("visitor", NOON));

      Fact settled = told("d1", NOON).settled();
      assertThat(harness.extractOutputValues())
          .containsExactly(
              new Entry("visitor", told("d1", NOON), false),
              new Entry("visitor", settled, false),
              new Entry("visitor", settled, true),
              new Entry("anna", settled, false),
              new Entry("anna", settled, true),
              new Entry("visitor", settled, false),
              new Entry("visitor", settled, true));
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void placesForgetTheOldestOfWhoDoesMoreThanPeopleDo() throws Exception {
    try (var harness = places()) {
      int many = 3 * Retention.MOST_FACTS;
      for (int i = 0; i < many; i++) {
        process(harness, new Word.Known("crawler", shown("e" + i, "d" + i, NOON.plusSeconds(i))));
      }
      process(harness, new Word.Moved("crawler", "other"));

      long left = harness.extractOutputValues().stream().filter(Entry::removed).count();
      assertThat(left).isBetween(Retention.MOST_FACTS / 2L, Retention.MOST_FACTS + 3_000L);
    }
  }

  @Test
  void anAccountForgetsTheOldestOfWhoDoesMoreThanPeopleDoAndTakesNothingBack() throws Exception {
    try (var harness = accounts()) {
      process(harness, new Entry("crawler", told("d1", NOON), false));
      process(harness, new Entry("crawler", shown("e1", "d1", NOON), false));
      harness.setProcessingTime(1_000);
      assertThat(sum(harness.extractOutputValues()).of("shown")).isOne();
      for (int i = 0; i < Retention.MOST_FACTS; i++) {
        process(
            harness, new Entry("crawler", shown("s" + i, "s" + i, NOON.plusSeconds(i + 1)), false));
      }
      harness.setProcessingTime(10_000);

      assertThat(sum(harness.extractOutputValues()).of("shown")).isOne();
      // It is forgotten: that it was not shown after all is nobody's news.
      process(harness, new Entry("crawler", shown("e1", "d1", NOON), true));
      harness.setProcessingTime(20_000);
      assertThat(sum(harness.extractOutputValues()).of("shown")).isOne();
    }
  }

  @Test
  void whoCountedInAnArmBeforeTheyBecameAnotherDoesNotCountAgain() throws Exception {
    try (var harness = accounts()) {
      Fact settled = told("d0", NOON.minus(Duration.ofDays(90))).settled();
      process(harness, new Entry("anna", told("d1", NOON), false));
      harness.processWatermark(new Watermark(NOON.plus(LIVE.attributionWindow()).toEpochMilli()));
      assertThat(sum(harness.extractOutputValues()).of("treated", "900000", "customers")).isOne();

      process(harness, new Entry("anna", settled, false));
      harness.setProcessingTime(10_000);
      assertThat(sum(harness.extractOutputValues()).of("treated", "900000", "customers")).isZero();

      process(harness, new Entry("anna", settled, true));
      harness.setProcessingTime(20_000);
      assertThat(sum(harness.extractOutputValues()).of("treated", "900000", "customers")).isOne();
    }
  }

  @Test
  void anOrderThatIsKnownIsTakenBackFromWhatReachedItsCustomerThoughThatIsOld() throws Exception {
    try (var harness = accounts()) {
      process(harness, new Entry("anna", told("d1", NOON), false));
      process(harness, new Entry("anna", shown("e1", "d1", NOON), false));
      process(harness, new Entry("anna", order(NOON.plus(Duration.ofDays(6))), false));
      harness.processWatermark(new Watermark(KEPT_UNTIL.toEpochMilli()));
      assertThat(sum(harness.extractOutputValues()).of("lastTouch", "orders")).isOne();

      Fact back = new Fact.TookBack("e3", "o1", null, true, KEPT_UNTIL);
      process(harness, new Entry("anna", back, false));
      harness.setProcessingTime(10_000);

      assertThat(sum(harness.extractOutputValues()).of("lastTouch", "orders")).isZero();
      assertThat(sum(harness.extractOutputValues()).of("anyTouch", "orders")).isZero();
      // The arm stands by then.
      assertThat(sum(harness.extractOutputValues()).of("treated", "900000", "converted")).isOne();
    }
  }

  @Test
  void anAccountLeavesNothingOfWhoWasInNoArm() throws Exception {
    try (var harness = accounts()) {
      process(harness, new Entry("anna", order(NOON), false));
      harness.setProcessingTime(10_000);
      harness.processWatermark(new Watermark(KEPT_UNTIL.toEpochMilli()));

      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void anAccountTellsWhatIsNewAndTakesBackWhatIsNotSoAnyMore() throws Exception {
    try (var harness = accounts()) {
      Fact.Ordered order =
          new Fact.Ordered("e1", "o1", new Money(990, "EUR"), NOON.plusSeconds(60));
      process(harness, new Entry("anna", told("d1", NOON), false));
      process(harness, new Entry("anna", order, false));
      harness.processWatermark(new Watermark(NOON.plus(LIVE.attributionWindow()).toEpochMilli()));
      assertThat(sum(harness.extractOutputValues()).of("treated", "900000", "converted")).isOne();

      Fact.TookBack back = new Fact.TookBack("e2", "o1", null, true, NOON.plusSeconds(90));
      process(harness, new Entry("anna", back, false));
      harness.setProcessingTime(10_000);

      assertThat(sum(harness.extractOutputValues()).of("treated", "900000", "converted")).isZero();
      assertThat(sum(harness.extractOutputValues()).of("treated", "900000", "customers")).isOne();
    }
  }

  @Test
  void anAccountThatForgetsTakesNothingBack() throws Exception {
    try (var harness = accounts()) {
      process(harness, new Entry("anna", told("d1", NOON), false));
      harness.setProcessingTime(10_000);
      harness.processWatermark(new Watermark(KEPT_UNTIL.toEpochMilli() - 1));
      Counts before = sum(harness.extractOutputValues());

      harness.processWatermark(new Watermark(KEPT_UNTIL.toEpochMilli()));
      harness.processWatermark(new Watermark(A_WINDOW_LATER.toEpochMilli()));

      assertThat(sum(harness.extractOutputValues())).isEqualTo(before);
      assertThat(before.of("treated", "900000", "customers")).isOne();
      // What is left: that the customer is in the arm already.
      assertThat(harness.numKeyedStateEntries()).isOne();
    }
  }

  @Test
  void anAccountOfARestartedJobKeepsTheTimeThatItHadReached() throws Exception {
    var before = accounts();
    process(before, new Entry("anna", told("d1", NOON), false));
    before.setProcessingTime(10_000);
    before.processWatermark(new Watermark(NOON.plus(Duration.ofDays(8)).toEpochMilli()));
    var snapshot = before.snapshot(1, 1);
    assertThat(sum(before.extractOutputValues()).of("treated", "900000", "customers")).isOne();
    before.close();

    var after =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AccountFunction(LIVE)), Entry::customerId, Types.STRING);
    after.initializeState(snapshot);
    after.open();
    process(after, new Entry("anna", told("d2", NOON.plusSeconds(1)), false));
    after.setProcessingTime(20_000);

    assertThat(after.extractOutputValues()).isEmpty();
    after.close();
  }

  @Test
  void rulesAreToldHowOftenTheyWereAskedOnceItIsKnownWhichTheyAre() throws Exception {
    try (var harness = harness(new AskedFunction(LIVE), Asked::key)) {
      harness.processElement(new Asked("v1", "CartAbandoned", NOON, List.of()), 0);
      harness.setProcessingTime(10_000);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processElement(new Asked("v1", "CartAbandoned", null, List.of("a", "b")), 0);
      harness.processElement(new Asked("v1", "CartAbandoned", NOON, List.of()), 0);
      harness.setProcessingTime(20_000);

      assertThat(harness.extractOutputValues())
          .extracting(Change::key)
          .containsExactlyInAnyOrder("a|v1", "a|*", "b|v1", "b|*");
      assertThat(harness.extractOutputValues())
          .allSatisfy(change -> assertThat(change.counts().of("evaluated")).isEqualTo(2));
    }
  }

  @Test
  void whatIsWrittenTwicePassesOnceAndIsForgottenLater() throws Exception {
    try (var harness = harness(new FirstOfEachFunction(LIVE), News::id)) {
      News.Refused refused = new News.Refused("schema", "orders", 0, 7, NOON);
      harness.processElement(refused, 0);
      harness.processElement(refused, 0);
      assertThat(harness.extractOutputValues()).containsExactly(refused);

      harness.processWatermark(new Watermark(NOON.plus(Duration.ofDays(7)).toEpochMilli()));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void ofAMessageThatADecisionWasNotMadeNothingStaysWhereItWas() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new FirstOfEachFunction(LIVE)), News::id, Types.STRING)) {
      harness.setup(RecordTypes.of(News.class).createSerializer(new SerializerConfigImpl()));
      harness.open();
      DecisionNotMade notMade = notMade(NOON);
      News.Decided decided = new News.Decided(decision(NOON));
      harness.processElement(new News.Journalled(notMade), 0);
      harness.processElement(decided, 0);
      harness.processElement(new News.Journalled(notMade), 0);
      // What was held before it was decided is no other end of it.
      News.Journalled held = new News.Journalled(notMade(NOON.minusSeconds(60)));
      harness.processElement(held, 0);

      assertThat(harness.extractOutputValues())
          .containsExactly(
              new News.Journalled(notMade), new News.Overtaken(notMade), decided, held);
      harness.processWatermark(new Watermark(NOON.plus(Duration.ofDays(7)).toEpochMilli()));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  private static DecisionNotMade notMade(Instant at) {
    return new DecisionNotMade(
        "d1",
        "CartAbandoned",
        "anna",
        "e1",
        "offer",
        "v1",
        null,
        at,
        0,
        Map.of(),
        List.of(new Considered("voucher", "voucher", 1, 1, "over", null, null, null)),
        null);
  }

  private static Decision decision(Instant at) {
    return new Decision(
        "d1",
        DecisionKind.OFFER,
        "anna",
        "CartAbandoned",
        "e1",
        "offer",
        "voucher",
        "v1",
        null,
        at,
        null,
        "voucher",
        null,
        null,
        List.of(),
        Map.of(),
        List.of(new Considered("voucher", "voucher", 1, 1, "chosen", null, null, null)),
        null,
        null,
        null,
        null,
        Arm.TREATED,
        0.9);
  }

  @Test
  void nothingIsLaterThanWhatWasJustReadThoughTheWatermarkWaitsForAnIdlePartition()
      throws Exception {
    try (var harness = harness(new FiguresFunction(LIVE), Change::key)) {
      Counts one = new Counts(Map.of("views", 1L), Map.of());
      harness.setProcessingTime(NOON.plusSeconds(2).toEpochMilli());
      harness.processWatermark(new Watermark(NOON.minusSeconds(65).toEpochMilli()));
      harness.processElement(new Change(NOON.toString(), one, NOON.plusSeconds(1)), 0);
      harness.setProcessingTime(NOON.plusSeconds(4).toEpochMilli());

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              told ->
                  assertThat(requireNonNull(told.figures()).watermarkDelayMillis())
                      .isBetween(1L, 3_000L));
    }
  }

  @Test
  void figuresOfAMinuteAreToldOnceASecondAndTakenBackWhenTheyAreKeptNoLonger() throws Exception {
    try (var harness = harness(new FiguresFunction(LIVE), Change::key)) {
      String minute = NOON.toString();
      Counts one = new Counts(Map.of("views", 1L), Map.of());
      harness.processElement(new Change(minute, one, NOON), 0);
      harness.processElement(new Change(minute, one, NOON), 0);
      harness.setProcessingTime(1_000);
      assertThat(harness.extractOutputValues()).hasSize(1);
      Figures figures = requireNonNull(harness.extractOutputValues().get(0).figures());
      assertThat(figures.funnel().views()).isEqualTo(2);
      assertThat(figures.minute()).isEqualTo(NOON);

      harness.processWatermark(new Watermark(NOON.plus(Duration.ofDays(31)).toEpochMilli()));
      assertThat(harness.extractOutputValues().get(1)).isEqualTo(new FiguresChange(minute, null));
      assertThat(harness.numKeyedStateEntries()).isZero();

      harness.processElement(new Change(minute, one, NOON), 0);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  private static Counts sum(List<Change> changes) {
    Map<String, Counts> sums = new HashMap<>();
    changes.forEach(change -> sums.merge(change.key(), change.counts(), Counts::plus));
    return sums.getOrDefault("voucher|v1", Counts.NONE);
  }

  private static Fact.Told told(String id, Instant at) {
    return new Fact.Told(id, DecisionKind.OFFER, "voucher", "v1", Arm.TREATED, 900_000, at);
  }

  private static Fact shown(String eventId, String decisionId, Instant at) {
    return new Fact.CameOfIt(eventId, decisionId, OfferOutcome.SHOWN, at);
  }

  private static Fact order(Instant at) {
    return new Fact.Ordered("e2", "o1", new Money(990, "EUR"), at);
  }

  private static <I> void process(OneInputStreamOperatorTestHarness<I, ?> harness, I element)
      throws Exception {
    harness.processElement(element, 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Word, Entry> places()
      throws Exception {
    return harness(new PlaceFunction(LIVE), Word::customerId);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Entry, Change> accounts()
      throws Exception {
    return harness(new AccountFunction(LIVE), Entry::customerId);
  }

  private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> harness(
      KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(function), key, Types.STRING);
    harness.open();
    return harness;
  }
}
