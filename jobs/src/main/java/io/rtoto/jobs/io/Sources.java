package io.rtoto.jobs.io;

import io.rtoto.jobs.identity.LeafMessage;
import io.rtoto.jobs.intake.Intake;
import io.rtoto.jobs.intake.Received;
import io.rtoto.jobs.measurement.News;
import io.rtoto.jobs.measurement.NewsReader;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.flow.Posting;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What the jobs read. */
public final class Sources {
  private static final String NO_DISCOVERY = "-1";

  private Sources() {}

  /** Everything that arrives on the event topics, and ticks. */
  public static DataStream<Received> events(
      StreamExecutionEnvironment environment, EngageSettings settings, Intake intake) {
    return environment
        .fromSource(
            source(settings, Topic.EVENTS, new ReceivedSchema(intake)),
            StreamTime.ofEvents(settings),
            "Read the events")
        .uid("events");
  }

  /** The catalogue, entry by entry. */
  public static DataStream<Posting> catalog(
      StreamExecutionEnvironment environment, EngageSettings settings) {
    return postings(environment, settings, Topic.CATALOG, "Read the catalogue");
  }

  /** The rules, version by version. */
  public static DataStream<Posting> rules(
      StreamExecutionEnvironment environment, EngageSettings settings) {
    return postings(environment, settings, Topic.RULES, "Read the rules");
  }

  /** The models of who comes back, one after the other. */
  public static DataStream<Posting> models(
      StreamExecutionEnvironment environment, EngageSettings settings) {
    return postings(environment, settings, Topic.MODELS, "Read the models");
  }

  /** What people order about who is who, in their order. */
  public static DataStream<Posting> identityCommands(
      StreamExecutionEnvironment environment, EngageSettings settings) {
    return postings(
        environment, settings, Topic.IDENTITY_COMMANDS, "Read the orders about identities");
  }

  /** What identifiers told each other, and what was said upon them. */
  public static DataStream<LeafMessage> identityLoop(
      StreamExecutionEnvironment environment, EngageSettings settings) {
    return environment
        .fromSource(
            source(settings, List.of(Topic.IDENTITY_LOOP), new LoopSchema()),
            NoTime.of(settings),
            "Read what identifiers tell each other")
        .uid(Topic.IDENTITY_LOOP.topicName());
  }

  /** One subtask reads them, so that the newest of a key is also the last to come. */
  private static DataStream<Posting> postings(
      StreamExecutionEnvironment environment,
      EngageSettings settings,
      Topic topic,
      String sentence) {
    return environment
        .fromSource(
            source(settings, List.of(topic), new PostingSchema()), NoTime.of(settings), sentence)
        .setParallelism(1)
        .uid(topic.topicName());
  }

  /** What measure is told that has a time: what was applied, and what was decided. */
  public static DataStream<News> newsInTime(
      StreamExecutionEnvironment environment, MeasureSettings settings) {
    return news(
        environment,
        settings,
        List.of(Topic.JOURNAL, Topic.DECISIONS),
        NewsTime.of(settings),
        "Read what was applied and decided",
        "news-in-time");
  }

  /** What measure is told that has none: what was refused, who is who, and what is published. */
  public static DataStream<News> newsWithoutTime(
      StreamExecutionEnvironment environment, MeasureSettings settings) {
    return news(
        environment,
        settings,
        List.of(Topic.DEAD_LETTERS, Topic.IDENTITIES, Topic.RULES, Topic.RULE_HISTORY),
        NoTime.of(settings.isReplay()),
        "Read what was refused, who is who, and the rules",
        "news-without-time");
  }

  private static DataStream<News> news(
      StreamExecutionEnvironment environment,
      MeasureSettings settings,
      List<Topic> topics,
      WatermarkStrategy<News> time,
      String sentence,
      String uid) {
    KafkaSourceBuilder<News> source =
        source(
            settings.bootstrapServers(),
            settings.group(),
            topics,
            new NewsSchema(new NewsReader(settings.identitySecret())));
    if (settings.isReplay()) {
      // Engage has come to its end by then: what is there now is all that there will be.
      source.setBounded(OffsetsInitializer.latest());
    }
    return environment.fromSource(source.build(), time, sentence).uid(uid);
  }

  private static <T> KafkaSource<T> source(
      EngageSettings settings, List<Topic> topics, KafkaRecordDeserializationSchema<T> schema) {
    return source(settings.bootstrapServers(), settings.transactionalIdPrefix(), topics, schema)
        .build();
  }

  private static <T> KafkaSourceBuilder<T> source(
      String bootstrapServers,
      String group,
      List<Topic> topics,
      KafkaRecordDeserializationSchema<T> schema) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(bootstrapServers)
        .setGroupId(group)
        .setClientIdPrefix(group + "-" + topics.get(0).topicName())
        .setTopics(topics.stream().map(Topic::topicName).toList())
        .setDeserializer(schema)
        .setStartingOffsets(new FirstOffsets())
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        // A partition that appears while the job runs breaks the order within a key: it is
        // refused at the next start, and never read meanwhile.
        .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), NO_DISCOVERY);
  }
}
