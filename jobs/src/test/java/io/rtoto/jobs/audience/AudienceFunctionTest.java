package io.rtoto.jobs.audience;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.Interest;
import io.rtoto.jobs.memory.Standing;
import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audiences.AudienceKind;
import io.rtoto.schemas.flow.AudienceChange;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AudienceFunctionTest {
  private static final long MINUTE = 60_000;
  private static final int HALF_LIFE_DAYS = 14;

  private KeyedOneInputStreamOperatorTestHarness<String, Interest, AudienceChange> harness;

  AudienceFunctionTest() throws Exception {
    harness = harness(false);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void tellsOfAllChangesOfAMinuteAtOnceAndThenOfNone() throws Exception {
    isDrawn("anna", 1);
    isDrawn("bert", 2);
    harness.setProcessingTime(MINUTE - 1);
    assertThat(told()).isEmpty();

    harness.setProcessingTime(MINUTE);
    assertThat(told()).hasSize(1);
    assertThat(members(told().get(0))).containsExactly("bert", "anna");

    isDrawn("anna", 1);
    harness.setProcessingTime(10 * MINUTE);
    assertThat(told()).hasSize(1);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void tellsAgainAMinuteAfterTheNextChange() throws Exception {
    isDrawn("anna", 1);
    harness.setProcessingTime(5 * MINUTE);
    isDrawn("bert", 2);
    harness.setProcessingTime(6 * MINUTE - 1);
    assertThat(told()).hasSize(1);
    harness.setProcessingTime(6 * MINUTE);
    assertThat(members(told().get(1))).containsExactly("bert", "anna");
  }

  @Test
  void tellsAtTheEndOfAReplayAndOnlyThen() throws Exception {
    harness.close();
    harness = harness(true);
    isDrawn("anna", 1);
    harness.setProcessingTime(10 * MINUTE);
    harness.processWatermark(new Watermark(10 * MINUTE));
    isDrawn("bert", 2);
    assertThat(told()).isEmpty();

    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(told()).hasSize(1);
    assertThat(members(told().get(0))).containsExactly("bert", "anna");
  }

  @Test
  void whoLeavesIsGoneAndWithTheLastOfThemTheAudience() throws Exception {
    isDrawn("anna", 1);
    harness.setProcessingTime(MINUTE);
    leaves("anna");
    harness.setProcessingTime(2 * MINUTE);

    assertThat(told()).last().isEqualTo(new AudienceChange("product:boots", null));
    assertThat(keysOf("audience")).isZero();
    assertThat(keysOf("standings")).isZero();
  }

  @Test
  void nobodyHearsOfAnAudienceThatCameAndWentWithinAMinute() throws Exception {
    isDrawn("anna", 1);
    leaves("anna");
    leaves("bert");
    harness.setProcessingTime(MINUTE);

    assertThat(told()).isEmpty();
    assertThat(keysOf("audience")).isZero();
  }

  @Test
  void whoIsHardlyDrawnToItAnyMoreLeavesButNoBuyer() throws Exception {
    int day = 0;
    int later = day + 5 * HALF_LIFE_DAYS;
    tell("anna", new Standing(0, day, null, false));
    tell("bert", new Standing(1, day + HALF_LIFE_DAYS, null, false));
    tell("dora", new Standing(0, day, null, true));
    harness.setProcessingTime(MINUTE);
    assertThat(members(told().get(0))).containsExactly("bert", "anna");

    tell("carl", new Standing(5, later, null, false));
    harness.setProcessingTime(2 * MINUTE);
    assertThat(members(told().get(1))).containsExactly("carl", "bert");
    assertThat(requireNonNull(told().get(1).audience()).buyers()).containsExactly("dora");
    assertThat(remembered()).isEqualTo(3);
  }

  @Test
  void remembersNoMoreThanItMay() throws Exception {
    int all = 3 * Ranking.MOST;
    for (int i = 0; i < all; i++) {
      isDrawn("customer" + i, i);
    }
    assertThat(remembered()).isLessThanOrEqualTo(Ranking.MOST_REMEMBERED);
    harness.setProcessingTime(MINUTE);
    assertThat(members(told().get(0)))
        .hasSize(Ranking.MOST)
        .startsWith("customer" + (all - 1))
        .endsWith("customer" + (all - Ranking.MOST));
  }

  /** How many customers there are in the state. */
  private int remembered() throws Exception {
    KeyedStateBackend<String> backend = operator().getKeyedStateBackend();
    backend.setCurrentKey("product:boots");
    int size = 0;
    for (Object unused :
        backend
            .getPartitionedState(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                new MapStateDescriptor<>("standings", Types.STRING, RecordTypes.of(Standing.class)))
            .keys()) {
      size++;
    }
    return size;
  }

  private void isDrawn(String customerId, double level) throws Exception {
    tell(customerId, new Standing(level, 7, null, false));
  }

  private void leaves(String customerId) throws Exception {
    tell(customerId, null);
  }

  private void tell(String customerId, @Nullable Standing standing) throws Exception {
    harness.processElement(
        new StreamRecord<>(new Interest(AudienceKind.PRODUCT, "boots", customerId, standing)));
  }

  private List<AudienceChange> told() {
    return harness.extractOutputValues();
  }

  private static List<String> members(AudienceChange change) {
    return requireNonNull(change.audience()).members().stream()
        .map(Audience.Member::customerId)
        .toList();
  }

  private long keysOf(String state) {
    return operator()
        .<String>getKeyedStateBackend()
        .getKeys(state, VoidNamespace.INSTANCE)
        .distinct()
        .count();
  }

  private AbstractStreamOperator<?> operator() {
    return (AbstractStreamOperator<?>) harness.getOperator();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Interest, AudienceChange> harness(
      boolean replay) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Interest, AudienceChange> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AudienceFunction(replay, Duration.ofMinutes(1))),
            Interest::audience,
            Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    return harness;
  }
}
