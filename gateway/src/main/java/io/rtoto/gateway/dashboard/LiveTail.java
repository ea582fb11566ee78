package io.rtoto.gateway.dashboard;

import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics that the page shows, from shortly before their end. It reads what is not
 * committed yet: a page wants to see things happen, and a transaction ends seconds later.
 */
final class LiveTail implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);
  private static final List<Topic> TOPICS =
      List.of(
          Topic.JOURNAL,
          Topic.CUSTOMERS,
          Topic.DECISIONS,
          Topic.DEAD_LETTERS,
          Topic.CATALOG,
          Topic.RULES);
  private static final byte[] ACTIVE = RuleBundle.ACTIVE_KEY.getBytes(StandardCharsets.UTF_8);
  private static final Duration A_FRAME = Duration.ofMillis(250);
  private static final int BACKLOG = 200;

  private static final Messages<JournalEntry> ENTRIES = Messages.of(JournalEntry.class);
  private static final Messages<CustomerState> STATES = Messages.of(CustomerState.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final Messages<DeadLetter> DEAD_LETTERS = Messages.of(DeadLetter.class);
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);
  private static final Messages<CatalogEntry> PRODUCTS = Messages.of(CatalogEntry.class);

  private final LiveView view;
  private final Listener listener;
  private final Runnable afterEachPoll;
  // Where the partitions ended when we began to follow them.
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private LiveTail(LiveView view, Listener listener, Runnable afterEachPoll) {
    this.view = view;
    this.listener = listener;
    this.afterEachPoll = afterEachPoll;
  }

  /**
   * Begins to follow.
   *
   * @param afterEachPoll what to do several times a second, whether something came or not
   */
  static TopicFollower start(
      String bootstrapServers, LiveView view, Listener listener, Runnable afterEachPoll) {
    return TopicFollower.start(
        "live",
        "The live page",
        bootstrapServers,
        ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS,
        new LiveTail(view, listener, afterEachPoll));
  }

  @Override
  public void follow(TopicFollower follower) {
    List<TopicPartition> partitions =
        follower.partitions(TOPICS).values().stream().flatMap(List::stream).toList();
    if (partitions.isEmpty()) {
      // The topics are not made yet.
      afterEachPoll.run();
      return;
    }
    KafkaConsumer<byte[], byte[]> consumer = follower.consumer();
    if (ends.isEmpty()) {
      consumer.assign(partitions);
      ends.putAll(consumer.endOffsets(partitions));
      ends.forEach((partition, end) -> consumer.seek(partition, startOf(partition, end)));
    }
    follower.takeEach(A_FRAME, this::take, afterEachPoll);
  }

  private static long startOf(TopicPartition partition, long end) {
    // Of the catalogue, all of it: a product keeps its name for as long as it is sold.
    return partition.topic().equals(Topic.CATALOG.topicName()) ? 0 : Math.max(0, end - BACKLOG);
  }

  private void gone(Topic topic, String key) {
    if (topic == Topic.CATALOG) {
      view.notSoldAnyMore(key);
    } else if (topic == Topic.CUSTOMERS) {
      view.erased(key);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    byte[] value = message.value();
    if (value == null) {
      if (message.key() != null) {
        gone(Topic.named(message.topic()), new String(message.key(), StandardCharsets.UTF_8));
      }
      return;
    }
    TopicPartition partition = new TopicPartition(message.topic(), message.partition());
    boolean counts = message.offset() >= ends.getOrDefault(partition, 0L);
    try {
      switch (Topic.named(message.topic())) {
        case JOURNAL -> {
          JournalEntry entry = ENTRIES.read(value);
          view.journal(entry, counts);
          listener.journal(entry);
        }
        case CUSTOMERS -> view.customer(STATES.read(value));
        case DECISIONS -> view.decision(DECISIONS.read(value), counts);
        case RULES -> {
          // Under another key a bundle is not in force: the job refuses it.
          if (Arrays.equals(ACTIVE, message.key())) {
            view.rules(BUNDLES.read(value));
          }
        }
        case CATALOG -> view.catalog(PRODUCTS.read(value));
        case DEAD_LETTERS -> {
          DeadLetter letter = DEAD_LETTERS.read(value);
          view.deadLetter(letter, counts);
          listener.deadLetter(letter);
        }
        default -> throw new IllegalStateException("The page follows no " + message.topic() + ".");
      }
    } catch (IOException | RuntimeException e) {
      // Also a message that lacks what must be there: none may end the thread.
      LOG.warn(
          "The live page passes over {} at offset {}: it holds none of our messages ({}).",
          partition,
          message.offset(),
          e.getClass().getSimpleName());
    }
  }
}
