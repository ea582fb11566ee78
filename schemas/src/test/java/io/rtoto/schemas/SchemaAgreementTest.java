package io.rtoto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.SegmentReader.Reading;
import io.rtoto.schemas.SegmentReader.Refused;
import io.rtoto.schemas.deadletters.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The schemas tell people what the reader takes; this is the proof that they tell the truth. Every
 * example is changed at every place in every way below, and both give their verdict.
 */
class SchemaAgreementTest {
  /** What the reader checks and a schema cannot say: by reason, or by what the refusal expected. */
  private static final Set<Reason> BEYOND_SCHEMAS =
      EnumSet.of(
          Reason.NO_IDENTIFIER,
          Reason.IDENTITY_UNPROVEN,
          Reason.TIME_OUT_OF_RANGE,
          Reason.UNKNOWN_CURRENCY,
          Reason.BOT);

  private static final List<String> EXPECTED_BEYOND_SCHEMAS =
      List.of("an ISO instant", "minor units", "has no smaller unit");

  /** What a schema refuses is refused by the reader for one of these. */
  private static final Set<Reason> WITHIN_SCHEMAS =
      EnumSet.of(
          Reason.SCHEMA, Reason.NEGATIVE_AMOUNT, Reason.UNKNOWN_CURRENCY, Reason.NOT_ALLOWED);

