package io.rtoto.gateway.dashboard;

import static java.util.stream.Collectors.toMap;

import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.scorecards.Scorecard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what is measured: scorecards and what subtasks tell of their rules from the beginning,
 * for there is one of each rule and subtask, and figures of the last day, for a minute is never
 * forgotten there.
 */
final class MeasuredTail implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(MeasuredTail.class);
  private static final List<Topic> TOPICS =
      List.of(Topic.FIGURES, Topic.SCORECARDS, Topic.RULE_REPORTS);
  private static final Duration A_FRAME = Duration.ofMillis(250);
  private static final Duration A_DAY = Duration.ofMinutes(MeasuredView.MINUTES_KNOWN);

  /** Of each partition these are read whatever their time, so that a page shows what there is. */
  private static final int BACKLOG = 2_000;

  private static final Messages<Figures> FIGURES = Messages.of(Figures.class);
  private static final Messages<Scorecard> SCORECARDS = Messages.of(Scorecard.class);
  private static final Messages<RuleReport> REPORTS = Messages.of(RuleReport.class);

  private final MeasuredView view;
  private final InstantSource clock;
  private final Runnable afterEachPoll;
  private boolean placed;

  private MeasuredTail(MeasuredView view, InstantSource clock, Runnable afterEachPoll) {
    this.view = view;
    this.clock = clock;
    this.afterEachPoll = afterEachPoll;
  }

  /**
   * Begins to follow.
   *
   * @param afterEachPoll what to do several times a second, whether something came or not
   */
  static TopicFollower start(
      String bootstrapServers, MeasuredView view, InstantSource clock, Runnable afterEachPoll) {
    return TopicFollower.start(
        "measured",
        "The page of figures",
        bootstrapServers,
        ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS,
        new MeasuredTail(view, clock, afterEachPoll));
  }

  @Override
  public void follow(TopicFollower follower) {
    Map<Topic, List<TopicPartition>> partitions = follower.partitions(TOPICS);
    if (partitions.isEmpty()) {
      // The topics are not made yet.
      afterEachPoll.run();
      return;
    }
    KafkaConsumer<byte[], byte[]> consumer = follower.consumer();
    if (!placed) {
      consumer.assign(partitions.values().stream().flatMap(List::stream).toList());
      consumer.seekToBeginning(partitions.getOrDefault(Topic.SCORECARDS, List.of()));
      consumer.seekToBeginning(partitions.getOrDefault(Topic.RULE_REPORTS, List.of()));
      seekToADayAgo(consumer, partitions.getOrDefault(Topic.FIGURES, List.of()));
      placed = true;
    }
    follower.takeEach(A_FRAME, this::take, afterEachPoll);
  }

  private void seekToADayAgo(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    long since = clock.instant().minus(A_DAY).toEpochMilli();
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(partitions.stream().collect(toMap(p -> p, p -> since)));
    consumer
        .endOffsets(partitions)
        .forEach(
            (partition, end) -> {
              OffsetAndTimestamp aDayAgo = found.get(partition);
              long backlog = Math.max(0, end - BACKLOG);
              consumer.seek(
                  partition, aDayAgo == null ? backlog : Math.min(backlog, aDayAgo.offset()));
            });
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    Topic topic = Topic.named(message.topic());
    byte[] value = message.value();
    try {
      if (value == null) {
        if (topic == Topic.SCORECARDS && message.key() != null) {
          view.noScorecard(new String(message.key(), StandardCharsets.UTF_8));
        }
        return;
      }
      switch (topic) {
        case SCORECARDS -> view.scorecard(SCORECARDS.read(value));
        case FIGURES -> view.figures(FIGURES.read(value));
        case RULE_REPORTS -> view.report(REPORTS.read(value));
        default -> throw new IllegalStateException("The page follows no " + message.topic() + ".");
      }
    } catch (IOException | RuntimeException e) {
      // Also a message that lacks what must be there: none may end the thread.
      LOG.warn(
          "The page of figures passes over {}-{} at offset {}: it holds none of our messages ({}).",
          message.topic(),
          message.partition(),
          message.offset(),
          e.getClass().getSimpleName());
    }
  }
}
