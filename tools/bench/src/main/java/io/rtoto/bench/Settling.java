package io.rtoto.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.Settled.Rate;
import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Retailer;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Name;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A retailer's visitors at a steady pace, and a look at how soon who belongs together is one. */
final class Settling {
  private static final int PARTITIONS = 4;
  private static final int MANAGED_MEGABYTES = 256;
  private static final long SEED = 5;
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final JsonMapper JSON = new JsonMapper();
  private static final Messages<CustomerState> CUSTOMERS = Messages.of(CustomerState.class);

  private final Rate rate;
  private final InstantSource clock;
  private final Progress progress;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> results;
  private final Households households;
  private final List<Link> open = new ArrayList<>();
  private final List<Double> settled = new ArrayList<>();
  private int links;
  private long said;
  private long saidOfOffers;

  /** Identifiers that are to be one customer's, since the event of that time was due. */
  private record Link(Set<Identifier> identifiers, long since, boolean measured) {}

  private Settling(
      Rate rate,
      InstantSource clock,
      Progress progress,
      KafkaProducer<byte[], byte[]> producer,
      KafkaConsumer<byte[], byte[]> results,
      Households households) {
    this.rate = rate;
    this.clock = clock;
    this.progress = progress;
    this.producer = producer;
    this.results = results;
    this.households = households;
  }

  /** Runs broker, job and visitors in this process. */
  static Settled measure(Rate rate, Path library, InstantSource clock, Progress progress)
      throws IOException {
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        Shop shop = new Shop(kafka.bootstrapServers(), PARTITIONS);
        LocalFlink flink =
            LocalFlink.start(
                workplace.folder().resolve("flink"),
                rate.parallelism(),
                MANAGED_MEGABYTES,
                JobProcess.settings(rate.flink()))) {
      shop.furnish(library, SampleCatalog.USUAL);
      progress.begins("Starting the job ...");
      String broker = kafka.bootstrapServers();
      LocalJob job = LocalEngage.start(flink, broker, rate.parallelism(), null);
      LocalEngage.awaitTasks(job);
      try (KafkaProducer<byte[], byte[]> producer = shop.writer();
          KafkaConsumer<byte[], byte[]> results =
              shop.reader(Topic.CUSTOMERS, Topic.IDENTITY_LOOP)) {
        Households households =
            new Households(new Pseudonyms(EngageSettings.defaults(broker).identitySecret()));
        Settling settling = new Settling(rate, clock, progress, producer, results, households);
        settling.run();
        LocalEngage.end(job);
        return settling.settled();
      }
    }
  }

  private void run() throws IOException {
    Retailer retailer = new Retailer(rate.customers(), SEED);
    long began = System.nanoTime();
    for (long number = 0; number < rate.events(); number++) {
      long due = began + number * TimeUnit.SECONDS.toNanos(1) / rate.eventsPerSecond();
      while (System.nanoTime() < due) {
        look();
      }
      List<Name> names = retailer.next();
      Set<Identifier> joined = households.join(names);
      if (!joined.isEmpty()) {
        boolean measured = number >= rate.firstMeasured();
        links += measured ? 1 : 0;
        open.add(new Link(joined, due, measured));
      }
      send(names, number);
      progress.reached("events sent", number, rate.events());
    }
    long ends = System.nanoTime() + PATIENCE;
    while (!open.isEmpty() && System.nanoTime() < ends) {
      look();
    }
  }

  /** Whether anybody has become one by now, and what was said about it. */
  private void look() throws IOException {
    for (ConsumerRecord<byte[], byte[]> record : results.poll(LOOK)) {
      if (record.topic().equals(Topic.IDENTITY_LOOP.topicName())) {
        // What was offered goes the same way.
        boolean offered =
            JSON.readTree(record.value()).path("message").asText().equals(Remarked.KIND);
        saidOfOffers += offered ? 1 : 0;
        said += offered ? 0 : 1;
      } else if (record.value() != null
          && CUSTOMERS.read(record.value()) instanceof CustomerSnapshot snapshot) {
        settle(new HashSet<>(snapshot.identifiers()), System.nanoTime());
      }
    }
  }

  private void settle(Set<Identifier> customer, long now) {
    for (Link link : List.copyOf(open)) {
      if (customer.containsAll(link.identifiers())) {
        open.remove(link);
        if (link.measured()) {
          settled.add((now - link.since()) / NANOS_PER_MILLI);
        }
      }
    }
  }

  private void send(List<Name> names, long number) {
    StringBuilder call = new StringBuilder("{\"type\":\"track\",\"channel\":\"server\"");
    String email = "";
    for (Name name : names) {
      if (name.type().wireName().equals("email")) {
        email = ",\"context\":{\"traits\":{\"email\":\"" + name.value() + "\"}}";
      } else {
        call.append(",\"").append(name.type().wireName()).append("\":\"");
        call.append(name.value()).append('"');
      }
    }
    call.append(
        String.format(
            Locale.ROOT,
            ",\"messageId\":\"visit-%d\",\"timestamp\":\"%s\",\"event\":\"Product Viewed\","
                + "\"properties\":{\"product_id\":\"%s\"}%s}",
            number,
            Instant.ofEpochMilli(clock.millis()),
            SampleCatalog.id((int) (number % SampleCatalog.USUAL.products())),
            email));
    // What the broker did not take does not settle, and is told as such.
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topic.CLICKSTREAM.topicName(),
                names.get(0).value().getBytes(StandardCharsets.UTF_8),
                call.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private Settled settled() {
    return new Settled(
        rate,
        Machine.ofThisProcess(),
        links,
        links - settled.size(),
        Quantiles.of(settled),
        (double) said / rate.events(),
        (double) saidOfOffers / rate.events());
  }
}
