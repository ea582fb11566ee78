package io.rtoto.bench;

import io.rtoto.bench.Settled.Quantiles;
import io.rtoto.bench.TimerCost.Load;
import io.rtoto.bench.TimerCost.Silence;
import io.rtoto.bench.progress.Progress;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Questions that nobody answers, and then nothing at all but the time that passes. */
final class SilentStream {
  /** As the gateway tells the time unless it is told otherwise. */
  private static final Duration TICK = Duration.ofMillis(250);

  private static final Duration APART = Duration.ofMillis(10);
  private static final Duration BEFORE_THE_FIRST = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);

  private SilentStream() {}

  /** Runs broker and job in this process. */
  static Silence measure(Load load, Path library, InstantSource clock, Progress progress)
      throws IOException {
    int silent = load.silent();
    List<Double> delays = new ArrayList<>();
    try (Workplace workplace = Workplace.temporary("rtoto-bench");
        LocalKafka kafka = LocalKafka.start(workplace.folder().resolve("kafka"), 0);
        Shop shop = new Shop(kafka.bootstrapServers(), Timers.PARTITIONS);
        LocalFlink flink =
            LocalFlink.start(
                workplace.folder().resolve("flink"),
                load.parallelism(),
                Timers.MANAGED_MEGABYTES,
                JobProcess.settings(load.flink()))) {
      shop.furnish(library, SampleCatalog.USUAL);
      progress.begins("Starting the job for a silent stream ...");
      String broker = kafka.bootstrapServers();
      LocalJob job = LocalEngage.start(flink, broker, load.parallelism(), null);
      LocalEngage.awaitTasks(job);
      Instant first = clock.instant().plus(BEFORE_THE_FIRST);
      Instant asked =
          first.minus(EngageSettings.defaults(broker).patience().questionUnansweredAfter());
      shop.tell(
          number -> Awaited.asks(number, number, asked.plus(APART.multipliedBy(number))),
          silent,
          progress);
      ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
      try (Ticks ticks = new Ticks(broker);
          KafkaConsumer<byte[], byte[]> decisions = shop.reader(Topic.DECISIONS)) {
        var unused =
            time.scheduleAtFixedRate(
                () -> ticks.tell(clock.instant()), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        Instant end = first.plus(APART.multipliedBy(silent)).plus(PATIENCE);
        while (delays.size() < silent && clock.instant().isBefore(end)) {
          for (ConsumerRecord<byte[], byte[]> record : decisions.poll(LOOK)) {
            Instant due = DECISIONS.read(record.value()).decidedAt();
            delays.add(Duration.between(due, clock.instant()).toNanos() / 1e6);
          }
          progress.reached("noticed", delays.size(), silent);
        }
      } finally {
        time.shutdownNow();
      }
      LocalEngage.end(job);
    }
    return new Silence(Quantiles.of(delays), silent - delays.size());
  }
}
