package io.rtoto.jobs.engagement;

import io.rtoto.rules.Verdict;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the rules of one version failed lately, by their ids. Remembers of each its last failures in
 * event time, as many as it may have within a minute.
 */
final class RecentFailures {
  private static final int TOO_MANY = 3;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final Map<String, List<Instant>> byRule = new HashMap<>();

  /**
   * Takes note of a failure.
   *
   * @return whether it is one too many: the third within a minute, or one without end, which does
   *     not end the next time either
   */
  boolean isTooMuch(RuleFailed failed) {
    if (failed.error().equals(Verdict.Failure.WITHOUT_END)) {
      return true;
    }
    List<Instant> recent = byRule.computeIfAbsent(failed.rule(), rule -> new ArrayList<>());
    recent.add(failed.at());
    recent.sort(null);
    while (recent.size() > TOO_MANY) {
      recent.remove(0);
    }
    return recent.size() == TOO_MANY
        && !recent.get(0).plus(WITHIN).isBefore(recent.get(TOO_MANY - 1));
  }
}
