package io.rtoto.schemas.rulebundles;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
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
 * @param asked what it took to ask the rules, by moment; empty where they were not asked
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
    String rehearsalRefusal,
    List<Asking> asked) {
  /** Older ones tell nothing of a rehearsal that was refused, nor of single moments. */
  public RuleReport {
    rehearsalRefusal = requireNonNullElse(rehearsalRefusal, "");
    asked = requireNonNullElse(asked, List.of());
    asked.forEach(one -> requireNonNull(one, "A report tells of a moment what it took."));
  }

  /**
   * Those of the job that told last, in the order of its subtasks: others are of one that ran
   * before.
   *
   * @param newest the newest of each subtask
   */
  public static List<RuleReport> ofTheLastJob(Collection<RuleReport> newest) {
    int parallelism =
        newest.stream()
            .max(Comparator.comparing(RuleReport::at))
            .map(RuleReport::parallelism)
            .orElse(0);
    return newest.stream()
        .filter(one -> one.subtask() < parallelism && one.parallelism() == parallelism)
        .sorted(Comparator.comparingInt(RuleReport::subtask))
        .toList();
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
   * What it took to ask the rules of a moment, all of them together.
   *
   * @param moment its name
   * @param times so often they were asked
   * @param micros so many microseconds that took in all
   * @param took how often it took how long, the shortest first
   */
  public record Asking(String moment, long times, long micros, List<Took> took) {
    /** Refuses what tells of no moment, or not how long it took. */
    public Asking {
      requireNonNull(moment, "Asking tells of a moment.");
      took.forEach(one -> requireNonNull(one, "Asking tells how often it took how long."));
    }

    /**
     * So often it took so long.
     *
     * @param within so many microseconds at most, and more than those before
     * @param times so often
     */
    public record Took(long within, long times) {}

    /** Both together, of the same moment. */
    public Asking plus(Asking other) {
      NavigableMap<Long, Long> both = new TreeMap<>();
      took.forEach(one -> both.merge(one.within(), one.times(), Long::sum));
      other.took.forEach(one -> both.merge(one.within(), one.times(), Long::sum));
      return new Asking(
          moment,
          times + other.times,
          micros + other.micros,
          both.entrySet().stream().map(one -> new Took(one.getKey(), one.getValue())).toList());
    }

    /** How long it took on average, in microseconds. */
    public double averageMicros() {
      return times == 0 ? 0 : (double) micros / times;
    }

    /**
     * How long it took at most in a share of all times, in microseconds: too long by a quarter at
     * most, for times are told in steps.
     *
     * @param share from 0 to 1
     */
    public long microsWithin(double share) {
      double so = share * times;
      long within = 0;
      for (Took one : took) {
        if (so <= 0) {
          break;
        }
        so -= one.times();
        within = one.within();
      }
      return within;
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
