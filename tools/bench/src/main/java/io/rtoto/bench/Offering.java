package io.rtoto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.bench.OfferTimes.Load;
import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.Visitors.Look;
import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.LocalPostgres;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Pages that are open and send looks at products, and what comes back to them by their streams. */
final class Offering {
  private static final int PARTITIONS = 4;
  private static final int CONNECTIONS = 32;
  private static final int BATCH = 50;
  private static final long A_PRIME = 7_919;
  private static final long ANOTHER_PRIME = 1_000_003;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  private final Load load;
  private final Occasions occasions;
  private final InstantSource clock;
  private final Progress progress;
  private final ServerProcess gateway;
  private final Senders senders;
  private final Crowd crowd;
  private final List<Sent> measured = new ArrayList<>();
  private final Map<String, Decided> decided = new HashMap<>();
  private final AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();

  /**
   * A look that is measured.
   *
   * @param due when it was to be sent, by {@code System.nanoTime}
   * @param sentAt when it was, in milliseconds since 1970
   * @param accepted when it was answered, by {@code System.nanoTime}; null when it is not yet
   */
  private record Sent(
      String occasion, long due, long sentAt, AtomicReference<@Nullable Long> accepted) {}

  /** What a look brought, and when the job had it, in milliseconds since 1970. */
  private record Decided(String decisionId, long at) {}

  private Offering(
      Load load,
      Occasions occasions,
      InstantSource clock,
      Progress progress,
      ServerProcess gateway,
      Senders senders,
      Crowd crowd) {
    this.load = load;
    this.occasions = occasions;
    this.clock = clock;
    this.progress = progress;
    this.gateway = gateway;
    this.senders = senders;
    this.crowd = crowd;
  }

