package io.rtoto.cli.bounded;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.cli.lines.CatalogFile;
import io.rtoto.cli.rulebooks.Library;
import io.rtoto.jobs.EngageJob;
import io.rtoto.jobs.EngageTuning;
import io.rtoto.jobs.MeasureJob;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.local.Backlog;
import io.rtoto.local.LocalFlink;
import io.rtoto.local.LocalJob;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Files in, through the real broker and the real job, and everything that came of them out. */
final class BoundedRun {
  private static final int PARTITIONS = 4;
  private static final int MANAGED_MEGABYTES = 256;
  // Beside the message itself, a record has its key and some bytes of the broker's.
  private static final int RECORD_OVERHEAD = 2048;
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /**
   * Everything is decided on the way to the savepoint with which the job ends: it may take as long
   * as it gets on. No task ends before that is complete, so that there is nothing for a checkpoint
   * to keep afterwards; to try one all the same would only put a warning into the log.
   */
  private static final Map<String, String> FLINK =
      Map.of(
          "execution.checkpointing.interval", "10s",
          "execution.checkpointing.timeout", "30d",
          "execution.checkpointing.checkpoints-after-tasks-finish", "false");

  private final RunRequest request;
  private final Progress progress;
  private final InstantSource clock;

  BoundedRun(RunRequest request, Progress progress, InstantSource clock) {
    this.request = request;
    this.progress = progress;
    this.clock = clock;
  }

  /** Does it, and writes the summary too. */
  Summary run() throws IOException {
    Instant began = clock.instant();
    try (Workplace workplace = Workplace.in(request.out())) {
      progress.begin("reading", -1);
      try (SortedInput input = SortedInput.read(request, workplace.folder(), progress)) {
        requireEvents(input);
        Summary summary = throughBroker(input, workplace.folder(), began);
        write(summary);
        return summary;
      }
    } finally {
      progress.end();
    }
  }

  private void requireEvents(SortedInput input) {
    if (input.events() > 0) {
      return;
    }
    String files = request.inputs().stream().map(Path::toString).collect(Collectors.joining(", "));
    throw new CommandFailure(
        request.from() == null && request.to() == null
            ? "There is no event in " + files + ". Maybe another file is meant."
            : String.format(
                "There is no event within the time asked for in %s (lines: %,d). Maybe --from or"
                    + " --to is meant to be another time.",
                files, input.lines()));
  }

  private Summary throughBroker(SortedInput input, Path workplace, Instant began)
      throws IOException {
    progress.begin("starting", -1);
    RuleBundle rules = Library.compileApart(request.rules(), clock.instant());
    try (LocalKafka kafka = LocalKafka.start(workplace.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(PARTITIONS);
      publish(input, rules, kafka.bootstrapServers());
      Instant end = input.last().plus(request.until());
      long restarts =
          decide(input, topics, kafka.bootstrapServers(), end, workplace)
              + measure(topics, kafka.bootstrapServers(), end, workplace);
      progress.begin("writing", -1);
      try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
        Results results = new Results(reader, workplace, request.out());
        results.collect();
        return summary(input, results, restarts, rules.version(), end, began);
      }
    }
  }

  private void publish(SortedInput input, RuleBundle rules, String bootstrapServers)
      throws IOException {
    progress.begin("sending", input.events());
    try (Publisher publisher = new Publisher(bootstrapServers)) {
      publisher.send(rules);
      request.models().forEach(publisher::send);
      publishCatalog(publisher);
      long[] sent = {0};
      input.forEach(
          (topic, key, call) -> {
            if (call.length > topic.maxMessageBytes() - RECORD_OVERHEAD) {
              publisher.send(
                  Topic.DEAD_LETTERS,
                  Reason.TOO_LARGE.code(),
                  Messages.of(DeadLetter.class).write(tooLarge(topic, call, sent[0])));
            } else {
              publisher.send(topic, key, call);
            }
            progress.reached(++sent[0]);
          });
      publisher.flush();
    }
  }

  /** What the broker does not take at all: refused here, by its number in the input. */
  private static DeadLetter tooLarge(Topic topic, byte[] call, long number) {
    int kept = Math.min(call.length, topic.maxMessageBytes());
    return new DeadLetter(
        Reason.TOO_LARGE,
        call.length + " bytes; the broker takes " + topic.maxMessageBytes() + " at most.",
        "intake",
        topic.topicName(),
        -1,
        number,
        new String(call, 0, kept, StandardCharsets.UTF_8),
        null);
  }

  private void publishCatalog(Publisher publisher) throws IOException {
    Path catalog = request.catalog();
    if (catalog == null) {
      return;
    }
    new CatalogFile(catalog).read(publisher::send);
  }