  /** Fields that are tried even where the example has none. */
  private static final List<String> PLACES =
      Stream.of(
              "/type /event /name /messageId /userId /anonymousId /previousId /groupId /timestamp"
                  + " /originalTimestamp /receivedAt /sentAt /keyKind /proven /notAllowed /schemaVersion /properties /traits"
                  + " /context /integrations /context/traits /context/traits/email /context/device"
                  + " /context/device/id /context/bot /context/locale /traits/email /traits/phone /traits/openid"
                  + " /traits/line_id /traits/loyaltyCard /traits/language /traits/locale"
                  + " /traits/timezone /traits/birthday /traits/region /traits/address"
                  + " /properties/email /properties/phone"
                  + " /properties/name /properties/product_id /properties/productId"
                  + " /properties/sku /properties/category /properties/price /properties/currency"
                  + " /properties/quantity /properties/order_id /properties/total"
                  + " /properties/revenue /properties/value /properties/products"
                  + " /properties/products/0/productId /properties/products/0/category"
                  + " /properties/products/0/price /properties/products/0/currency"
                  + " /properties/products/0/quantity /properties/conversation_id"
                  + " /properties/channel /properties/message_body /properties/agent_id"
                  + " /properties/decisionId /properties/__proto__ /properties/@type")
          .flatMap(places -> Stream.of(places.split(" ")))
          .toList();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.nullNode(),
          NODES.textNode(""),
          NODES.textNode("x"),
          NODES.textNode("browser"),
          NODES.textNode("12,99"),
          NODES.textNode("EUR"),
          NODES.textNode("JPY"),
          NODES.textNode("eur"),
          NODES.textNode("2026-11-22T08:30:00Z"),
          NODES.textNode("2026-02-30T08:30:00Z"),
          NODES.textNode("y".repeat(100)),
          NODES.textNode("y".repeat(101)),
          NODES.textNode("🛒".repeat(256)),
          NODES.textNode("🛒".repeat(257)),
          NODES.numberNode(0),
          NODES.numberNode(1),
          NODES.numberNode(-1),
          NODES.numberNode(1_000_000),
          NODES.numberNode(1_000_001),
          NODES.numberNode(Long.MAX_VALUE),
          NODES.numberNode(new BigDecimal("1.5")),
          NODES.numberNode(new BigDecimal("2.0")),
          NODES.numberNode(new BigDecimal("-0.01")),
          NODES.numberNode(new BigDecimal("1E+11")),
          NODES.numberNode(new BigDecimal("1E+308")),
          NODES.numberNode(new BigDecimal("1E-308")),
          NODES.booleanNode(true),
          NODES.booleanNode(false),
          NODES.arrayNode(),
          NODES.arrayNode().add(1),
          NODES.objectNode(),
          NODES.objectNode().put("x", 1),
          products(2_000),
          products(2_001));

  private final SchemaFolder folder = SchemaFolder.present();
  private final SegmentReader reader =
      new SegmentReader(Instant.parse("2027-01-01T00:00:00Z"), "EUR");

  @TestFactory
  Stream<DynamicTest> schemaAndReaderAgreeOnEveryChangeOf() {
    return Topic.EVENTS.stream()
        .flatMap(topic -> folder.examples(topic).entrySet().stream())
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getKey(), () -> agreeOnEveryChangeOf(example.getValue())));
  }

  @Test
  void schemaAndReaderAgreeOnWhatIsNoCall() throws JsonProcessingException {
    for (String root : List.of("[]", "\"x\"", "null", "5", "true", "{}", "[{\"type\":\"page\"}]")) {
      assertThat(disagreement(StrictJson.JSON.readTree(root))).isEmpty();
    }
  }

  private void agreeOnEveryChangeOf(JsonNode example) {
    List<JsonNode> changes = changesOf(example);
    List<String> disagreements = changes.stream().map(this::disagreement).toList();
    assertThat(disagreements.stream().filter(text -> !text.isEmpty()).limit(5)).isEmpty();
    // Otherwise the agreement would be that of two who always say the same.
    assertThat(changes.stream().filter(this::isValid).count())
        .isBetween(changes.size() / 10L, changes.size() * 9L / 10);
  }

  private boolean isValid(JsonNode call) {
    return folder.faults(SegmentRouting.topicOf(call).topicName(), call).isEmpty();
  }

  /** How the verdicts differ; empty when they do not. */
  private String disagreement(JsonNode call) {
    Topic topic = SegmentRouting.topicOf(call);
    List<String> faults = folder.faults(topic.topicName(), call);
    Reading reading = reader.read(topic, bytes(call));
    boolean agree =
        reading instanceof Refused refused
            ? (faults.isEmpty() ? isBeyondSchemas(refused) : isWithinSchemas(refused))
            : faults.isEmpty();
    return agree ? "" : "the reader says " + reading + ", the schema " + faults + ", of " + call;
  }

  private static boolean isWithinSchemas(Refused refused) {
    return WITHIN_SCHEMAS.contains(refused.reason());
  }

  private static boolean isBeyondSchemas(Refused refused) {
    return BEYOND_SCHEMAS.contains(refused.reason())
        || (refused.reason() == Reason.SCHEMA
            && EXPECTED_BEYOND_SCHEMAS.stream().anyMatch(refused.detail()::contains));
  }

  private static List<JsonNode> changesOf(JsonNode example) {
    List<JsonPointer> places = new ArrayList<>();
    PLACES.forEach(place -> places.add(JsonPointer.compile(place)));
    collectPlaces(example, JsonPointer.empty(), places);
    List<JsonNode> changes = new ArrayList<>();
    for (JsonPointer place : places.stream().distinct().toList()) {
      JsonNode parent = example.at(place.head());
      if (parent.isObject()) {
        changes.add(changed(example, place, null));
        VALUES.forEach(value -> changes.add(changed(example, place, value)));
      } else if (parent.isArray()) {
        VALUES.forEach(value -> changes.add(changed(example, place, value)));
      }
    }
    return changes;
  }

  private static void collectPlaces(JsonNode node, JsonPointer at, List<JsonPointer> places) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonPointer place = at.appendProperty(field.getKey());
      places.add(place);
      collectPlaces(field.getValue(), place, places);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      JsonPointer place = at.appendIndex(i);
      places.add(place);
      collectPlaces(node.get(i), place, places);
    }
  }

  private static JsonNode changed(JsonNode example, JsonPointer place, @Nullable JsonNode value) {
    JsonNode copy = example.deepCopy();
    JsonNode parent = copy.at(place.head());
    String last = place.last().getMatchingProperty();
    if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), value);
    } else if (value == null) {
      ((ObjectNode) parent).remove(last);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
    return copy;
  }

  private static ArrayNode products(int count) {
    ArrayNode products = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      products.addObject().put("sku", "p" + i);
    }
    return products;
  }

  private static byte[] bytes(JsonNode call) {
    try {
      return StrictJson.JSON.writeValueAsBytes(call);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
