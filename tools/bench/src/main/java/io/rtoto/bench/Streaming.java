package io.rtoto.bench;

import io.rtoto.bench.SessionCost.Load;
import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.progress.Progress;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Sha256;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Many pages that are open, offers for some of them, and a gateway that is started again. */
final class Streaming {
  private static final int PARTITIONS = 4;
  private static final int WARMING_UP = 500;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);
  private static final long LAST_OFFERS = TimeUnit.SECONDS.toNanos(20);
  private static final long LOOK_MILLIS = 5;

  /** So that offers come to all pages, and not to one after its neighbour. */
  private static final long A_PRIME = 7_919;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  private final Load load;
  private final InstantSource clock;
  private final Progress progress;
  private final ServerProcess gateway;
  private final Crowd crowd;
  private final KafkaProducer<String, byte[]> job;
  private final Pseudonyms pseudonyms = new Pseudonyms("rtoto-local");

  /** When each was decided, by {@code System.nanoTime}. */
  private final Map<String, Long> decided = new LinkedHashMap<>();

  private Streaming(
      Load load,
      InstantSource clock,
      Progress progress,
      ServerProcess gateway,
      Crowd crowd,
      KafkaProducer<String, byte[]> job) {
    this.load = load;
    this.clock = clock;
    this.progress = progress;
    this.gateway = gateway;
    this.crowd = crowd;
    this.job = job;
  }

  /** Runs broker and pages in this process, and the gateway in one of its own. */
  static SessionCost measure(Load load, InstantSource clock, Progress progress)
      throws IOException, InterruptedException {
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        KafkaProducer<String, byte[]> job =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer())) {
      try (Topics topics = new Topics(kafka.bootstrapServers())) {
        topics.create(PARTITIONS);
      }
      ServerProcess gateway =
          ServerProcess.growingGateway(
              workplace,
              kafka.bootstrapServers(),
              Map.of(
                  "RTOTO_SESSION_KEYS", workplace.folder().resolve("session-keys.json").toString()),
              progress);
      try (Crowd crowd = new Crowd(WARMING_UP, gateway.port())) {
        // What every gateway has loaded once it has seen a page is no page's.
        crowd.open();
        await(() -> crowd.streams() == WARMING_UP, "the pages that warm up");
      }
      long before = gateway.residentBytes();
      try (Crowd crowd = new Crowd(load.sessions(), gateway.port())) {
        return new Streaming(load, clock, progress, gateway, crowd, job).run(before);
      }
    }
  }

  private SessionCost run(long bytesBefore) throws IOException, InterruptedException {
    crowd.open();
    await(this::allStream, "all pages to have their streams");
    long bytes = (gateway.residentBytes() - bytesBefore) / load.sessions();
    progress.begins("Deciding offers ...");
    long began = System.nanoTime();
    long ends = began + TimeUnit.SECONDS.toNanos(load.seconds());
    while (System.nanoTime() < ends) {
      decideUpTo(System.nanoTime() - began);
      progress.reached("offers", decided.size(), (long) load.offersPerSecond() * load.seconds());
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    int whileItRan = decided.size();
    awaitArrivals();
    List<Double> millis = millis(whileItRan);
    progress.begins("Starting the gateway again ...");
    long stopping = System.nanoTime();
    gateway.startAgain();
    await(
        () -> {
          decideUpTo(System.nanoTime() - began);
          return gateway.answers();
        },
        "an answer of the gateway");
    double down = (System.nanoTime() - stopping) / NANOS_PER_SECOND;
    await(
        () -> {
          decideUpTo(System.nanoTime() - began);
          return allStream();
        },
        "all pages to have their streams again");
    double reconnected = (System.nanoTime() - stopping) / NANOS_PER_SECOND;
    awaitArrivals();
    return new SessionCost(
        load,
        Machine.ofThisProcess(),
        bytes,
        decided.size(),
        decided.size() - crowd.firstArrivals().size(),
        crowd.repeats(),
        Quantiles.of(millis),
        down,
        reconnected);
  }

  private boolean allStream() {
    progress.reached("streams", crowd.streams(), load.sessions());
    return crowd.streams() == load.sessions();
  }

  /** What was decided last has some time to come. */
  private void awaitArrivals() throws InterruptedException {
    long ends = System.nanoTime() + LAST_OFFERS;
    while (crowd.firstArrivals().size() < decided.size() && System.nanoTime() < ends) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private List<Double> millis(int count) {
    List<Double> millis = new ArrayList<>();
    decided.entrySet().stream()
        .limit(count)
        .forEach(
            one -> {
              Long arrived = crowd.firstArrivals().get(one.getKey());
              if (arrived != null) {
                millis.add((arrived - one.getValue()) / NANOS_PER_MILLI);
              }
            });
    return millis;
  }

  private void decideUpTo(long nanos) {
    long due = nanos * load.offersPerSecond() / TimeUnit.SECONDS.toNanos(1);
    while (decided.size() < due) {
      decide(decided.size());
    }
  }

  private void decide(int number) {
    String id = HexFormat.of().formatHex(Sha256.of("offer " + number), 0, 16);
    String customer =
        pseudonyms.customerId(
            pseudonyms.identifier(
                IdentifierType.ANONYMOUS_ID,
                Crowd.name(Math.floorMod(number * A_PRIME, load.sessions()))));
    Instant now = clock.instant();
    Decision decision =
        new Decision(
            id,
            DecisionKind.OFFER,
            customer,
            "CartAbandoned",
            "e" + number,
            "offer",
            "retail.cart_abandoned.free_delivery",
            "bench",
            null,
            now,
            now.plus(Duration.ofDays(1)),
            "free-delivery",
            null,
            null,
            List.of(),
            Map.of(),
            List.of(),
            Purpose.MARKETING,
            Channel.WEB,
            "Order now and we deliver for free.",
            null,
            null,
            null);
    decided.put(id, System.nanoTime());
    // What the broker did not take does not arrive, and is told as lost.
    var unused =
        job.send(
            new ProducerRecord<>(Topic.DECISIONS.topicName(), customer, DECISIONS.write(decision)));
  }

  /** Waits for that, as long as it makes sense. */
  static void await(BooleanSupplier condition, String what)
      throws IOException, InterruptedException {
    long ends = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > ends) {
        throw new IOException(
            "Waited in vain for "
                + what
                + ". Maybe the system allows too few open files: see ulimit -n.");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
