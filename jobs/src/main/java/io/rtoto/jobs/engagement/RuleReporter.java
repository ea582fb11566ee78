package io.rtoto.jobs.engagement;

import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.time.Instant;
import java.util.Collection;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells by which rules a subtask really decides, since when, how that goes, and why it does not
 * decide by newer ones.
 */
final class RuleReporter {
  private final int subtask;
  private final int parallelism;
  private ObjLongConsumer<String> metric = (moment, micros) -> {};
  private RuleTally tally = new RuleTally(this::took);
  private String version = "";
  private long number;
  private @Nullable Instant activeSince;
  private volatile String refusal = "";

  /** Of that subtask of so many, which has no rules yet. */
  RuleReporter(int subtask, int parallelism) {
    this.subtask = subtask;
    this.parallelism = parallelism;
  }

  /**
   * Other rules decide from now on: what is counted begins anew.
   *
   * @param since since when they do; null where nobody has kept it
   */
  void decidesBy(String version, long number, @Nullable Instant since) {
    this.version = version;
    this.number = number;
    this.activeSince = since;
    this.refusal = "";
    this.tally = new RuleTally(this::took);
  }

  /** From now on that hears how many microseconds it took to ask the rules of which moment. */
  void tellsTimesTo(ObjLongConsumer<String> metric) {
    this.metric = metric;
  }

  private void took(String moment, long micros) {
    metric.accept(moment, micros);
  }

  /** The same rules decide, and are now of another publication. */
  void isNumbered(long number) {
    this.number = number;
    this.refusal = "";
  }

  /** Newer rules, or those that were there before a restart, do not load. */
  void refused(RuleBundle bundle, String why) {
    refusal =
        bundle.number() == 0
            ? "Rules %s: %s".formatted(bundle.version(), why)
            : "Number %d, rules %s: %s".formatted(bundle.number(), bundle.version(), why);
  }

  /** Why newer rules, or those of before a restart, do not decide; any thread may ask. */
  String refusal() {
    return refusal;
  }

  /** What counts how it goes with the rules that decide. */
  RuleTally tally() {
    return tally;
  }

  RuleReport report(Instant now, Collection<String> suspended, Rehearsal rehearsal) {
    RuleTally.Counts counts = tally.counts(now);
    return new RuleReport(
        subtask,
        parallelism,
        now,
        version,
        number,
        counts.since(),
        counts.moments(),
        counts.failures(),
        counts.offers(),
        counts.evaluationMicros(),
        counts.shown(),
        counts.dismissed(),
        refusal,
        suspended.stream().sorted().toList(),
        rehearsal.report(now),
        activeSince,
        rehearsal.refusal(),
        counts.asked());
  }
}