  /** Runs broker, database and pages in this process, gateway and job in one each. */
  static OfferTimes measure(Load load, Path library, InstantSource clock, Progress progress)
      throws IOException, InterruptedException {
    Visitors passersBy = new Visitors(load.products(), load.eventsPerSecond());
    SampleCatalog catalog = passersBy.catalog(load.warmUp());
    int batches = (load.warmUp() + BATCH - 1) / BATCH;
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        LocalPostgres postgres = LocalPostgres.start(workplace.folder().resolve("postgres"));
        Shop shop = new Shop(kafka.bootstrapServers(), PARTITIONS);
        Senders senders = new Senders(CONNECTIONS)) {
      String broker = kafka.bootstrapServers();
      shop.furnish(library, catalog);
      progress.begins("Starting the job in a process of its own ...");
      LiveJobProcess job =
          LiveJobProcess.start(
              workplace,
              broker,
              catalog.products(),
              (long) batches * BATCH,
              load.parallelism(),
              load.flink());
      ServerProcess gateway =
          ServerProcess.gateway(
              workplace, broker, Map.of("RTOTO_POSTGRES", postgres.jdbcUrl()), progress);
      progress.begins("Warming both up ...");
      senders.send(
          gateway.port(),
          "/v1/batch",
          ServerProcess.WRITE_KEY,
          batches,
          number -> batch(passersBy, number, clock));
      job.awaitWarm();
      try (Crowd crowd = new Crowd(load.sessions(), gateway.port());
          KafkaConsumer<byte[], byte[]> decisions = shop.reader(Topic.DECISIONS)) {
        crowd.open();
        Streaming.await(
            () -> crowd.streams() == load.sessions(), "all pages to have their streams");
        decisions.seekToEnd(decisions.assignment());
        // The place is looked up when it is first asked for; later would be too late.
        decisions.assignment().forEach(decisions::position);
        Occasions occasions = Occasions.by(EngageSettings.defaults(broker));
        Offering offering = new Offering(load, occasions, clock, progress, gateway, senders, crowd);
        offering.send();
        offering.awaitWhatComes(decisions);
        job.end();
        return offering.times();
      }
    }
  }

  private static byte[] batch(Visitors passersBy, int number, InstantSource clock) {
    List<String> calls = new ArrayList<>();
    // Senders ask from several threads.
    synchronized (passersBy) {
      for (long look = (long) number * BATCH; look < (number + 1L) * BATCH; look++) {
        calls.add(passersBy.next(look).call("passing-" + look, clock.instant()));
      }
    }
    return calls.stream().collect(Collectors.joining(",", "{\"batch\":[", "]}")).getBytes(UTF_8);
  }

  private void send() throws IOException {
    progress.begins("Measuring ...");
    Pace.of(load.eventsPerSecond())
        .run(
            load.looks(),
            (number, due) -> {
              send(look(number), number, due);
              progress.reached("looks sent", number, load.looks());
            });
    Throwable failure = refused.get();
    if (failure != null) {
      throw new IOException("A look was not taken: " + failure.getMessage(), failure);
    }
  }

  private void send(Look look, int number, long due) {
    Sent sent =
        new Sent(occasions.of(look), due, clock.millis(), new AtomicReference<@Nullable Long>());
    if (number >= load.firstMeasured()) {
      measured.add(sent);
    }
    byte[] call = look.call("look-" + number, clock.instant()).getBytes(UTF_8);
    senders
        .send(gateway.port(), "/v1/track", ServerProcess.WRITE_KEY, call)
        .onSuccess(ok -> sent.accepted().set(System.nanoTime()))
        .onFailure(failure -> refused.compareAndSet(null, failure));
  }

  /** Who looks at what: nobody looks at the same product twice. */
  private Look look(int number) {
    int session = number % load.sessions();
    long visit = number / load.sessions();
    int product = (int) ((session * A_PRIME + visit * ANOTHER_PRIME) % load.products());
    return new Look(Crowd.name(session), product, -1, false);
  }

  private void awaitWhatComes(KafkaConsumer<byte[], byte[]> decisions) throws IOException {
    long ends = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < ends && measured.stream().anyMatch(sent -> arrival(sent) == null)) {
      for (ConsumerRecord<byte[], byte[]> message : decisions.poll(LOOK)) {
        Decision decision = DECISIONS.read(message.value());
        if (decision.kind() == DecisionKind.RECOMMENDATION) {
          decided.put(
              occasions.of(decision), new Decided(decision.decisionId(), message.timestamp()));
        }
      }
    }
  }

  private @Nullable Long arrival(Sent sent) {
    Decided what = decided.get(sent.occasion());
    return what == null ? null : crowd.firstArrivals().get(what.decisionId());
  }

  private OfferTimes times() {
    // What one clock says when the other says that.
    long nanos = System.nanoTime();
    long millis = clock.millis();
    List<Double> acceptedToPage = new ArrayList<>();
    List<Double> sentToPage = new ArrayList<>();
    List<Double> sentToAccepted = new ArrayList<>();
    List<Double> sentToDecided = new ArrayList<>();
    List<Double> decidedToPage = new ArrayList<>();
    int undecided = 0;
    int lost = 0;
    int beforeAnswer = 0;
    for (Sent sent : measured) {
      Long accepted = sent.accepted().get();
      Decided what = decided.get(sent.occasion());
      Long arrived = arrival(sent);
      if (accepted != null) {
        sentToAccepted.add((accepted - sent.due()) / NANOS_PER_MILLI);
      }
      if (what == null) {
        undecided++;
      } else if (arrived == null || accepted == null) {
        lost++;
      } else {
        beforeAnswer += arrived < accepted ? 1 : 0;
        acceptedToPage.add((arrived - accepted) / NANOS_PER_MILLI);
        sentToPage.add((arrived - sent.due()) / NANOS_PER_MILLI);
        sentToDecided.add((double) (what.at() - sent.sentAt()));
        decidedToPage.add(millis + (arrived - nanos) / NANOS_PER_MILLI - what.at());
      }
    }
    return new OfferTimes(
        load,
        Machine.ofThisProcess(),
        measured.size(),
        undecided,
        lost,
        beforeAnswer,
        Quantiles.of(acceptedToPage),
        Quantiles.of(sentToPage),
        Quantiles.of(sentToAccepted),
        Quantiles.of(sentToDecided),
        Quantiles.of(decidedToPage));
  }
}
