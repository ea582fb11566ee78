package io.rtoto.jobs.io;

import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.identity.protocol.LoopMessage;
import io.rtoto.jobs.measurement.FiguresChange;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.customers.CustomerState;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.flow.AudienceChange;
import io.rtoto.schemas.flow.CustomerChange;
import io.rtoto.schemas.flow.IdentityChange;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.identity.LedgerEntry;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.scorecards.Scorecard;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What the jobs write. The journal, the ledger of identities and the identities are written exactly
 * once, when a checkpoint completes; the others at once, so that a message may come twice after a
 * failure, under the same id.
 */
public final class Sinks {
  /**
   * The longest that a broker allows by default; a failure that lasts longer loses what it held.
   */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  /**
   * What the names of the sinks' transactions go on with. None may begin another: a sink that
   * starts ends every open transaction on its topic whose name begins like its own.
   */
  static final String APPLIED = "-applied";

  static final String REPEATS = "-repeats";

  static final String LEDGER = "-ledger";

  static final String IDENTITIES = "-identities";

  /** So many bytes of a partition travel in one request, rather than Kafka's own quarter of it. */
  private static final int MOST_BATCH_BYTES = 64 * 1024;

  private Sinks() {}

  /** To {@code decisions}, by customer. */
  public static void decisions(DataStream<Decision> decisions, EngageSettings settings) {
    write(
        decisions,
        atOnce(
            settings,
            Topic.DECISIONS,
            schema(Topic.DECISIONS, Decision.class, Decision::customerId)),
        Topic.DECISIONS,
        "Write the decisions");
  }

  /** To {@code decisions-shadow}, by customer: nobody carries them out. */
  public static void rehearsedDecisions(DataStream<Decision> decisions, EngageSettings settings) {
    write(
        decisions,
        atOnce(
            settings,
            Topic.DECISIONS_SHADOW,
            schema(Topic.DECISIONS_SHADOW, Decision.class, Decision::customerId)),
        Topic.DECISIONS_SHADOW,
        "Write what would have been decided");
  }

  /** To {@code rule-reports}, by subtask. */
  public static void ruleReports(DataStream<RuleReport> reports, EngageSettings settings) {
    write(
        reports,
        atOnce(
            settings,
            Topic.RULE_REPORTS,
            schema(Topic.RULE_REPORTS, RuleReport.class, RuleReport::key)),
        Topic.RULE_REPORTS,
        "Write what each subtask decides by");
  }

  /** To {@code customers}, by customer; a tombstone of whom nothing is known any more. */
  public static void customers(DataStream<CustomerChange> changes, EngageSettings settings) {
    write(
        changes,
        atOnce(
            settings,
            Topic.CUSTOMERS,
            new MessageSchema<>(
                Topic.CUSTOMERS,
                CustomerState.class,
                CustomerChange::customerId,
                CustomerChange::state)),
        Topic.CUSTOMERS,
        "Write the customers");
  }

  /** To {@code audiences}, by what they are drawn to; a tombstone where nobody is any more. */
  public static void audiences(DataStream<AudienceChange> changes, EngageSettings settings) {
    write(
        changes,
        atOnce(
            settings,
            Topic.AUDIENCES,
            new MessageSchema<>(
                Topic.AUDIENCES, Audience.class, AudienceChange::key, AudienceChange::audience)),
        Topic.AUDIENCES,
        "Write the audiences");
  }

  /** To {@code identity-loop}, by the identifier that a message is for. */
  public static void identityLoop(DataStream<LoopMessage> told, EngageSettings settings) {
    told.sinkTo(
            atOnce(
                settings,
                Topic.IDENTITY_LOOP,
                schema(Topic.IDENTITY_LOOP, LoopMessage.class, message -> message.to().key())))
        .uid("identity-loop-told")
        .name("Write what identifiers tell each other");
  }

  /**
   * To {@code identity-loop} as well: what was offered upon the events of an identifier that leaves
   * a customer. By a sink of its own, for the reason that the repeats have one.
   */
  public static void remarks(DataStream<Remark> remarks, EngageSettings settings) {
    remarks
        .sinkTo(
            atOnce(
                settings,
                Topic.IDENTITY_LOOP,
                new MessageSchema<>(
                    Topic.IDENTITY_LOOP,
                    Remarked.class,
                    remark -> remark.leaf().key(),
                    Remarked::of)))
        .uid("identity-loop-remarks")
        .name("Write what was offered to who leaves");
  }

  /** To {@code identity-commands}, by identifier. */
  public static void identityCommands(DataStream<IdentityCommand> asked, EngageSettings settings) {
    asked
        .sinkTo(
            atOnce(
                settings,
                Topic.IDENTITY_COMMANDS,
                schema(
                    Topic.IDENTITY_COMMANDS,
                    IdentityCommand.class,
                    command -> command.identifier().hash())))
        .uid("identity-commands-asked")
        .name("Write what engage orders about identities");
  }

