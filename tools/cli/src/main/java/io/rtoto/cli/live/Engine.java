package io.rtoto.cli.live;

import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.kafka.RunningBroker;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.publishing.Adoption;
import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.cli.publishing.SigningKey;
import io.rtoto.cli.publishing.TrustFile;
import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.EngageTuning;
import io.rtoto.jobs.MeasureJob;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.local.FlinkCluster;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.LocalPostgres;
import io.rtoto.local.RemoteFlink;
import io.rtoto.local.RunningJob;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The broker, the database and the job at work in this process; what it stops, a second start goes
 * on from.
 */
final class Engine implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final int MANAGED_MEGABYTES = 256;
  private static final int MEASURE_MANAGED_MEGABYTES = 64;

  /**
   * A shop that is up for days sees a failure now and then; one that fails again and again within
   * minutes is broken.
   */
  private static final Map<String, String> FLINK_SETTINGS =
      Map.of(
          "execution.checkpointing.interval", "2 s",
          "restart-strategy.type", "exponential-delay",
          "restart-strategy.exponential-delay.initial-backoff", "1 s",
          "restart-strategy.exponential-delay.max-backoff", "30 s",
          "restart-strategy.exponential-delay.reset-backoff-threshold", "5 min",
          "restart-strategy.exponential-delay.attempts-before-reset-backoff", "20");

  private final Parts parts = new Parts();
  private final String bootstrapServers;
  private final String jdbcUrl;
  private final RunningJob job;
  private final Optional<RunningJob> measure;
  private final TopicReader news;
  private final RulesInForce rulesInForce;
  private final boolean goesOn;
  private final Adoption adoption;
  private final Signatory.Lookup signatory;

  /**
   * Starts everything, side by side where it can be.
   *
   * @param rules what the job shall decide by
   * @param catalogue what is put on sale
   * @param clock tells when they are published
   * @param stop leaves the start when it is heard
   */
  Engine(
      DataFolder data,
      UpSettings settings,
      RuleBundle rules,
      List<CatalogEntry> catalogue,
      InstantSource clock,
      StopSignal stop)
      throws IOException {
    try {
      CompletableFuture<String> database = database(data, settings);
      bootstrapServers = broker(data, settings);
      stop.requireUnheard();
      try (Topics topics = new Topics(bootstrapServers)) {
        data.requireSame(
            "the broker "
                + topics.clusterId()
                + " and "
                + (settings.flink() == null ? "its own Flink" : "Flink at " + settings.flink()));
        topics.create(PARTITIONS);
      }
      FlinkCluster flink = flink(data, settings);
      parts.add(flink::close);
      stop.requireUnheard();
      jdbcUrl = await(database);
      stop.requireUnheard();
      SigningKey key = SigningKey.findOrCreate(data.rulesKey());
      signatory = signatory(data, settings, key);
      adoption = adopt(rules, clock.instant());
      publish(catalogue);
      goesOn = flink.goesOn();
      news = new TopicReader(bootstrapServers);
      parts.add(news::close);
      // Before the job begins: what it writes first is what tells that it is ready.
      news.follow(Topic.DECISIONS, Topic.JOURNAL, Topic.DEAD_LETTERS);
      rulesInForce = new RulesInForce(adoption.inForce().version(), goesOn && !adoption.changed());
      job = flink.run(assembled(flink, data, settings, key), "engage");
      parts.add(job::stop);
      measure = settings.flink() == null ? Optional.of(measure(data)) : Optional.empty();
      RunningBroker told = RunningBroker.tell(settings.data(), bootstrapServers);
      parts.add(told::close);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Host and port of the broker. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Where JDBC finds the database. */
  String jdbcUrl() {
    return jdbcUrl;
  }

  /** Whether the job goes on from what an earlier one left. */
  boolean goesOn() {
    return goesOn;
  }

  /** The job engage. */
  RunningJob job() {
    return job;
  }

  /**
   * The job measure. None where engage runs on a Flink elsewhere: who knows whether that has a slot
   * to spare; one that waits for it would take engage's when that starts again.
   */
  Optional<RunningJob> measure() {
    return measure;
  }

  /** What the job has written since it began: decisions, journal and dead letters. */
  TopicReader news() {
    return news;
  }

  /** Who signs what is published here, and whose rules count, as the keys are when it is asked. */
  Signatory.Lookup signatory() {
    return signatory;
  }

  /** What became of the rules that it was started with. */
  Adoption adoption() {
    return adoption;
  }

  /** By which version of the rules the job decides. */
  RulesInForce rulesInForce() {
    return rulesInForce;
  }

  /** What is missing before events are decided on, as a sentence; empty when nothing is. */
  Optional<String> missing() {
    try {
      Optional<String> ofTheJob = job.missing();
      return ofTheJob.isPresent() ? ofTheJob : rulesInForce.missing();
    } catch (IOException e) {
      return Optional.of("Flink does not tell how the job engage is: " + e.getMessage());
    }
  }

  /** Stops what was started here. */
  @Override
  public void close() {
    parts.close();
  }

  private String broker(DataFolder data, UpSettings settings) throws IOException {
    if (settings.kafka() != null) {
      return settings.kafka();
    }
    LocalKafka kafka = LocalKafka.start(data.kafka(), settings.kafkaPort());
    parts.add(kafka::close);
    return kafka.bootstrapServers();
  }

  private CompletableFuture<String> database(DataFolder data, UpSettings settings) {
    if (settings.postgres() != null) {
      return CompletableFuture.completedFuture(settings.postgres());
    }
    CompletableFuture<LocalPostgres> starting = CompletableFuture.supplyAsync(() -> postgres(data));
    parts.add(() -> await(starting).close());
    return starting.thenApply(LocalPostgres::jdbcUrl);
  }

  private static FlinkCluster flink(DataFolder data, UpSettings settings) throws IOException {
    if (settings.flink() == null) {
      return LocalFlink.start(data.flink(), settings.parallelism(), MANAGED_MEGABYTES, Map.of());
    }
    int colon = settings.flink().indexOf(':');
    return RemoteFlink.at(
        settings.flink().substring(0, colon),
        Integer.parseInt(settings.flink().substring(colon + 1)),
        data.remoteJob(),
        JobJars.of(System.getProperty("java.class.path")));
  }

  private Adoption adopt(RuleBundle rules, Instant at) throws IOException {
    try (RulePublisher publisher = new RulePublisher(bootstrapServers, signatory.now())) {
      return publisher.adopt(rules, new Origin(rules.author(), "", at));
    }
  }

  private StreamExecutionEnvironment assembled(
      FlinkCluster flink, DataFolder data, UpSettings settings, SigningKey key) {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(EngageTuning.configuration());
    environment.configure(Configuration.fromMap(FLINK_SETTINGS));
    environment.setParallelism(settings.parallelism());
    EngageSettings engage =
        EngageSettings.defaults(bootstrapServers)
            .waiting(settings.patience())
            .trusting(List.of(key.publicKey()));
    EngageJob.assemble(
        environment,
        seesTheFolder(settings)
            ? engage.trustingAlso(data.trustedKeys().toAbsolutePath().toString())
            : engage);
    return environment;
  }

  /**
   * On a cluster of its own: it goes on from its own checkpoints, and takes nothing of engage's.
   */
  private RunningJob measure(DataFolder data) throws IOException {
    FlinkCluster flink =
        LocalFlink.start(data.measureFlink(), 1, MEASURE_MANAGED_MEGABYTES, Map.of());
    parts.add(flink::close);
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(EngageTuning.configuration());
    environment.configure(Configuration.fromMap(FLINK_SETTINGS));
    environment.setParallelism(1);
    MeasureJob.assemble(environment, MeasureSettings.defaults(bootstrapServers));
    RunningJob started = flink.run(environment, "measure");
    parts.add(started::stop);
    return started;
  }

  /** A cluster that ran already may not. */
  private static boolean seesTheFolder(UpSettings settings) {
    return settings.flink() == null;
  }

  /** What the job knows, so that both judge alike. */
  private static Signatory.Lookup signatory(DataFolder data, UpSettings settings, SigningKey key)
      throws IOException {
    if (!seesTheFolder(settings)) {
      return () -> Signatory.alone(key);
    }
    if (!Files.exists(data.trustedKeys())) {
      TrustedKey own = new TrustedKey("up", key.publicKey(), null, null, null, null);
      TrustedKeys unused =
          TrustFile.change(data.trustedKeys(), known -> known.areNone() ? known.with(own) : known);
    }
    return () -> new Signatory(key, TrustFile.keysIn(data.trustedKeys()), true);
  }

  private void publish(List<CatalogEntry> catalogue) throws IOException {
    try (Publisher publisher = new Publisher(bootstrapServers)) {
      catalogue.forEach(publisher::send);
      publisher.flush();
    }
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
        throw failure.getCause();
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
