package io.rtoto.cli.publishing;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the subtasks of the job told last of what they decide by. */
public final class ReportedRules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedRules.class);
  private static final Messages<RuleReport> REPORTS = Messages.of(RuleReport.class);

  private final TopicReader reader;
  private final Map<Integer, RuleReport> reports = new HashMap<>();

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
    int parallelism =
        reports.values().stream()
            .max(Comparator.comparing(RuleReport::at))
            .map(RuleReport::parallelism)
            .orElse(0);
    return reports.values().stream()
        .filter(report -> report.subtask() < parallelism && report.parallelism() == parallelism)
        .sorted(Comparator.comparingInt(RuleReport::subtask))
        .toList();
  }

  /** Whether every subtask decides by the publication of that number. */
  public boolean allDecideBy(long number) {
    List<RuleReport> newest = newest();
    return !newest.isEmpty()
        && newest.size() == newest.get(0).parallelism()
        && newest.stream().allMatch(report -> report.number() == number);
  }

  /**
   * Waits until they do.
   *
   * @return whether they did before patience ended
   */
  public boolean awaitAllDecideBy(long number, Duration patience, InstantSource clock)
      throws IOException {
    Instant ends = clock.instant().plus(patience);
    while (!allDecideBy(number)) {
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
      reports.put(report.subtask(), report);
    } catch (IOException e) {
      LOG.warn("Offset {} of {} holds no report.", message.offset(), message.topic());
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
