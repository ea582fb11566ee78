package io.rtoto.cli.live;

import io.rtoto.cli.CommandFailure;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.rulebooks.Library;
import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.EngageSettings;
import io.rtoto.jobs.EngageTuning;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.LocalPostgres;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker, the database and the job at work in this process; what it stops, a second start goes
 * on from.
 */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final int PARTITIONS = 4;
  private static final int MANAGED_MEGABYTES = 256;

  private final Deque<Part> parts = new ArrayDeque<>();
  private final LocalKafka kafka;
  private final LocalPostgres postgres;
  private final LocalJob job;
  private final TopicReader news;
  private final RulesInForce rulesInForce;

  /** Something that was started and has to be stopped, the last one first. */
  @FunctionalInterface
  private interface Part {
    void stop() throws IOException;
  }

  /**
   * Starts everything, side by side where it can be.
   *
   * @param startedAt the time
   * @param catalogue what is put on sale
   */
  Engine(DataFolder data, UpSettings settings, Instant startedAt, List<CatalogEntry> catalogue)
      throws IOException {
    CompletableFuture<RuleBundle> compiling =
        CompletableFuture.supplyAsync(() -> Library.compile(settings.rules(), startedAt));
    CompletableFuture<LocalPostgres> startingPostgres =
        CompletableFuture.supplyAsync(() -> postgres(data));
    try {
      parts.push(() -> await(startingPostgres).close());
      kafka = LocalKafka.start(data.kafka(), settings.kafkaPort());
      parts.push(kafka::close);
      try (Topics topics = new Topics(kafka.bootstrapServers())) {
        topics.create(PARTITIONS);
      }
      LocalFlink flink =
          LocalFlink.start(
              data.flink(),
              settings.parallelism(),
              MANAGED_MEGABYTES,
              Map.of("execution.checkpointing.interval", "2 s"));
      parts.push(flink::close);
      postgres = await(startingPostgres);
      RuleBundle rules = await(compiling);
      boolean known = rules.version().equals(publish(rules, catalogue));
      Optional<Path> state = flink.newestState();
      news = new TopicReader(kafka.bootstrapServers());
      parts.push(news::close);
      // Before the job begins: what it writes first is what tells that it is ready.
      news.follow(Topic.DECISIONS, Topic.JOURNAL);
      job = submit(flink, settings, state.orElse(null));
      parts.push(this::stopJob);
      rulesInForce = new RulesInForce(job, rules.version(), known && state.isPresent());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Host and port of the broker. */
  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Where JDBC finds the database. */
  String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  /** The job engage. */
  LocalJob job() {
    return job;
  }

  /** What the job has written since it began: decisions and journal. */
  TopicReader news() {
    return news;
  }

  /** Whether the job decides, and by which rules. */
  RulesInForce rulesInForce() {
    return rulesInForce;
  }

  /** Stops what was started; a part that does not stop well does not keep the others. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().stop();
      } catch (IOException e) {
        LOG.warn("A part did not stop in good order.", e);
      }
    }
  }

  private LocalJob submit(LocalFlink flink, UpSettings settings, @Nullable Path state)
      throws IOException {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(EngageTuning.configuration());
    environment.setParallelism(settings.parallelism());
    EngageJob.assemble(environment, EngageSettings.defaults(kafka.bootstrapServers()));
    return flink.submit(environment, "engage", state);
  }

  private void stopJob() throws IOException {
    if (job.runsOnAllTasks()) {
      LOG.info("The job stopped with the savepoint {}.", job.stopWithSavepoint());
    } else if (!job.ended()) {
      // Its last checkpoint stays, and serves the next start.
      job.cancel();
    }
  }

  /** Publishes what is not yet there; the version of the rules that was in force before. */
  private @Nullable String publish(RuleBundle rules, List<CatalogEntry> catalogue)
      throws IOException {
    String before = versionInForce();
    try (Publisher publisher = new Publisher(kafka.bootstrapServers())) {
      if (!rules.version().equals(before)) {
        publisher.send(rules.replacing(before));
      }
      catalogue.forEach(publisher::send);
      publisher.flush();
    }
    return before;
  }

  private @Nullable String versionInForce() throws IOException {
    Messages<RuleBundle> codec = Messages.of(RuleBundle.class);
    String[] version = new String[1];
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      reader.readAll(
          Topic.RULES,
          message ->
              version[0] = message.value() == null ? null : codec.read(message.value()).version());
    }
    return version[0];
  }

  private static LocalPostgres postgres(DataFolder data) {
    try {
      return LocalPostgres.start(data.postgres());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T await(CompletableFuture<T> started) throws IOException {
    try {
      return started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw new IOException(failure.getCause());
      }
      if (e.getCause() instanceof CommandFailure failure) {
        throw failure;
      }
      throw e;
    }
  }
}