  /** Runs the job to its end; tells how often it failed and started again on the way. */
  private long decide(
      SortedInput input, Topics topics, String bootstrapServers, Instant end, Path workplace)
      throws IOException {
    EngageSettings settings =
        // Whoever has the file could write into it whatever a browser said: it counts as a
        // server's.
        EngageSettings.defaults(bootstrapServers).replayUntil(end).withEveryEventProven();
    try (LocalFlink flink =
        LocalFlink.start(
            workplace.resolve("flink"), request.parallelism(), MANAGED_MEGABYTES, FLINK)) {
      StreamExecutionEnvironment environment = flink.environment();
      environment.configure(EngageTuning.configuration());
      environment.setParallelism(request.parallelism());
      EngageJob.assemble(environment, settings);
      LocalJob job = flink.submit(environment, "engage", null);
      progress.begin("who is who", input.events());
      try (Backlog backlog =
          new Backlog(bootstrapServers, job, settings.transactionalIdPrefix(), Topic.SOURCES)) {
        awaitRest(job, backlog, input.events());
      }
      progress.begin("deciding", input.events());
      CompletableFuture<?> drained = job.drain();
      awaitEnd(job, drained, topics, input.events());
      return job.restarts();
    }
  }

  /** Runs measure over what engage has written, to its end; tells how often it failed. */
  private long measure(Topics topics, String bootstrapServers, Instant end, Path workplace)
      throws IOException {
    MeasureSettings settings = MeasureSettings.defaults(bootstrapServers).replayUntil(end);
    try (LocalFlink flink =
        LocalFlink.start(
            workplace.resolve("measure"), request.parallelism(), MANAGED_MEGABYTES, FLINK)) {
      StreamExecutionEnvironment environment = flink.environment();
      environment.configure(EngageTuning.configuration());
      environment.setParallelism(request.parallelism());
      MeasureJob.assemble(environment, settings);
      LocalJob job = flink.submit(environment, "measure", null);
      try (Backlog backlog =
          new Backlog(bootstrapServers, job, settings.group(), MeasureJob.SOURCES)) {
        long all = backlog.messages();
        progress.begin("measuring", all);
        Patience patience = new Patience();
        while (!job.endsWithin(LOOK_AGAIN)) {
          long waiting = backlog.messages();
          progress.reached(Math.max(0, all - waiting));
          patience.look(waiting - topics.written(Topic.SCORECARDS) - topics.written(Topic.FIGURES));
        }
      }
      job.awaitEnd(Duration.ofMinutes(1));
      return job.restarts();
    }
  }

  /** Waits until the job has read everything, and knows who is who. */
  private void awaitRest(LocalJob job, Backlog backlog, long events) throws IOException {
    Patience patience = new Patience();
    while (!job.runsOnAllTasks() || !backlog.isAtRest()) {
      long waiting = backlog.messages();
      progress.reached(Math.max(0, events - waiting));
      patience.look(waiting);
      if (job.endsWithin(LOOK_AGAIN)) {
        job.awaitEnd(LOOK_AGAIN);
      }
    }
  }

  /** Waits for the job's end, as long as it gets on. */
  private void awaitEnd(LocalJob job, CompletableFuture<?> drained, Topics topics, long events)
      throws IOException {
    Patience patience = new Patience();
    while (!job.endsWithin(LOOK_AGAIN)) {
      if (drained.isCompletedExceptionally()) {
        throw new CommandFailure("The job does not come to its end. The log tells more.");
      }
      // Not exact, but it moves as the job does: an event ends in a memory or among the refused.
      long now = topics.written(Topic.CUSTOMERS) + topics.written(Topic.DEAD_LETTERS);
      progress.reached(Math.min(now, events));
      patience.look(now);
    }
    job.awaitEnd(Duration.ofMinutes(1));
  }

  /** Ends when nothing has moved for too long. */
  private final class Patience {
    private long seen = -1;
    private Instant lastStep = clock.instant();

    void look(long now) {
      if (now != seen) {
        seen = now;
        lastStep = clock.instant();
      } else if (clock.instant().isAfter(lastStep.plus(LONGEST_SILENCE))) {
        throw new CommandFailure(
            "The job has done nothing for " + LONGEST_SILENCE + ". The log tells more.");
      }
    }
  }

  private Summary summary(
      SortedInput input,
      Results results,
      long restarts,
      String version,
      Instant end,
      Instant began) {
    double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
    return new Summary(
        request.format().formatName(),
        input.lines(),
        input.events(),
        results.applied,
        results.duplicates,
        results.deadLetters,
        results.customers,
        results.moments,
        results.noticed,
        new Summary.Ordered(results.orders, results.orderedMinor),
        new Summary.Decided(
            results.decisionsByKind, results.decisionsByRule, results.heldOutByRule),
        restarts,
        version,
        end,
        seconds,
        Math.round(input.events() / Math.max(seconds, 0.001)));
  }

  private void write(Summary summary) throws IOException {
    JsonMapper json =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    json.writeValue(request.out().resolve("summary.json").toFile(), summary);
  }
}
