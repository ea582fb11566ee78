package io.rtoto.gateway.push;

import static java.util.stream.Collectors.toMap;

import io.rtoto.gateway.topics.TopicFollower;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.SegmentReader;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.OfferOutcomeReported;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.naming.Pseudonyms;
import io.vertx.core.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for all sessions what is decided, what becomes of it, and who is who. First it reads back:
 * who is who from the beginning, decisions and what became of them as far as an offer can still be
 * open. Then it follows.
 *
 * <p>It reads what is not committed yet: who is who is told in transactions that end seconds later,
 * and what an aborted one told is told again.
 */
final class OfferTail implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(OfferTail.class);

  /**
   * An order in which nothing is read before what it needs: of decisions the products, and whose
   * they are; of what became of them the decisions.
   */
  private static final List<Topic> IN_TURN =
      List.of(
          Topic.CATALOG, Topic.IDENTITIES, Topic.CUSTOMERS, Topic.DECISIONS, Topic.INTERACTIONS);

  /** An offer is valid for a day; the rest is for clocks that differ, and for telling its end. */
  private static final Duration REACH = Duration.ofHours(26);

  private static final Duration POLL = Duration.ofMillis(250);

  /** A visitor waits for what is decided. */
  private static final int WAITS_MILLIS = 100;

  /** The event loop has others to serve in between. */
  private static final int CHANGES_AT_ONCE = 500;

  private static final Messages<CatalogEntry> PRODUCTS = Messages.of(CatalogEntry.class);
  private static final Messages<Identity> IDENTITIES = Messages.of(Identity.class);
  private static final Messages<CustomerTold> CUSTOMERS = Messages.of(CustomerTold.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  /** What it refuses the job sets aside, at the latest; neither time nor currency matters here. */
  private static final SegmentReader CALLS = new SegmentReader(Instant.MAX, "USD");

  private static final Set<OfferOutcome> SEEN =
      Set.of(OfferOutcome.SHOWN, OfferOutcome.CLICKED, OfferOutcome.DISMISSED);

  /**
   * What says of a customer's state who is who.
   *
   * @param replacedBy null in a snapshot
   * @param identifiers strongest first; null where the customer was replaced
   */
  private record CustomerTold(
      String customerId, @Nullable String replacedBy, @Nullable List<Identifier> identifiers) {}

  private final Hub hub;
  private final Pseudonyms pseudonyms;
  private final Context loop;
  private final InstantSource clock;
  private boolean readBack;

  private OfferTail(Hub hub, Pseudonyms pseudonyms, Context loop, InstantSource clock) {
    this.hub = hub;
    this.pseudonyms = pseudonyms;
    this.loop = loop;
    this.clock = clock;
  }

  /** Begins to read, and tells the hub, on its event loop. */
  static TopicFollower start(
      String bootstrapServers, Hub hub, Pseudonyms pseudonyms, Context loop, InstantSource clock) {
    return TopicFollower.start(
        "offers",
        "What is offered",
        bootstrapServers,
        WAITS_MILLIS,
        new OfferTail(hub, pseudonyms, loop, clock));
  }

  @Override
  public void follow(TopicFollower follower) throws InterruptedException {
    if (!readBack && !readBack(follower)) {
      // The topics are not made yet.
      return;
    }
    while (!follower.isStopping()) {
      pollOnce(follower);
    }
  }

  /** Whether the topics were there to be read. */
  private boolean readBack(TopicFollower follower) throws InterruptedException {
    Map<Topic, List<TopicPartition>> partitions = follower.partitions(IN_TURN);
    if (partitions.isEmpty()) {
      return false;
    }
    KafkaConsumer<byte[], byte[]> consumer = follower.consumer();
    Instant begun = clock.instant();
    Map<TopicPartition, Long> next = new HashMap<>();
    for (Topic topic : IN_TURN) {
      List<TopicPartition> own = partitions.getOrDefault(topic, List.of());
      readToEnd(follower, topic, own);
      own.forEach(one -> next.put(one, consumer.position(one)));
    }
    consumer.assign(next.keySet());
    next.forEach(consumer::seek);
    hand(follower, List.of(hub::caughtUp));
    readBack = true;
    LOG.info(
        "What is offered to whom was read back in {}.", Duration.between(begun, clock.instant()));
    return true;
  }

  private void readToEnd(TopicFollower follower, Topic topic, List<TopicPartition> partitions)
      throws InterruptedException {
    KafkaConsumer<byte[], byte[]> consumer = follower.consumer();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> begins = begins(consumer, topic, partitions, ends);
    begins.forEach(consumer::seek);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (follower.isStopping()) {
        throw new WakeupException();
      }
      pollOnce(follower);
    }
    if (topic == Topic.DECISIONS) {
      // Also where nothing of it is open: what pages tell of their position is held against it.
      hand(
          follower,
          ends.entrySet().stream()
              .<Runnable>map(end -> () -> hub.passed(end.getKey().partition(), end.getValue() - 1))
              .toList());
    }
  }

  private Map<TopicPartition, Long> begins(
      KafkaConsumer<byte[], byte[]> consumer,
      Topic topic,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    if (topic != Topic.DECISIONS && topic != Topic.INTERACTIONS) {
      return consumer.beginningOffsets(partitions);
    }
    long from = clock.instant().minus(REACH).toEpochMilli();
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found =
        consumer.offsetsForTimes(partitions.stream().collect(toMap(one -> one, one -> from)));
    Map<TopicPartition, Long> begins = new HashMap<>(ends);
    found.forEach(
        (partition, first) -> {
          if (first != null) {
            begins.put(partition, first.offset());
          }
        });
    return begins;
  }

  private void pollOnce(TopicFollower follower) throws InterruptedException {
    List<Runnable> changes = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : follower.consumer().poll(POLL)) {
      Runnable change = changeOf(message);
      if (change != null) {
        changes.add(change);
      }
      if (changes.size() == CHANGES_AT_ONCE) {
        hand(follower, changes);
        changes = new ArrayList<>();
      }
    }
    if (!changes.isEmpty()) {
      hand(follower, changes);
    }
  }

  /** Gives changes to the event loop, and waits until it has taken them: so few wait for it. */
  private void hand(TopicFollower follower, List<Runnable> changes) throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    loop.runOnContext(
        on -> {
          changes.forEach(OfferTail::make);
          taken.countDown();
        });
    while (!taken.await(1, TimeUnit.SECONDS)) {
      if (follower.isStopping()) {
        throw new WakeupException();
      }
    }
  }

  private static void make(Runnable change) {
    try {
      change.run();
    } catch (RuntimeException e) {
      // Those that come with it are to be made all the same.
      LOG.error("A change of what is offered to whom could not be made.", e);
    }
  }

  private @Nullable Runnable changeOf(ConsumerRecord<byte[], byte[]> message) {
    try {
      return switch (Topic.named(message.topic())) {
        case CATALOG -> product(message);
        case IDENTITIES -> identity(message);
        case CUSTOMERS -> customer(message);
        case DECISIONS -> decision(message);
        case INTERACTIONS -> outcome(message);
        default -> throw new IllegalStateException("Offers need no " + message.topic() + ".");
      };
    } catch (IOException | RuntimeException e) {
      // Also a message that lacks what must be there: none may end the thread.
      LOG.warn(
          "Offers pass over {}-{} at offset {}: it holds none of our messages ({}).",
          message.topic(),
          message.partition(),
          message.offset(),
          e.getClass().getSimpleName());
      return null;
    }
  }

  private @Nullable Runnable product(ConsumerRecord<byte[], byte[]> message) throws IOException {
    String key = keyOf(message);
    if (message.value() == null) {
      return key == null ? null : () -> hub.notSoldAnyMore(key);
    }
    CatalogEntry entry = PRODUCTS.read(message.value());
    return () -> hub.sold(entry);
  }

  private @Nullable Runnable identity(ConsumerRecord<byte[], byte[]> message) throws IOException {
    String key = keyOf(message);
    if (key == null || !Customers.areAskedFor(key)) {
      return null;
    }
    if (message.value() == null) {
      String hash = key.substring(key.indexOf(':') + 1);
      return () -> hub.alone(hash);
    }
    Identity identity = IDENTITIES.read(message.value());
    return () -> hub.identified(identity);
  }

  private @Nullable Runnable customer(ConsumerRecord<byte[], byte[]> message) throws IOException {
    if (message.value() == null) {
      String key = keyOf(message);
      Instant at = Instant.ofEpochMilli(message.timestamp());
      return key == null ? null : () -> hub.gone(key, at);
    }
    CustomerTold told = CUSTOMERS.read(message.value());
    String by = told.replacedBy();
    List<Identifier> identifiers = told.identifiers();
    if (by != null) {
      return () -> hub.replaced(told.customerId(), by);
    }
    if (identifiers == null || identifiers.isEmpty()) {
      return null;
    }
    Identifier best = identifiers.get(0).toBeKept();
    return () -> hub.known(told.customerId(), best);
  }

  private @Nullable Runnable decision(ConsumerRecord<byte[], byte[]> message) throws IOException {
    if (message.value() == null) {
      return null;
    }
    Decision decision = DECISIONS.read(message.value());
    Instant writtenAt = Instant.ofEpochMilli(message.timestamp());
    return () -> hub.decided(decision, message.partition(), message.offset(), writtenAt);
  }

  /** Nothing of a tick, nor of what the job sets aside: there the offer is still open. */
  private @Nullable Runnable outcome(ConsumerRecord<byte[], byte[]> message) {
    if (!(CALLS.read(Topic.INTERACTIONS, message.value()) instanceof SegmentReader.Sound call)
        || !(call.event() instanceof OfferOutcomeReported told)) {
      return null;
    }
    String device = SEEN.contains(told.outcome()) ? deviceOf(call.names()) : null;
    return () -> hub.ended(told.decisionId(), device);
  }

  private @Nullable String deviceOf(List<Name> names) {
    for (Name name : names) {
      if (name.type().equals(IdentifierType.ANONYMOUS_ID)) {
        return name.isHashed()
            ? name.value()
            : pseudonyms.identifier(name.type(), name.value()).hash();
      }
    }
    return null;
  }

  private static @Nullable String keyOf(ConsumerRecord<byte[], byte[]> message) {
    return message.key() == null ? null : new String(message.key(), StandardCharsets.UTF_8);
  }
}