  /** To {@code dead-letters}, by reason. */
  public static void deadLetters(DataStream<DeadLetter> letters, EngageSettings settings) {
    write(
        letters,
        atOnce(
            settings,
            Topic.DEAD_LETTERS,
            schema(Topic.DEAD_LETTERS, DeadLetter.class, letter -> letter.reason().code())),
        Topic.DEAD_LETTERS,
        "Write the dead letters");
  }

  /** To {@code journal}, by what an entry is about: what was applied, and what was decided. */
  public static void journal(DataStream<JournalEntry> journal, EngageSettings settings) {
    journal
        .sinkTo(journalSink(settings, APPLIED))
        .uid(Topic.JOURNAL.topicName())
        .name("Write the journal");
  }

  /**
   * To {@code journal} as well: the repeats. They have a sink of their own because they come from
   * another step: a common one would send every entry over the network first.
   */
  public static void repeats(DataStream<JournalEntry> repeats, EngageSettings settings) {
    repeats
        .sinkTo(journalSink(settings, REPEATS))
        .uid("repeats")
        .name("Write the repeats into the journal");
  }

  /** To {@code identity-ledger}, by identifier. */
  public static void identityLedger(DataStream<LedgerEntry> ledger, EngageSettings settings) {
    write(
        ledger,
        exactlyOnce(
            settings,
            Topic.IDENTITY_LEDGER,
            schema(Topic.IDENTITY_LEDGER, LedgerEntry.class, entry -> entry.identifier().key()),
            LEDGER),
        Topic.IDENTITY_LEDGER,
        "Write why who is who");
  }

  /** To {@code identities}, by identifier; a tombstone of one that is a customer by itself. */
  public static void identities(DataStream<IdentityChange> changes, EngageSettings settings) {
    write(
        changes,
        exactlyOnce(
            settings,
            Topic.IDENTITIES,
            new MessageSchema<>(
                Topic.IDENTITIES,
                Identity.class,
                change -> change.identifier().key(),
                IdentityChange::identity),
            IDENTITIES),
        Topic.IDENTITIES,
        "Write the identities");
  }

  /** To {@code scorecards}, by rule and version of the rules. */
  public static void scorecards(DataStream<Scorecard> scorecards, MeasureSettings settings) {
    write(
        scorecards,
        atOnce(
            settings.bootstrapServers(),
            Topic.SCORECARDS,
            schema(Topic.SCORECARDS, Scorecard.class, Scorecard::key)),
        Topic.SCORECARDS,
        "Write what each rule brought");
  }

  /** To {@code figures}, by minute; a tombstone of one that is kept no longer. */
  public static void figures(DataStream<FiguresChange> figures, MeasureSettings settings) {
    write(
        figures,
        atOnce(
            settings.bootstrapServers(),
            Topic.FIGURES,
            new MessageSchema<>(
                Topic.FIGURES, Figures.class, FiguresChange::key, FiguresChange::figures)),
        Topic.FIGURES,
        "Write what happened in each minute");
  }

  private static KafkaSink<JournalEntry> journalSink(EngageSettings settings, String which) {
    return exactlyOnce(
        settings,
        Topic.JOURNAL,
        schema(Topic.JOURNAL, JournalEntry.class, JournalEntry::key),
        which);
  }

  private static <T, M> KafkaSink<T> exactlyOnce(
      EngageSettings settings, Topic topic, MessageSchema<T, M> schema, String which) {
    return sink(settings.bootstrapServers(), topic, schema)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(settings.transactionalIdPrefix() + which)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Long.toString(TRANSACTION_TIMEOUT.toMillis()))
        .build();
  }

  private static <T> void write(
      DataStream<T> messages, KafkaSink<T> sink, Topic topic, String sentence) {
    messages.sinkTo(sink).uid(topic.topicName()).name(sentence);
  }

  private static <T> MessageSchema<T, T> schema(
      Topic topic, Class<T> type, MessageSchema.Key<T> key) {
    return new MessageSchema<>(topic, type, key, message -> message);
  }

  private static <E> KafkaSink<E> atOnce(
      EngageSettings settings, Topic topic, MessageSchema<E, ?> schema) {
    return atOnce(settings.bootstrapServers(), topic, schema);
  }

  private static <E> KafkaSink<E> atOnce(
      String bootstrapServers, Topic topic, MessageSchema<E, ?> schema) {
    return sink(bootstrapServers, topic, schema)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /**
   * How long a message waits for company, in milliseconds. A decision is awaited, and waits no
   * longer than this, which halves what sending costs; the others travel together, for a request
   * each would cost more than all the rest of an event.
   */
  private static String lingerMillis(Topic topic) {
    return topic == Topic.DECISIONS || topic == Topic.IDENTITY_LOOP ? "1" : "20";
  }

  private static <E> KafkaSinkBuilder<E> sink(
      String bootstrapServers, Topic topic, MessageSchema<E, ?> schema) {
    return KafkaSink.<E>builder()
        .setBootstrapServers(bootstrapServers)
        .setRecordSerializer(schema)
        .setProperty(ProducerConfig.ACKS_CONFIG, "all")
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, lingerMillis(topic))
        .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(MOST_BATCH_BYTES))
        .setProperty(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(topic.maxMessageBytes()));
  }
}
