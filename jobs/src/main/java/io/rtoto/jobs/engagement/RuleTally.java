package io.rtoto.jobs.engagement;

import io.rtoto.jobs.telemetry.Stopwatch;
import io.rtoto.rules.Verdict;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Rehearsed;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with the rules in force. Counts since they came into force or the subtask was
 * started; a restart forgets it, for it decides nothing.
 */
final class RuleTally {
  private @Nullable Instant since;
  private long moments;
  private long failures;
  private long offers;
  private long evaluationMicros;
  private long shown;
  private long dismissed;

  /** Asks the rules, and counts what it took. */
  Verdict asked(Supplier<Verdict> rules) {
    Stopwatch watch = new Stopwatch();
    Verdict verdict = rules.get();
    evaluationMicros += watch.micros();
    moments++;
    if (!verdict.failures().isEmpty()) {
      failures++;
    }
    return verdict;
  }

  void count(Decision decision) {
    if (decision.kind() == DecisionKind.OFFER) {
      offers++;
    }
  }

  void count(CustomerEvent event) {
    if (event instanceof OfferOutcomeReported reported) {
      shown += reported.outcome() == OfferOutcome.SHOWN ? 1 : 0;
      dismissed += reported.outcome() == OfferOutcome.DISMISSED ? 1 : 0;
    }
  }

  /**
   * As it is told.
   *
   * @param subtask which tells it
   * @param parallelism of how many
   * @param rules those in force
   * @param number of their publication
   */
  RuleReport report(
      int subtask,
      int parallelism,
      Instant now,
      RulesInForce rules,
      long number,
      String refusal,
      Collection<String> suspended,
      @Nullable Rehearsed rehearsed) {
    Instant from = since == null ? now : since;
    since = from;
    return new RuleReport(
        subtask,
        parallelism,
        now,
        rules.version(),
        number,
        from,
        moments,
        failures,
        offers,
        evaluationMicros,
        shown,
        dismissed,
        refusal,
        suspended.stream().sorted().toList(),
        rehearsed);
  }
}
