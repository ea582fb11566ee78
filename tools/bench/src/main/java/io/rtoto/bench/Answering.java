package io.rtoto.bench;

import io.rtoto.bench.AnswerTimes.Load;
import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.Visitors.Look;
import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Visitors at a steady pace, and a look at how soon they are recommended what goes with it. */
final class Answering {
  private static final int PARTITIONS = 4;
  private static final int MANAGED_MEGABYTES = 512;
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  private final Load load;
  private final Shop shop;
  private final Visitors visitors;
  private final Occasions occasions;
  private final InstantSource clock;
  private final Progress progress;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> decisions;

  /** By what a decision tells of its look. */
  private final Map<String, Sent> open = new HashMap<>();

  /** By the first of the two. */
  private final Map<Integer, Long> taught = new HashMap<>();

  private final List<Double> answered = new ArrayList<>();
  private final List<Double> inside = new ArrayList<>();
  private final List<Double> learned = new ArrayList<>();
  private long undecided;
  private int pairs;

  /**
   * A look that is measured.
   *
   * @param due when it was to be sent, by {@code System.nanoTime}
   * @param sentAt when it was, in milliseconds since 1970
   */
  private record Sent(Look look, long due, long sentAt) {}

  private Answering(
      Load load,
      Shop shop,
      Visitors visitors,
      Occasions occasions,
      InstantSource clock,
      Progress progress,
      KafkaProducer<byte[], byte[]> producer,
      KafkaConsumer<byte[], byte[]> decisions) {
    this.load = load;
    this.shop = shop;
    this.visitors = visitors;
    this.occasions = occasions;
    this.clock = clock;
    this.progress = progress;
    this.producer = producer;
    this.decisions = decisions;
  }

  /** Runs broker, job and visitors in this process. */
  static AnswerTimes measure(Load load, Path library, InstantSource clock, Progress progress)
      throws IOException, InterruptedException {
    Visitors visitors = new Visitors(load.products(), load.looksPerSecond());
    SampleCatalog catalog = visitors.catalog(load.looks());
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        Shop shop = new Shop(kafka.bootstrapServers(), PARTITIONS);
        LocalFlink flink =
            LocalFlink.start(
                workplace.folder().resolve("flink"),
                load.parallelism(),
                MANAGED_MEGABYTES,
                JobProcess.settings(load.flink()))) {
      shop.furnish(library, catalog);
      progress.begins("Starting the job ...");
      String broker = kafka.bootstrapServers();
      LocalJob job = LocalEngage.start(flink, broker, load.parallelism(), null);
      Course.await(EventCounter::entries, catalog.products(), "entries of the catalogue", progress);
      try (KafkaProducer<byte[], byte[]> producer = shop.writer();
          KafkaConsumer<byte[], byte[]> decisions = shop.reader(Topic.DECISIONS)) {
        Occasions occasions = Occasions.by(EngageSettings.defaults(broker));
        Answering answering =
            new Answering(load, shop, visitors, occasions, clock, progress, producer, decisions);
        answering.run();
        LocalEngage.end(job);
        return answering.times();
      }
    }
  }

  private void run() throws IOException, InterruptedException {
    shop.tell(number -> event(visitors.next(number), number), load.warmUp(), progress);
    Course.await(EventCounter::events, load.warmUp(), "looks to warm up", progress);
    decisions.seekToEnd(decisions.assignment());
    long began = System.nanoTime();
    for (long number = load.warmUp(); number < load.looks(); number++) {
      long due =
          began + (number - load.warmUp()) * TimeUnit.SECONDS.toNanos(1) / load.looksPerSecond();
      while (System.nanoTime() < due) {
        look();
      }
      Look look = visitors.next(number);
      boolean measured = number >= load.firstMeasured();
      if (measured) {
        open.put(occasions.of(look), new Sent(look, due, clock.millis()));
        if (look.teaches()) {
          taught.put(look.companion(), due);
          pairs++;
        }
      }
      send(event(look, number));
      progress.reached("looks sent", number, load.looks());
    }
    long ends = System.nanoTime() + PATIENCE;
    while (!open.isEmpty() && System.nanoTime() < ends) {
      look();
    }
    undecided = open.size();
  }

  /** Whether anything was recommended by now. */
  private void look() throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : decisions.poll(LOOK)) {
      long now = System.nanoTime();
      Decision decision = DECISIONS.read(record.value());
      if (decision.kind() == DecisionKind.RECOMMENDATION) {
        Sent sent = open.remove(occasions.of(decision));
        if (sent != null) {
          answered.add((now - sent.due()) / NANOS_PER_MILLI);
          inside.add((double) (record.timestamp() - sent.sentAt()));
          learn(sent.look(), decision, now);
        }
      }
    }
  }

  private void learn(Look look, Decision decision, long now) {
    boolean isOfAPair = look.companion() >= 0 && !look.teaches();
    if (isOfAPair && decision.products().contains(SampleCatalog.id(look.companion()))) {
      Long since = taught.remove(look.product());
      if (since != null) {
        learned.add((now - since) / NANOS_PER_MILLI);
      }
    }
  }

  private TrafficEvent event(Look look, long number) {
    String call = look.call("look-" + number, Instant.ofEpochMilli(clock.millis()));
    return new TrafficEvent(Topic.CLICKSTREAM, look.visitor(), call);
  }

  private void send(TrafficEvent event) {
    // What the broker did not take is not answered, and is told as such.
    var unused =
        producer.send(
            new ProducerRecord<>(
                event.topic().topicName(),
                event.key().getBytes(StandardCharsets.UTF_8),
                event.call().getBytes(StandardCharsets.UTF_8)));
  }

  private AnswerTimes times() {
    return new AnswerTimes(
        load,
        Machine.ofThisProcess(),
        answered.size() + undecided,
        undecided,
        Quantiles.of(answered),
        Quantiles.of(inside),
        pairs,
        pairs - learned.size(),
        Quantiles.of(learned));
  }
}
