package io.rtoto.cli.publishing;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the subtasks of the job told last of what they decide by. */
public final class ReportedRules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedRules.class);
  private static final Messages<RuleReport> REPORTS = Messages.of(RuleReport.class);

  /**
   * What was told before that may be of a job that is gone: one that runs tells every few seconds,
   * as long as anything happens.
   */
  private static final Duration COUNTS_FOR = Duration.ofMinutes(10);

  private final TopicReader reader;
  private final Map<Integer, List<RuleReport>> reports = new HashMap<>();

  /** What is told on that broker so far. */
  public ReportedRules(String bootstrapServers) throws IOException {
    reader = new TopicReader(bootstrapServers);
    reader.readAll(Topic.RULE_REPORTS, this::hear);
  }

  /** Hears what has been told since, and waits a moment for something to be. */
  public void listen() throws IOException {
    reader.next(this::hear);
  }

  /** The newest of each subtask of the job as it runs now; none before one told anything. */
  public List<RuleReport> newest() {
    return lately().stream().map(ReportedRules::last).toList();
  }

  /** The same without what is too old to say anything of a job that runs now. */
  public List<RuleReport> newest(Instant now) {
    Instant begin = now.minus(COUNTS_FOR);
    return newest().stream().filter(report -> !report.at().isBefore(begin)).toList();
  }

  /** That {@link #newest(Instant)} are none, as somebody is told it. */
  public static String noneTells() {
    return "No job has told in the last "
        + COUNTS_FOR.toMinutes()
        + " minutes by what it decides. Maybe none runs, or nothing happens.";
  }

  /** What each of those told in its last minutes, oldest first: {@link Vitals#WINDOW}. */
  public List<List<RuleReport>> lately() {
    List<RuleReport> newest = reports.values().stream().map(ReportedRules::last).toList();
    return RuleReport.ofTheLastJob(newest).stream()
        .map(report -> List.copyOf(reports.getOrDefault(report.subtask(), List.of())))
        .toList();
  }

  private static RuleReport last(List<RuleReport> told) {
    return told.get(told.size() - 1);
  }

  /** Whether every subtask decides by that publication. */
  public boolean allDecideBy(RuleBundle published) {
    return allTell(report -> decidesBy(report, published));
  }

  private boolean allTell(Predicate<RuleReport> what) {
    List<RuleReport> newest = newest();
    return !newest.isEmpty()
        && newest.size() == newest.get(0).parallelism()
        && newest.stream().allMatch(what);
  }

  /** Whether a subtask decides by that publication, and not by another of the same number. */
  public static boolean decidesBy(RuleReport report, RuleBundle published) {
    return report.number() == published.number() && report.version().equals(published.version());
  }

  /** Whether a subtask rehearses those rules. */
  public static boolean rehearses(RuleReport report, RuleBundle shadow) {
    return report.rehearsed() != null && report.rehearsed().version().equals(shadow.version());
  }

  /**
   * Waits until every subtask tells something.
   *
   * @return whether they did before patience ended
   */
  public boolean awaitAll(Predicate<RuleReport> what, Duration patience, InstantSource clock)
      throws IOException {
    Instant ends = clock.instant().plus(patience);
    while (!allTell(what)) {
      if (!clock.instant().isBefore(ends)) {
        return false;
      }
      listen();
    }
    return true;
  }

  private void hear(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return;
    }
    try {
      RuleReport report = REPORTS.read(message.value());
      if (report.at() == null
          || report.since() == null
          || report.version() == null
          || report.suspended() == null) {
        throw new IOException("It is JSON, but no report.");
      }
      keep(report);
    } catch (IOException e) {
      LOG.warn("Offset {} of {} holds no report.", message.offset(), message.topic());
    }
  }

  /** With the last that is older than the window: what was counted since is counted from there. */
  private void keep(RuleReport report) {
    List<RuleReport> told = reports.computeIfAbsent(report.subtask(), subtask -> new ArrayList<>());
    told.add(report);
    Instant begin = report.at().minus(Vitals.WINDOW);
    while (told.size() > 1 && !told.get(1).at().isAfter(begin)) {
      told.remove(0);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
