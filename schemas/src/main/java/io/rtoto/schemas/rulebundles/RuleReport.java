package io.rtoto.schemas.rulebundles;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask of the job decides by, and how that goes. It tells so when that changes, and now
 * and then; not in a replay. Key of its topic: the subtask. Older ones may be there of subtasks
 * that are no more: those from {@code parallelism} on.
 *
 * @param subtask which, from 0
 * @param parallelism of how many
 * @param at when it told
 * @param version the version of the rules that really decide; empty when none do
 * @param number the number of their publication; 0 where it has none, or none decide
 * @param since since when it counts: when they came into force, or it was started
 * @param moments so many moments were decided since
 * @param failures at so many of them a rule failed
 * @param offers so many offers were made since
 * @param evaluationMicros so many microseconds were spent on asking the rules
 * @param shown so many offers were shown to customers since, whenever they were made
 * @param dismissed so many were dismissed
 * @param refusal why newer rules were refused and nothing changed, or those of before a restart
 *     were, and none decide; empty when none were
 * @param suspended the ids of rules that are not heard any more, for they failed too often
 * @param rehearsed what decides beside them, muted; null when nothing does
 * @param activeSince since when these rules decide there, also across restarts; null where none do,
 *     or nobody has kept it
 * @param rehearsalRefusal why what should be rehearsed is not; empty when nothing was refused
 */
public record RuleReport(
    int subtask,
    int parallelism,
    Instant at,
    String version,
    long number,
    Instant since,
    long moments,
    long failures,
    long offers,
    long evaluationMicros,
    long shown,
    long dismissed,
    String refusal,
    List<String> suspended,
    @Nullable Rehearsed rehearsed,
    @Nullable Instant activeSince,
    String rehearsalRefusal) {
  /** Older ones tell nothing of a rehearsal that was refused. */
  public RuleReport {
    rehearsalRefusal = requireNonNullElse(rehearsalRefusal, "");
  }

  /** The key of its message. */
  public String key() {
    return Integer.toString(subtask);
  }

  /**
   * What decides beside the rules in force, and in what it differs.
   *
   * @param version the version
   * @param since since when it counts
   * @param moments at so many moments it was asked
   * @param failures at so many of them a rule failed
   * @param suspended the ids of its rules that are not heard any more, for they failed too often:
   *     what it would decide by them is in no difference
   * @param differences by rule; none where it decides alike
   */
  public record Rehearsed(
      String version,
      Instant since,
      long moments,
      long failures,
      List<String> suspended,
      List<Difference> differences) {
    /** Who told before this was told names nobody. */
    public Rehearsed {
      suspended = requireNonNullElse(suspended, List.of());
    }
  }

  /**
   * In what a rule decides otherwise.
   *
   * @param rule its id
   * @param newly so often it would decide, and does not
   * @param noLonger so often it decides, and would not
   */
  public record Difference(String rule, long newly, long noLonger) {}
}
