package io.rtoto.jobs.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

final class EngagementMetricsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final Map<String, Counter> counters = new TreeMap<>();
  private final Map<String, Gauge<?>> gauges = new TreeMap<>();
  private final Map<String, Histogram> histograms = new TreeMap<>();
  private final EngagementMetrics metrics =
      new EngagementMetrics(new Recorder(""), () -> 0, () -> 0, () -> 0);

  /** Keeps counters, gauges and histograms by their names, behind their label. */
  private final class Recorder extends UnregisteredMetricsGroup {
    private final String label;

    private Recorder(String label) {
      this.label = label;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Recorder(key + "=" + value + " ");
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(label + name, each -> new SimpleCounter());
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
      histograms.put(label + name, histogram);
      return histogram;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(label + name, gauge);
      return gauge;
    }
  }

  @Test
  void countsWhatEachRuleProposedAndWhatOfItWasDecided() {
    metrics.count(decision(considered("a", "chosen"), considered("b", "outranked")));
    metrics.count(notMade(considered("b", "capped")));
    assertThat(told())
        .containsEntry("rule=a ruleProposals", 1L)
        .containsEntry("rule=a ruleDecisions", 1L)
        .containsEntry("rule=b ruleProposals", 2L)
        .containsEntry("rule=b ruleFailures", 0L)
        .doesNotContainKey("rule=b ruleDecisions");
  }

  @Test
  void tellsByMomentHowLongAskingTheRulesTakes() {
    metrics.asked("CartAbandoned", 100);
    metrics.asked("ProductViewed", 7);
    metrics.asked("CartAbandoned", 300);
    assertThat(histograms).hasSize(4);
    assertThat(histograms.get("moment=CartAbandoned rulesAskedMicros"))
        .extracting(Histogram::getCount, one -> one.getStatistics().getMax())
        .containsExactly(2L, 300L);
    assertThat(histograms.get("moment=ProductViewed rulesAskedMicros"))
        .extracting(Histogram::getCount)
        .isEqualTo(1L);
  }

  /** What comes late tells of a time before: it fired last when it did. */
  @Test
  void tellsWhenEachRuleFiredLastWhateverBecameOfIt() {
    metrics.count(decision(considered("a", "chosen"), considered("b", "outranked")));
    metrics.count(notMade(NOON.plusSeconds(60), considered("b", "capped")));
    metrics.count(notMade(NOON.minusSeconds(60), considered("b", "capped")));
    assertThat(gauges.get("rule=a ruleLastFired"))
        .extracting(Gauge::getValue)
        .isEqualTo(NOON.getEpochSecond());
    assertThat(gauges.get("rule=b ruleLastFired"))
        .extracting(Gauge::getValue)
        .isEqualTo(NOON.getEpochSecond() + 60);
  }

  @Test
  void tellsOfTheRulesBeyondTheFirstTwoHundredTogetherWhenOneFiredLast() {
    for (int i = 0; i < 203; i++) {
      metrics.count(notMade(NOON.plusSeconds(i), considered("rule" + i, "capped")));
    }
    assertThat(gauges).doesNotContainKey("rule=rule200 ruleLastFired");
    assertThat(gauges.get("rule=other ruleLastFired"))
        .extracting(Gauge::getValue)
        .isEqualTo(NOON.getEpochSecond() + 202);
  }

  @Test
  void countsTheRulesBeyondTheFirstTwoHundredTogether() {
    for (int i = 0; i < 203; i++) {
      metrics.count(
          new RuleFailed("rule" + i, "v1", "CartAbandoned", "anna", "e" + i, NOON, "threw"));
    }
    assertThat(told())
        .containsEntry("rule=other ruleFailures", 3L)
        .containsEntry("rule=rule199 ruleFailures", 1L)
        .doesNotContainKey("rule=rule200 ruleFailures");
  }

  private Map<String, Long> told() {
    Map<String, Long> told = new TreeMap<>();
    counters.forEach((name, counter) -> told.put(name, counter.getCount()));
    return told;
  }

  private static Considered considered(String rule, String outcome) {
    return new Considered(rule, "gift", 10, 10, outcome, null, null, null);
  }

  private static Decision decision(Considered... considered) {
    return new Decision(
        "d1",
        DecisionKind.OFFER,
        "anna",
        "CartAbandoned",
        "e1",
        "page",
        considered[0].rule(),
        "v1",
        NOON,
        null,
        "gift",
        null,
        List.of(),
        Map.of(),
        List.of(considered));
  }

  private static DecisionNotMade notMade(Considered... considered) {
    return notMade(NOON, considered);
  }

  private static DecisionNotMade notMade(Instant at, Considered... considered) {
    return new DecisionNotMade(
        "d2",
        "CartAbandoned",
        "anna",
        "e1",
        "page",
        "v1",
        null,
        at,
        0,
        Map.of(),
        List.of(considered),
        null);
  }
}
