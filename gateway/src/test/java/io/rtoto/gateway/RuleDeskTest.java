package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Seal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authors read of rules that were published. */
final class RuleDeskTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void tellsWhatIsWrittenInTheRulesAndWhatTheyWereBefore() throws Exception {
    try (Broker broker = Broker.started(folder, 0);
        Gateway gateway =
            Gateway.start(
                GatewaySettings.defaults(broker.bootstrapServers())
                    .listeningOn("127.0.0.1", 0)
                    .withAccess(Broker.OF_GUESTS))) {
      Sender sender = new Sender(gateway);
      assertThat(sender.get("/v1/rules").statusCode()).isEqualTo(404);
      RuleBundle first = bundle("aaa", 1, "rule \"Say hello\"");
      RuleBundle second = bundle("bbb", 2, "rule \"Say good day\"");
      try (KafkaProducer<String, byte[]> publisher = broker.producer()) {
        for (RuleBundle one : List.of(first, second)) {
          send(publisher, Topic.RULES, "active", one.withCases(null));
          send(publisher, Topic.RULE_HISTORY, Long.toString(one.number()), one);
        }
        send(publisher, Topic.RULES, "shadow", bundle("ccc", 0, "rule \"Shout\""));
        send(publisher, Topic.RULE_HISTORY, "proposed", bundle("ddd", 0, "rule \"Whisper\""));
      }
      await()
          .until(
              () ->
                  Person.json(sender.get("/v1/rules/history")).path("versions").size() == 2
                      && sender.get("/v1/rules").body().contains("bbb")
                      && sender.get("/v1/rules/ccc").statusCode() == 200
                      && sender.get("/v1/rules/ddd").statusCode() == 200);

      JsonNode newest = Person.json(sender.get("/v1/rules"));
      assertThat(newest.path("version").asText()).isEqualTo("bbb");
      assertThat(newest.path("files").path("retail/hello.drl").asText())
          .isEqualTo("rule \"Say good day\"");
      assertThat(newest.path("why").asText()).isEqualTo("to be polite");
      assertThat(Person.json(sender.get("/v1/rules/aaa")).at("/files/retail~1hello.drl").asText())
          .isEqualTo("rule \"Say hello\"");
      assertThat(Person.json(sender.get("/v1/rules/history")).path("versions"))
          .extracting(one -> one.path("version").asText())
          .containsExactly("bbb", "aaa");
      assertThat(newest.at("/files/retail~1hello.cases.yaml").asText()).isEqualTo("cases: []");
      assertThat(Person.json(sender.get("/v1/rules/ccc")).at("/files/retail~1hello.drl").asText())
          .isEqualTo("rule \"Shout\"");
      JsonNode desk = Person.json(sender.get("/v1/rules/desk"));
      assertThat(desk.at("/inForce/number").asInt()).isEqualTo(2);
      assertThat(desk.at("/shadow/version").asText()).isEqualTo("ccc");
      assertThat(desk.at("/proposed/version").asText()).isEqualTo("ddd");
      assertThat(sender.get("/v1/rules/eee").statusCode()).isEqualTo(404);
      OpenApiContract contract = OpenApiContract.of(sender.get("/openapi.yaml").body());
      for (String path :
          List.of("/v1/rules", "/v1/rules/history", "/v1/rules/desk", "/v1/rules/aaa")) {
        contract.requireAgreement("GET", path, sender.get(path));
      }

      try (KafkaProducer<String, byte[]> publisher = broker.producer()) {
        send(publisher, Topic.RULES, "shadow", null);
        send(publisher, Topic.RULE_HISTORY, "proposed", null);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(Person.json(sender.get("/v1/rules/desk")).properties())
                      .extracting(Map.Entry::getKey)
                      .containsExactlyInAnyOrder("writes", "why", "inForce"));
    }
  }

  static RuleBundle bundle(String version, long number, String source) {
    return new RuleBundle(
        version,
        null,
        "anna",
        NOON,
        Map.of("retail/hello.drl", source),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        new Seal(number, "0".repeat(64), null, 0, "to be polite", null, List.of()),
        null,
        Map.of("retail/hello.cases.yaml", "cases: []"));
  }

  static void send(
      KafkaProducer<String, byte[]> publisher, Topic topic, String key, @Nullable RuleBundle bundle)
      throws Exception {
    var unused =
        publisher
            .send(
                new ProducerRecord<>(
                    topic.topicName(),
                    key,
                    bundle == null ? null : Messages.of(RuleBundle.class).write(bundle)))
            .get();
  }
}
