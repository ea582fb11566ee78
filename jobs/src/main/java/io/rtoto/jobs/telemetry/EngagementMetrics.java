package io.rtoto.jobs.telemetry;

import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What engagement tells of itself: events, moments by name, how long asking the rules of each
 * takes, proposals, decisions and failures by rule, when each rule fired last, how many rules are
 * suspended for their failures, whether rules do not load, how late absences are noticed and looks
 * are answered, which orders no tier counts, what is not recommended, and how many products
 * everybody has to know to be sold out.
 */
public final class EngagementMetrics {
  /** Counts the events that have come to their customers. */
  public static final String EVENTS = "eventsArrived";

  /** Rule ids come with every bundle: beyond so many, they are counted under one label. */
  private static final int MOST_RULES = 200;

  private static final int DELAYS_KEPT = 1000;

  private final MetricGroup group;
  private final Map<String, Counter> moments = new HashMap<>();
  private final Map<String, Counter> failures = new HashMap<>();
  private final Map<String, Counter> proposals = new HashMap<>();
  private final Map<String, Counter> decisions = new HashMap<>();
  private final Map<String, LastFired> lastFired = new HashMap<>();
  private final Map<String, Counter> leftOut = new HashMap<>();
  private final Map<String, Counter> rehearsed = new HashMap<>();
  private final Map<String, Histogram> asked = new HashMap<>();
  private final Histogram firingDelay;
  private final Histogram answerDelay;
  private final Counter events;
  private final Counter answersTooLate;
  private final Counter ordersOfNoTier;

  /** When a rule proposed something last, in epoch seconds of event time; who reports asks it. */
  private static final class LastFired implements Gauge<Long> {
    private volatile long seconds = Long.MIN_VALUE;

    private void at(Instant time) {
      seconds = Math.max(seconds, time.getEpochSecond());
    }

    @Override
    public Long getValue() {
      return seconds;
    }
  }

  /**
   * In that group.
   *
   * @param soldOut how many products are sold out
   * @param suspended how many rules are not heard because they failed too often
   * @param refused how many versions of the rules should decide, or be rehearsed, and do not load
   */
  public EngagementMetrics(
      MetricGroup group, IntSupplier soldOut, IntSupplier suspended, IntSupplier refused) {
    this.group = group;
    this.events = group.counter(EVENTS);
    group.gauge("productsSoldOut", (Gauge<Integer>) soldOut::getAsInt);
    group.gauge("rulesSuspended", (Gauge<Integer>) suspended::getAsInt);
    group.gauge("rulesRefused", (Gauge<Integer>) refused::getAsInt);
    this.answersTooLate = group.counter("answersTooLate");
    this.ordersOfNoTier = group.counter("ordersInAnotherCurrency");
    this.firingDelay =
        group.histogram("absenceDelayMillis", new DescriptiveStatisticsHistogram(DELAYS_KEPT));
    this.answerDelay =
        group.histogram("answerDelayMillis", new DescriptiveStatisticsHistogram(DELAYS_KEPT));
  }

  /** Counts what it is. */
  public void count(JournalEntry entry) {
    if (entry instanceof MomentArose arose) {
      moments
          .computeIfAbsent(
              arose.moment(), name -> group.addGroup("moment", name).counter("moments"))
          .inc();
    } else if (entry instanceof RuleFailed failed) {
      inc(failures, failed.rule(), "ruleFailures");
    } else if (entry instanceof DecisionNotMade notMade) {
      count(notMade.considered(), notMade.at());
    }
  }

  /** Counts what rules proposed, and whose proposal it became. */
  public void count(Decision decision) {
    inc(decisions, decision.rule(), "ruleDecisions");
    count(decision.considered(), decision.decidedAt());
  }

  private void count(List<Considered> considered, Instant at) {
    for (Considered each : considered) {
      inc(proposals, each.rule(), "ruleProposals");
      // At zero before the first: a counter that began at one would not be seen to rise.
      counter(failures, each.rule(), "ruleFailures");
      lastFired
          .computeIfAbsent(
              label(lastFired, each.rule()),
              id -> group.addGroup("rule", id).gauge("ruleLastFired", new LastFired()))
          .at(at);
    }
  }

  private void inc(Map<String, Counter> byRule, String rule, String name) {
    counter(byRule, rule, name).inc();
  }

  private Counter counter(Map<String, Counter> byRule, String rule, String name) {
    return byRule.computeIfAbsent(
        label(byRule, rule), id -> group.addGroup("rule", id).counter(name));
  }

  private static String label(Map<String, ?> byRule, String rule) {
    return byRule.containsKey(rule) || byRule.size() < MOST_RULES ? rule : "other";
  }

  /**
   * The rules of a moment were asked.
   *
   * @param moment its name: one of few
   * @param micros how many microseconds it took, of all its rules together
   */
  public void asked(String moment, long micros) {
    asked
        .computeIfAbsent(
            moment,
            name ->
                group
                    .addGroup("moment", name)
                    .histogram("rulesAskedMicros", new DescriptiveStatisticsHistogram(DELAYS_KEPT)))
        .update(micros);
  }

  /** An event has come to its customer. */
  public void arrived() {
    events.inc();
  }

  /**
   * Counts an order that comes to something in another currency than the tiers are in: to them it
   * is an order of nothing.
   *
   * @param tierCurrency of the tiers, ISO 4217
   */
  public void count(CustomerEvent event, String tierCurrency) {
    if (event instanceof OrderPlaced order
        && order.total() != null
        && !order.total().currency().equals(tierCurrency)) {
      ordersOfNoTier.inc();
    }
  }

  /**
   * So many products were not recommended.
   *
   * @param reason what stood in their way: one of few
   */
  public void leftOut(String reason, int products) {
    leftOut
        .computeIfAbsent(reason, name -> group.addGroup("reason", name).counter("productsLeftOut"))
        .inc(products);
  }

  /**
   * A rule that is rehearsed decides otherwise than those in force.
   *
   * @param rule its id
   * @param newly whether it would decide, and does not; else it does, and would not
   */
  public void rehearsed(String rule, boolean newly) {
    String label = rehearsed.size() < 2 * MOST_RULES ? rule : "other";
    String name = newly ? "rehearsedNewly" : "rehearsedNoLonger";
    rehearsed
        .computeIfAbsent(name + " " + label, any -> group.addGroup("rule", label).counter(name))
        .inc();
  }

  /**
   * What goes with a product came to who looks at it.
   *
   * @param looked when they did, in event time
   * @param now by the wall clock
   */
  public void answered(Instant looked, Instant now) {
    answerDelay.update(Duration.between(looked, now).toMillis());
  }

  /** An answer came when its customer was another already. */
  public void answeredTooLate() {
    answersTooLate.inc();
  }

  /**
   * An absence was noticed.
   *
   * @param deadline when it was due, in event time
   * @param now by the wall clock
   */
  public void noticed(Instant deadline, Instant now) {
    firingDelay.update(Duration.between(deadline, now).toMillis());
  }
}
