package io.rtoto.jobs.rig;

import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.EngageTuning;
import io.rtoto.jobs.MeasureJob;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.local.Backlog;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.local.Workplace;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.EventSuppressed;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.scorecards.Scorecard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One broker and one Flink cluster, and the topics of one test at a time. */
public final class EngageRig implements AutoCloseable {
  private static final int SLOTS = 4;
  private static final int MANAGED_MEGABYTES = 128;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** To compile the rules takes seconds: once for all tests. */
  private @Nullable RuleBundle library;

  private final Workplace workplace;
  private final LocalKafka kafka;
  private final LocalFlink flink;
  private final InMemoryReporter metrics;
  private final Admin admin;
  private KafkaProducer<byte[], byte[]> producer;
  private final Map<Topic, Tail<?>> tails = new EnumMap<>(Topic.class);
  private int partitions;
  private @Nullable LocalJob running;

  private boolean changesLogged;

  /** How many task managers are no more: the one that runs is the next by number. */
  private int killed;

  private EngageRig(
      Workplace workplace, LocalKafka kafka, LocalFlink flink, InMemoryReporter metrics) {
    this.workplace = workplace;
    this.kafka = kafka;
    this.flink = flink;
    this.metrics = metrics;
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    producer = newProducer();
  }

  static EngageRig start() throws IOException {
    Workplace workplace = Workplace.temporary("engage-rig");
    Path directory = workplace.folder();
    InMemoryReporter metrics = InMemoryReporter.create();
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "execution.checkpointing.interval", "200ms",
                // A task manager that is killed is in this process: its threads must be gone before
                // the next attempt, or they write after it what is no longer true.
                "restart-strategy.fixed-delay.delay", "1s",
                "taskmanager.memory.network.min", "64mb",
                "taskmanager.memory.network.max", "64mb"));
    settings.putAll(metrics.addToConfiguration(new Configuration()).toMap());
    return new EngageRig(
        workplace,
        LocalKafka.start(directory.resolve("kafka"), 0),
        LocalFlink.start(directory.resolve("flink"), SLOTS, MANAGED_MEGABYTES, settings),
        metrics);
  }

  /** Ends the job that runs, and begins a new life with empty topics. */
  public void begin(int partitionsEach) throws Exception {
    stop();
    forget();
    changesLogged = false;
    partitions = partitionsEach;
    deleteTopics(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    createTopics();
    // The old one believes for minutes that the topics have as many partitions as they had.
    producer.close();
    producer = newProducer();
  }

  /** Deletes topics, and waits until the broker has forgotten them. */
  public void deleteTopics(List<String> names) throws Exception {
    List<String> present =
        admin.listTopics().names().get().stream().filter(names::contains).toList();
    admin.deleteTopics(present).all().get();
    await(() -> admin.listTopics().names().get().stream().noneMatch(names::contains));
  }

  /** Makes the topics that are missing. */
  public void createTopics() throws IOException {
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(partitions);
    }
  }

  /** Where the broker is. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /**
   * Live, on this broker, whatever the clock says to the days of the tests.
   *
   * @param arguments names and values in turn, such as {@code --out-of-order PT5M}
   */
  public EngageSettings settings(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--kafka", kafka.bootstrapServers()));
    all.addAll(List.of(arguments));
    return EngageSettings.read(all.toArray(new String[0]), Map.of()).withRecordedPast();
  }

  /** What the cluster measures now, by the names in Prometheus. */
  public Set<String> metrics() {
    return metricsByName().keySet();
  }

  /** What a metric says now, all subtasks and labels together. */
  public long measured(String name) {
    return metricsByName().getOrDefault(name, List.of()).stream()
        .mapToLong(
            metric ->
                metric instanceof Counter counter
                    ? counter.getCount()
                    : ((Number) ((Gauge<?>) metric).getValue()).longValue())
        .sum();
  }

  private Map<String, List<Metric>> metricsByName() {
    Map<String, List<Metric>> byName = new HashMap<>();
    metrics
        .getMetricsByGroup()
        .forEach(
            (group, ofGroup) -> {
              String scope =
                  ((AbstractMetricGroup<?>) group)
                      .getLogicalScope(EngageRig::nameInPrometheus, '_');
              ofGroup.forEach(
                  (name, metric) ->
                      byName
                          .computeIfAbsent(
                              "flink_" + scope + "_" + nameInPrometheus(name),
                              any -> new ArrayList<>())
                          .add(metric));
            });
    return byName;
  }

  private static String nameInPrometheus(String name) {
    return name.replaceAll("[^a-zA-Z0-9:_]", "_");
  }

  /** Asks the broker. */
  public Admin admin() {
    return admin;
  }

  /** Kills the process-like part that runs all tasks, and starts another in its place. */
  public void killTaskManager() throws Exception {
    flink.cluster().terminateTaskManager(killed).get();
    killed++;
    flink.cluster().startTaskManager();
  }

  /** From here on to the end of this life, checkpoints are made of a log of changes. */
  public void logChanges() {
    changesLogged = true;
  }

  /** Starts engage. */
  public LocalJob start(EngageSettings settings, int parallelism, @Nullable Path from)
      throws IOException {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(
        EngageTuning.configuration()
            .set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, changesLogged));
    environment.setParallelism(parallelism);
    EngageJob.assemble(environment, settings);
    running = flink.submit(environment, "engage", from);
    return running;
  }

  /** Starts measure. */
  public LocalJob startMeasure(MeasureSettings settings, int parallelism) throws IOException {
    StreamExecutionEnvironment environment = flink.environment();
    environment.configure(EngageTuning.configuration());
    environment.setParallelism(parallelism);
    MeasureJob.assemble(environment, settings);
    running = flink.submit(environment, "measure", null);
    return running;
  }

  /** Starts engage live, and waits until it runs. */
  public LocalJob startLive(EngageSettings settings, int parallelism) throws IOException {
    LocalJob job = start(settings, parallelism, null);
    await(job::runsOnAllTasks);
    return job;
  }

  /** Runs engage over what the topics hold, to the end. */
  public void replay(EngageSettings settings, int parallelism) throws IOException {
    LocalJob job = start(settings, parallelism, null);
    awaitRest(settings);
    CompletableFuture<?> drained = job.drain();
    job.awaitEnd(PATIENCE);
    drained.join();
  }

  /** Waits until the job has dealt with everything, what it tells itself among it. */
  public void awaitRest(EngageSettings settings) {
    LocalJob job = Objects.requireNonNull(running);
    try (Backlog backlog =
        new Backlog(bootstrapServers(), job, settings.transactionalIdPrefix(), Topic.SOURCES)) {
      await(backlog::isAtRest);
    }
  }

  /** Publishes the rule library of this project. */
  public void publishRules() throws ExecutionException, InterruptedException {
    write(Topic.RULES, RuleBundle.ACTIVE_KEY, RuleBundle.class, library());
  }

  private RuleBundle library() {
    if (library == null) {
      Path root = Path.of(System.getProperty("rtoto.root", ".."));
      library = RuleCompiler.compile(root.resolve("rules/library"), "test", null, Instant.EPOCH);
    }
    return library;
  }

  /** Waits until that holds. */
  public static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_AGAIN)
        .until(condition);
  }

  /** What happened to each event so far, such as {@code applied m1}. */
  public List<String> events() {
    return journal().stream().flatMap(EngageRig::event).toList();
  }

  private static Stream<String> event(JournalEntry entry) {
    if (entry instanceof EventApplied applied) {
      return Stream.of("applied " + applied.event().occurrence().messageId());
    }
    if (entry instanceof EventSuppressed suppressed) {
      return Stream.of("suppressed " + suppressed.eventId());
    }
    return entry instanceof EventRepeated repeated
        ? Stream.of("repeated " + repeated.messageId())
        : Stream.of();
  }

  /** The moments of that name so far. */
  public List<MomentArose> moments(String name) {
    return journal().stream()
        .filter(MomentArose.class::isInstance)
        .map(MomentArose.class::cast)
        .filter(moment -> moment.moment().equals(name))
        .toList();
  }

  /** Ends the job that runs, if one does. */
  public void stop() throws IOException {
    LocalJob job = running;
    if (job != null && !job.ended()) {
      job.cancel();
    }
    running = null;
  }

  private KafkaProducer<byte[], byte[]> newProducer() {
    return newProducer(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20));
  }

  /** A producer of the test's own. */
  public KafkaProducer<byte[], byte[]> newProducer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes a record as it is, and waits until it is stored. */
  public void write(ProducerRecord<byte[], byte[]> record)
      throws ExecutionException, InterruptedException {
    store(Stream.of(record));
  }

  /** The same; tells where it is stored. */
  public RecordMetadata store(ProducerRecord<byte[], byte[]> record)
      throws ExecutionException, InterruptedException {
    return producer.send(record).get();
  }

  /** Sends a record whose batch was damaged on the way, and tells what the broker says to it. */
  public Errors sendTorn(Topic topic, Call call) throws IOException {
    int colon = bootstrapServers().lastIndexOf(':');
    return TornBatch.send(
        bootstrapServers().substring(0, colon),
        Integer.parseInt(bootstrapServers().substring(colon + 1)),
        topic.topicName(),
        call.json());
  }

  /** Writes what customers did, each call on its topic, under its key. */
  public void write(List<Call> calls) throws ExecutionException, InterruptedException {
    store(calls.stream().map(Call::record));
  }

  private void store(Stream<ProducerRecord<byte[], byte[]>> records)
      throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> stored : records.map(producer::send).toList()) {
      stored.get();
    }
  }

  /** Writes a message of ours. */
  public <T> void write(Topic topic, String key, Class<T> type, T message)
      throws ExecutionException, InterruptedException {
    write(
        new ProducerRecord<>(
            topic.topicName(),
            key.getBytes(StandardCharsets.UTF_8),
            Messages.of(type).write(message)));
  }

  /** Orders that of identities, in that order. */
  public void order(List<IdentityCommand> orders) throws ExecutionException, InterruptedException {
    Messages<IdentityCommand> codec = Messages.of(IdentityCommand.class);
    store(
        orders.stream()
            .map(
                order ->
                    new ProducerRecord<>(
                        Topic.IDENTITY_COMMANDS.topicName(),
                        order.identifier().hash().getBytes(StandardCharsets.UTF_8),
                        codec.write(order))));
  }

  /** Tells every partition of every event topic the time. */
  public void tick(Instant time) throws ExecutionException, InterruptedException {
    byte[] digits = Long.toString(time.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
    store(
        Topic.EVENTS.stream()
            .flatMap(
                topic -> IntStream.range(0, partitions).mapToObj(at -> tick(topic, at, digits))));
  }

  private static ProducerRecord<byte[], byte[]> tick(Topic topic, int partition, byte[] digits) {
    return new ProducerRecord<>(
        topic.topicName(),
        partition,
        (byte[]) null,
        null,
        List.of(new RecordHeader("rtoto-tick", digits)));
  }

  /** The journal so far, as a reader of committed records sees it. */
  public List<JournalEntry> journal() {
    return read(Topic.JOURNAL, JournalEntry.class);
  }

  /** The decisions so far. */
  public List<Decision> decisions() {
    return read(Topic.DECISIONS, Decision.class);
  }

  /** What subtasks told so far of what they decide by. */
  public List<RuleReport> ruleReports() {
    return read(Topic.RULE_REPORTS, RuleReport.class);
  }

  /** The dead letters so far. */
  public List<DeadLetter> deadLetters() {
    return read(Topic.DEAD_LETTERS, DeadLetter.class);
  }

  /** What was ordered about identities so far. */
  public List<IdentityCommand> identityCommands() {
    return read(Topic.IDENTITY_COMMANDS, IdentityCommand.class);
  }

  /** What identifiers told each other so far. */
  public List<LoopMessage> identityLoop() {
    return read(Topic.IDENTITY_LOOP, LoopMessage.class);
  }

  /** The customers so far: every snapshot, but of those who are another by now. */
  public List<CustomerSnapshot> customers() {
    List<CustomerState> states = read(Topic.CUSTOMERS, CustomerState.class);
    Map<String, CustomerState> newest = new HashMap<>();
    states.forEach(state -> newest.put(state.customerId(), state));
    return states.stream()
        .filter(state -> newest.get(state.customerId()) instanceof CustomerSnapshot)
        .filter(CustomerSnapshot.class::isInstance)
        .map(CustomerSnapshot.class::cast)
        .toList();
  }

  /** Each customer of whom something is known now, once. */
  public synchronized List<CustomerSnapshot> customersNow() {
    return tail(Topic.CUSTOMERS, CustomerState.class).newestOfEach().stream()
        .filter(CustomerSnapshot.class::isInstance)
        .map(CustomerSnapshot.class::cast)
        .toList();
  }

  /** Each audience that there is now. */
  public synchronized List<Audience> audiencesNow() {
    return tail(Topic.AUDIENCES, Audience.class).newestOfEach();
  }

  /** Each scorecard that there is now. */
  public synchronized List<Scorecard> scorecardsNow() {
    return tail(Topic.SCORECARDS, Scorecard.class).newestOfEach();
  }

  /** The figures of each minute that there are now. */
  public synchronized List<Figures> figuresNow() {
    return tail(Topic.FIGURES, Figures.class).newestOfEach();
  }

  private synchronized <T> List<T> read(Topic topic, Class<T> type) {
    return tail(topic, type).soFar();
  }

  @SuppressWarnings("unchecked") // the messages of a topic are of one type
  private <T> Tail<T> tail(Topic topic, Class<T> type) {
    return (Tail<T>)
        tails.computeIfAbsent(topic, any -> new Tail<>(bootstrapServers(), topic, type));
  }

  private synchronized void forget() {
    tails.values().forEach(Tail::close);
    tails.clear();
  }

  @Override
  public void close() throws IOException {
    stop();
    forget();
    producer.close();
    admin.close();
    flink.close();
    kafka.close();
    workplace.close();
  }
}
