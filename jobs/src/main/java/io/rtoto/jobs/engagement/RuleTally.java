package io.rtoto.jobs.engagement;

import io.rtoto.jobs.telemetry.Stopwatch;
import io.rtoto.rules.Verdict;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import java.time.Instant;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with the rules in force. Counts since they came into force or the subtask was
 * started; a restart forgets it, for it decides nothing.
 */
final class RuleTally {
  private final AskingTimes times = new AskingTimes();
  private final ObjLongConsumer<String> metric;
  private @Nullable Instant since;
  private long moments;
  private long failures;
  private long offers;
  private long evaluationMicros;
  private long shown;
  private long dismissed;

  /** Of nobody else's interest. */
  RuleTally() {
    this((moment, micros) -> {});
  }

  /**
   * A count that begins.
   *
   * @param metric hears how many microseconds it took each time to ask the rules of which moment
   */
  RuleTally(ObjLongConsumer<String> metric) {
    this.metric = metric;
  }

  /** Asks the rules of that moment, and counts what it took. */
  Verdict asked(String moment, Supplier<Verdict> rules) {
    Stopwatch watch = new Stopwatch();
    Verdict verdict = rules.get();
    long micros = watch.micros();
    evaluationMicros += micros;
    times.took(moment, micros);
    metric.accept(moment, micros);
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
    // A strip is shown with every page: among them, nobody would see that offers are dismissed.
    if (event instanceof OfferOutcomeReported reported && reported.tellsOfAnOffer()) {
      shown += reported.outcome() == OfferOutcome.SHOWN ? 1 : 0;
      dismissed += reported.outcome() == OfferOutcome.DISMISSED ? 1 : 0;
    }
  }

  /**
   * What was counted.
   *
   * @param since since when
   * @param moments as in {@link io.rtoto.schemas.rulebundles.RuleReport}, and so are the others
   */
  record Counts(
      Instant since,
      long moments,
      long failures,
      long offers,
      long evaluationMicros,
      long shown,
      long dismissed,
      List<Asking> asked) {}

  /** So far; it counts since it was first asked this. */
  Counts counts(Instant now) {
    Instant from = since == null ? now : since;
    since = from;
    return new Counts(
        from, moments, failures, offers, evaluationMicros, shown, dismissed, times.askings());
  }
}
