package io.rtoto.gateway.dashboard;

import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import java.time.Instant;

/**
 * What it takes the job to ask the rules of a moment, all of them together and over all subtasks.
 *
 * @param bundleVersion the version of the rules
 * @param moment the moment's name
 * @param since since when that is counted
 * @param times so often they were asked
 * @param averageMicros how many microseconds that took on average
 * @param p99Micros so many microseconds it took at most in 99 of 100 times; too many by a quarter
 *     at most
 */
record AskedRules(
    String bundleVersion,
    String moment,
    Instant since,
    long times,
    double averageMicros,
    long p99Micros) {
  private static final double MOST = 0.99;

  static AskedRules of(String version, Instant since, Asking asking) {
    return new AskedRules(
        version,
        asking.moment(),
        since,
        asking.times(),
        asking.averageMicros(),
        asking.microsWithin(MOST));
  }
}
