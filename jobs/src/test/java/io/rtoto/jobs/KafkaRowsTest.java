package io.rtoto.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.rig.Call;
import io.rtoto.jobs.rig.EngageRig;
import io.rtoto.jobs.rig.EngageRigExtension;
import io.rtoto.local.LocalJob;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventSuppressed;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.naming.Pseudonyms;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a topic may hold that no gateway wrote: rows B68 to B78 of the catalogue of bad input, each
 * in the name of its test. One job takes them all and must not restart; a sound event after each
 * shows that the stream went on.
 */
@ExtendWith(EngageRigExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaRowsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String TRANSACTION_OPEN =
      "flink_taskmanager_job_task_operator_topic_transactionOpenMilliseconds";

  private final EngageRig rig;
  private @Nullable LocalJob job;
  private int written;

  KafkaRowsTest(EngageRig rig) {
    this.rig = rig;
  }

  @BeforeAll
  void begin() throws Exception {
    rig.begin(2);
    job = rig.startLive(rig.settings(), 2);
  }

  @AfterEach
  void theStreamGoesOnWithoutARestart() throws Exception {
    String id = "after-" + written++;
    rig.write(List.of(Call.adds("witness", "boots", NOON, id)));
    awaitApplied(id);
    assertThat(job).isNotNull();
    assertThat(job.restarts()).isZero();
  }

  @AfterAll
  void end() throws Exception {
    rig.stop();
  }

  @Test
  void b68AnEventWithoutAKeyIsAppliedToItsCustomer() throws Exception {
    rig.write(record(Topic.CLICKSTREAM, null, bytes(Call.adds("kim", "b", NOON, "b68").json())));

    awaitApplied("b68");
  }

  @Test
  void b69ATombstoneIsRefusedOnEveryEventTopicAndAmongTheRules() throws Exception {
    for (Topic topic : Topic.EVENTS) {
      rig.write(record(topic, "kim", null));
    }
    rig.write(record(Topic.RULES, RuleBundle.ACTIVE_KEY, null));

    EngageRig.await(() -> letters(Reason.TOMBSTONE).size() >= 5);
    assertThat(letters(Reason.TOMBSTONE))
        .extracting(DeadLetter::topic)
        .contains("clickstream", "chat", "orders", "interactions", "rules");
  }

  @Test
  void b69ATombstoneInTheCatalogueTakesTheProductOutAndIsNoError() throws Exception {
    RecordMetadata tombstone = rig.store(record(Topic.CATALOG, "boots", null));
    rig.store(new ProducerRecord<>("catalog", tombstone.partition(), bytes("boots"), bytes("x")));

    EngageRig.await(
        () -> letterAt("catalog", tombstone.partition(), tombstone.offset() + 1).size() == 1);
    assertThat(letterAt("catalog", tombstone.partition(), tombstone.offset())).isEmpty();
  }

  @Test
  void b70RandomBytesAreRefusedAndKeptAsTheyCame() throws Exception {
    byte[] noise = new byte[1024];
    new Random(70).nextBytes(noise);

    DeadLetter letter = letterAbout(record(Topic.CHAT, "kim", noise));

    assertThat(letter.reason()).isEqualTo(Reason.NOT_JSON);
    assertThat(Base64.getDecoder().decode(letter.originalBase64())).isEqualTo(noise);
  }

  @Test
  void b71ARecordAsLargeAsTheTopicTakesIsRefusedWhole() throws Exception {
    byte[] large = new byte[Topic.ORDERS.maxMessageBytes() - 200];
    Arrays.fill(large, (byte) 'a');

    DeadLetter letter = letterAbout(record(Topic.ORDERS, "kim", large));

    assertThat(letter.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(letter.original()).hasSize(large.length);
  }

  @ParameterizedTest
  @ValueSource(bytes = {0x01, 0x1c})
  void b71TheLetterAboutALargeRecordOfControlCharactersFitsItsTopic(byte control) throws Exception {
    byte[] large = new byte[Topic.ORDERS.maxMessageBytes() - 200];
    Arrays.fill(large, control);

    DeadLetter letter = letterAbout(record(Topic.ORDERS, "kim", large));

    assertThat(Base64.getDecoder().decode(letter.originalBase64())).isEqualTo(large);
  }

  @Test
  void b72ManyAndUnknownHeadersDoNotMatter() throws Exception {
    List<Header> headers =
        IntStream.range(0, 1000)
            .<Header>mapToObj(i -> new RecordHeader("h" + i, bytes("v")))
            .toList();
    byte[] call = bytes(Call.adds("kim", "b", NOON, "b72").json());

    rig.write(new ProducerRecord<>("clickstream", null, bytes("kim"), call, headers));

    awaitApplied("b72");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999", "NaN"})
  void b72ATickThatTellsNoTimeIsATombstone(String time) throws Exception {
    ProducerRecord<byte[], byte[]> record = record(Topic.INTERACTIONS, "kim", null);
    record.headers().add("rtoto-tick", bytes(time));

    assertThat(letterAbout(record).reason()).isEqualTo(Reason.TOMBSTONE);
  }

  @Test
  void b73EventsOnTheWrongPartitionAreStillTheirCustomers() throws Exception {
    for (int partition = 0; partition < 2; partition++) {
      byte[] call = bytes(Call.adds("kim", "b", NOON, "b73-" + partition).json());
      rig.write(new ProducerRecord<>("clickstream", partition, bytes("kim"), call));
    }

    awaitApplied("b73-0");
    awaitApplied("b73-1");
    assertThat(customerOf("b73-0")).isEqualTo(customerOf("b73-1"));
  }

  @Test
  void b74TheRecordsOwnTimeIsNotBelieved() throws Exception {
    rig.write(List.of(Call.adds("ida", "b", NOON.plusSeconds(1200), "b74-ida")));
    awaitApplied("b74-ida");

    for (Topic topic : Topic.EVENTS) {
      letAnyTimePass(topic);
      for (int partition = 0; partition < 2; partition++) {
        String id = "b74-" + topic.topicName() + partition;
        byte[] call = bytes(Call.writes("kim", "hello", NOON, id).json());
        rig.write(
            new ProducerRecord<>(topic.topicName(), partition, Long.MAX_VALUE, bytes("kim"), call));
        awaitApplied(id);
      }
    }

    // By joe's cart, which is due before, one sees how far time has come, and that it is believed.
    rig.write(List.of(Call.adds("joe", "b", NOON, "b74-joe")));
    awaitApplied("b74-joe");
    rig.tick(NOON.plusSeconds(31 * 60));
    EngageRig.await(() -> abandons("b74-joe"));
    assertThat(abandons("b74-ida")).isFalse();
  }

  @Test
  void b75OnlyWhatWasCommittedIsApplied() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        rig.newProducer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "b75"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(call("b75-aborted")).get();
      producer.abortTransaction();

      producer.beginTransaction();
      producer.send(call("b75-hanging")).get();
      rig.write(List.of(Call.writes("lee", "hello", NOON, "b75-elsewhere")));
      awaitApplied("b75-elsewhere");
      assertThat(rig.events()).doesNotContain("applied b75-hanging");
      EngageRig.await(() -> rig.measured(TRANSACTION_OPEN) > 0);

      producer.commitTransaction();
    }
    awaitApplied("b75-hanging");
    EngageRig.await(() -> rig.measured(TRANSACTION_OPEN) == 0);
    assertThat(rig.events()).doesNotContain("applied b75-aborted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
  void b76EveryCompressionIsRead(String codec) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        rig.newProducer(Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, codec))) {
      producer.send(call("b76-" + codec)).get();
    }

    awaitApplied("b76-" + codec);
  }

  @Test
  void b76ABatchWithAWrongChecksumIsRefusedByTheBroker() throws Exception {
    Call call = Call.adds("kim", "b", NOON, "b76-torn");

    assertThat(rig.sendTorn(Topic.CLICKSTREAM, call)).isEqualTo(Errors.CORRUPT_MESSAGE);
  }

  @Test
  void b77AnotherSerializersMessageIsRefused() throws Exception {
    byte[] json = bytes(Call.adds("kim", "b", NOON, "b77").json());
    byte[] framed = new byte[json.length + 5];
    framed[4] = 1;
    System.arraycopy(json, 0, framed, 5, json.length);

    assertThat(letterAbout(record(Topic.CLICKSTREAM, "kim", framed)).reason())
        .isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void b19HalfACharacterIsRefusedBeforeItReachesATopicThatCannotHoldIt() throws Exception {
    byte[] half = bytes(Call.writes("kim", "half \\ud83d", NOON, "b19").json());

    assertThat(letterAbout(record(Topic.CHAT, "kim", half)).reason()).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void aRefusedBundleThatIsLargerThanALetterStaysWhereTheLetterSays() throws Exception {
    byte[] noise = new byte[5 << 20];
    new Random(1).nextBytes(noise);

    DeadLetter letter = letterAbout(record(Topic.RULES, RuleBundle.ACTIVE_KEY, noise));

    assertThat(letter.reason()).isEqualTo(Reason.SCHEMA);
    assertThat(letter.original()).isNull();
    assertThat(letter.originalBase64()).isNull();
  }

  @Test
  void anEntryWithAHoleAmongItsCompanionsIsRefusedAndTheJobGoesOn() throws Exception {
    byte[] entry = bytes("{\"productId\":\"holed\",\"companions\":[null]}");

    DeadLetter letter = letterAbout(record(Topic.CATALOG, "holed", entry));

    assertThat(letter.reason()).isEqualTo(Reason.SCHEMA);
    assertThat(letter.detail()).startsWith("/companions/0:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"classes\":{\"a.B\":null},\"models\":[]", "\"classes\":{},\"models\":[null]"})
  void aBundleWithAHoleIsRefusedAndTheJobGoesOn(String part) throws Exception {
    byte[] bundle =
        bytes(
            "{\"version\":\"1\",\"author\":\"a\",\"publishedAt\":\"2026-11-23T12:00:00Z\","
                + "\"sources\":{},\"rules\":[],"
                + part
                + "}");

    assertThat(letterAbout(record(Topic.RULES, RuleBundle.ACTIVE_KEY, bundle)).reason())
        .isEqualTo(Reason.SCHEMA);
  }

  @Test
  void aModelThatForetellsNothingIsRefusedAndTheOneBeforeStaysInForce() throws Exception {
    String model =
        "{\"model\":\"mbgnbd\",\"timeUnit\":\"weeks\",\"horizonWeeks\":39,\"parameters\":"
            + "{\"r\":0.5,\"alpha\":6.2,\"a\":0.9,\"b\":1.6},\"logLikelihood\":-1,\"customers\":1,"
            + "\"repeatCustomers\":1,\"from\":\"1997-01-01T00:00:00Z\",\"to\":\"1997-10-01T00:00:00Z\"}";
    rig.write(record(Topic.MODELS, AttritionParameters.KEY, bytes(model)));

    byte[] wrong = bytes(model.replace("\"alpha\":6.2", "\"alpha\":-6.2"));
    DeadLetter letter = letterAbout(record(Topic.MODELS, AttritionParameters.KEY, wrong));

    assertThat(letter.reason()).isEqualTo(Reason.SCHEMA);
    assertThat(letter.detail()).contains("alpha of MBG/NBD is -6.2; expected more than 0.");
    rig.write(List.of(Call.orders("mortimer", "boots", NOON, "modelled")));
    awaitApplied("modelled");
    String customer = customerOf("modelled");
    EngageRig.await(
        () ->
            rig.customers().stream()
                .filter(snapshot -> snapshot.customerId().equals(customer))
                .anyMatch(snapshot -> snapshot.attrition() != null));
  }

  @Test
  void b78ARecordOfAnErasedTimeIsSuppressedAndALaterOneBeginsAnew() throws Exception {
    Instant erasedUpTo = NOON.plus(Duration.ofHours(1));
    rig.write(List.of(Call.adds("erasmus", "boots", NOON, "b78-before")));
    awaitApplied("b78-before");
    String customer = customerOf("b78-before");
    Identifier erasmus =
        new Pseudonyms(rig.settings().identitySecret())
            .identifier(IdentifierType.USER_ID, "erasmus");

    rig.write(
        Topic.IDENTITY_COMMANDS,
        erasmus.hash(),
        IdentityCommand.class,
        new IdentifierErased(erasmus, erasedUpTo, "privacy", "asked for", erasedUpTo));
    // Nothing says that an order is read before an event that is written after it.
    EngageRig.await(() -> !of(customer, CustomerErased.class).isEmpty());
    assertThat(of(customer, CustomerErased.class))
        .containsExactly(new CustomerErased(customer, erasmus, erasedUpTo, 1));
    rig.write(
        List.of(
            Call.adds("erasmus", "wax", NOON.plusSeconds(1), "b78-late"),
            Call.adds("erasmus", "socks", erasedUpTo.plusSeconds(1), "b78-after")));

    awaitApplied("b78-after");
    EngageRig.await(() -> of(erasmus.hash(), EventSuppressed.class).size() == 1);
    assertThat(rig.events()).doesNotContain("applied b78-late");
    EngageRig.await(
        () ->
            rig.customers().stream()
                .filter(snapshot -> snapshot.customerId().equals(customer))
                .reduce((older, newer) -> newer)
                .filter(snapshot -> snapshot.events() == 1)
                .map(snapshot -> snapshot.cart().get(0).productId())
                .filter("socks"::equals)
                .isPresent());
  }

  @Test
  void b78AnOrderThatIsNoneIsRefused() throws Exception {
    assertThat(
            letterAbout(record(Topic.IDENTITY_COMMANDS, "x", bytes("{\"command\":\"Forget\"}")))
                .reason())
        .isEqualTo(Reason.SCHEMA);
    assertThat(letterAbout(record(Topic.IDENTITY_COMMANDS, "x", null)).reason())
        .isEqualTo(Reason.TOMBSTONE);
  }

  private <T extends JournalEntry> List<T> of(String key, Class<T> kind) {
    return rig.journal().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(entry -> entry.key().equals(key))
        .toList();
  }

  private void letAnyTimePass(Topic topic) throws Exception {
    rig.admin()
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry(
                            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                        AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  /** Writes the record, and waits for the letter about it. */
  private DeadLetter letterAbout(ProducerRecord<byte[], byte[]> record) throws Exception {
    RecordMetadata stored = rig.store(record);
    EngageRig.await(
        () -> letterAt(stored.topic(), stored.partition(), stored.offset()).size() == 1);
    return letterAt(stored.topic(), stored.partition(), stored.offset()).get(0);
  }

  private List<DeadLetter> letterAt(String topic, int partition, long offset) {
    return rig.deadLetters().stream()
        .filter(letter -> letter.topic().equals(topic))
        .filter(letter -> letter.partition() == partition && letter.offset() == offset)
        .toList();
  }

  private List<DeadLetter> letters(Reason reason) {
    return rig.deadLetters().stream().filter(letter -> letter.reason() == reason).toList();
  }

  /** Whether the customer of that message has left a cart. */
  private boolean abandons(String messageId) {
    String customer = customerOf(messageId);
    return rig.moments("CartAbandoned").stream()
        .anyMatch(moment -> moment.customerId().equals(customer));
  }

  private String customerOf(String messageId) {
    return rig.journal().stream()
        .filter(EventApplied.class::isInstance)
        .map(EventApplied.class::cast)
        .filter(applied -> applied.event().occurrence().messageId().equals(messageId))
        .map(EventApplied::customerId)
        .findFirst()
        .orElseThrow();
  }

  private void awaitApplied(String messageId) {
    EngageRig.await(() -> rig.events().contains("applied " + messageId));
  }

  private static ProducerRecord<byte[], byte[]> call(String messageId) {
    return record(Topic.CLICKSTREAM, "kim", bytes(Call.adds("kim", "b", NOON, messageId).json()));
  }

  private static ProducerRecord<byte[], byte[]> record(
      Topic topic, @Nullable String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic.topicName(), key == null ? null : bytes(key), value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
