package io.rtoto.bench;

import io.rtoto.bench.TimerCost.Kept;
import io.rtoto.bench.TimerCost.Load;
import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.Backlog;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Fills the job with customers of whom something is awaited, and stops and starts it. */
final class Timers {
  static final int PARTITIONS = 4;
  static final int MANAGED_MEGABYTES = 512;

  /** What is measured happened lately, but long enough ago that an answer is overdue. */
  private static final Duration AGO = Duration.ofHours(1);

  /** When the first ask for their answer no longer in vain, and the others still do. */
  private static final Duration OVERDUE = Duration.ofMinutes(6);

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final long STUCK_AFTER = TimeUnit.MINUTES.toNanos(2);
  private static final int SNAPSHOTS = 100;
  private static final Messages<CustomerState> CUSTOMERS = Messages.of(CustomerState.class);

  private final Load load;
  private final String broker;
  private final Progress progress;

  private Timers(Load load, String broker, Progress progress) {
    this.load = load;
    this.broker = broker;
    this.progress = progress;
  }

  /** Runs broker and job in this process, first full and then silent. */
  static TimerCost measure(Load load, Path library, InstantSource clock, Progress progress)
      throws IOException {
    Awaited awaited = new Awaited(load.customers(), load.due(), clock.instant().minus(AGO));
    Kept kept;
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        Shop shop = new Shop(kafka.bootstrapServers(), PARTITIONS)) {
      shop.furnish(library, SampleCatalog.USUAL);
      progress.begins("Writing events ...");
      shop.tell(awaited::event, awaited.events(), progress);
      kept =
          new Timers(load, kafka.bootstrapServers(), progress)
              .fillAndRestore(awaited, workplace.folder().resolve("flink"));
    }
    return new TimerCost(
        load, Machine.ofThisProcess(), kept, SilentStream.measure(load, library, clock, progress));
  }

  private Kept fillAndRestore(Awaited awaited, Path folder) throws IOException {
    try (LocalFlink flink =
        LocalFlink.start(
            folder, load.parallelism(), MANAGED_MEGABYTES, JobProcess.settings(load.flink()))) {
      progress.begins("Starting the job ...");
      LocalJob job = LocalEngage.start(flink, broker, load.parallelism(), null);
      awaitRest(job, awaited.events());
      long rocks = sizeOfRocks(folder);
      progress.begins("Stopping the job with a savepoint ...");
      Path savepoint = job.stopWithSavepoint();
      double awaitedPerCustomer = awaitedPerCustomer();
      long kept = Course.sizeOf(savepoint);
      double seconds = catchUp(flink, savepoint, awaited.begin().plus(OVERDUE));
      return new Kept(awaitedPerCustomer, rocks, kept, seconds);
    }
  }

  private void awaitRest(LocalJob job, long events) throws IOException {
    try (Backlog backlog =
        new Backlog(
            broker, job, EngageSettings.defaults(broker).transactionalIdPrefix(), Topic.SOURCES)) {
      while (!job.runsOnAllTasks() || !backlog.isAtRest()) {
        progress.reached("events taken in", Math.max(0, events - backlog.messages()), events);
        if (job.endsWithin(LOOK)) {
          throw new IOException("The job has ended on the way. The log tells more.");
        }
      }
    }
    LocalEngage.requireNoRestart(job);
  }

  /** Starts the job where it stopped, when it is late already; tells how long it takes. */
  private double catchUp(LocalFlink flink, Path savepoint, Instant now) throws IOException {
    try (Ticks ticks = new Ticks(broker);
        Topics topics = new Topics(broker)) {
      ticks.tell(now);
      long before = topics.written(Topic.DECISIONS);
      progress.begins("Starting the job from the savepoint ...");
      long began = System.nanoTime();
      LocalJob job = LocalEngage.start(flink, broker, load.parallelism(), savepoint);
      long decided = 0;
      while (decided < load.due()) {
        LockSupport.parkNanos(LOOK.toNanos());
        decided = topics.written(Topic.DECISIONS) - before;
        progress.reached("answers missed", decided, load.due());
        if (System.nanoTime() - began > STUCK_AFTER) {
          throw new IOException(
              "The job decided on %,d of %,d overdue answers, and no more come."
                  .formatted(decided, load.due()));
        }
      }
      double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
      LocalEngage.end(job);
      return seconds;
    }
  }

  /** Of its working state: each of its folders is called db. The job goes on meanwhile. */
  private static long sizeOfRocks(Path folder) throws IOException {
    WorkingFiles files = new WorkingFiles(Path.of("db"));
    Files.walkFileTree(folder, files);
    return files.size();
  }

  /** By the last that was told of some customers. */
  private double awaitedPerCustomer() throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topic.CUSTOMERS.topicName()).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      ends.forEach((one, end) -> consumer.seek(one, Math.max(0, end - SNAPSHOTS)));
      Map<String, Integer> awaited = new HashMap<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
          if (record.value() != null
              && CUSTOMERS.read(record.value()) instanceof CustomerSnapshot snapshot) {
            awaited.put(snapshot.customerId(), snapshot.openTimers().size());
          }
        }
      }
      return awaited.values().stream().mapToInt(Integer::intValue).average().orElse(0);
    }
  }
}
