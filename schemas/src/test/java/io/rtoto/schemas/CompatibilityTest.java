package io.rtoto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.SegmentReader.Sound;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was released stays true: older writers are understood, older readers get what they need. */
class CompatibilityTest {
  private final SchemaFolder present = SchemaFolder.present();
  private final SchemaFolder released = SchemaFolder.released();

  @Test
  void everySchemaOfTheLastReleaseIsStillThere() {
    assertThat(present.names()).containsAll(released.names());
  }

  @Test
  void noSchemaTakesLessThanItDid() {
    for (String name : released.names()) {
      assertThat(Narrowing.between(released.schema(name), successor(name))).as(name).isEmpty();
    }
  }

  @Test
  void ourOwnMessagesStillHoldWhatReadersCountOn() {
    for (String name : released.names()) {
      if (isOurs(name)) {
        assertThat(promises(successor(name), ""))
            .as(name)
            .containsAll(promises(released.schema(name), ""));
      }
    }
  }

  @Test
  void everyExampleOfTheLastReleaseIsStillValidAndRead() throws JsonProcessingException {
    SegmentReader reader = new SegmentReader(Instant.parse("2027-01-01T00:00:00Z"), "EUR");
    for (Topic topic : topicsOfTheLastRelease()) {
      for (Map.Entry<String, JsonNode> example : released.examples(topic).entrySet()) {
        assertThat(present.faults(topic.topicName(), example.getValue()))
            .as(example.getKey())
            .isEmpty();
        if (Topic.EVENTS.contains(topic)) {
          byte[] message = StrictJson.JSON.writeValueAsBytes(example.getValue());
          assertThat(reader.read(topic, message)).as(example.getKey()).isInstanceOf(Sound.class);
        }
      }
    }
  }

  /** A change to the schema of orders or of decisions that breaks somebody, and its complaint. */
  private record Breach(String complaint, String schema, Consumer<JsonNode> change) {
    @Override
    public String toString() {
      return complaint;
    }
  }

  private static List<Breach> breaches() {
    return List.of(
        new Breach(
            "/properties/kind/enum no longer takes alert",
            "decisions",
            schema -> ((ArrayNode) schema.at("/properties/kind/enum")).remove(2)),
        new Breach(
            "/required asks for validUntil",
            "decisions",
            schema -> ((ArrayNode) schema.at("/required")).add("validUntil")),
        new Breach(
            "/properties/products/items/type no longer takes string",
            "decisions",
            schema -> ((ObjectNode) schema.at("/properties/products/items")).put("type", "object")),
        new Breach(
            "/properties/name/maxLength fell to 20",
            "decisions",
            schema -> ((ObjectNode) schema.at("/properties/name")).put("maxLength", 20)),
        new Breach(
            "/properties/slot/minLength rose to 2",
            "decisions",
            schema -> ((ObjectNode) schema.at("/properties/slot")).put("minLength", 2)),
        new Breach(
            "/properties/name/pattern became \"^x$\"",
            "decisions",
            schema -> ((ObjectNode) schema.at("/properties/name")).put("pattern", "^x$")),
        new Breach(
            "/$defs no longer has orderRefunded",
            "orders",
            schema -> ((ObjectNode) schema.at("/$defs")).remove("orderRefunded")),
        new Breach(
            "/allOf asks for {\"required\":[\"userId\"]}",
            "orders",
            schema ->
                ((ArrayNode) schema.at("/allOf")).addObject().putArray("required").add("userId")),
        new Breach(
            "/$defs/orderCompleted/properties/properties/properties/products/maxItems fell to 499",
            "orders",
            schema ->
                ((ObjectNode)
                        schema.at(
                            "/$defs/orderCompleted/properties/properties/properties/products"))
                    .put("maxItems", 499)));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void tellsABreach(Breach breach) {
    JsonNode schema = present.schema(breach.schema);
    JsonNode changed = schema.deepCopy();
    breach.change.accept(changed);
    assertThat(Narrowing.between(schema, changed)).containsExactly(breach.complaint);
  }

  @Test
  void tellsAFieldThatReadersCountOnAndThatMayNowBeMissing() {
    JsonNode schema = present.schema("decisions");
    JsonNode changed = schema.deepCopy();
    ((ArrayNode) changed.at("/required")).remove(0);
    assertThat(Narrowing.between(schema, changed)).isEmpty();
    assertThat(promises(changed, "")).doesNotContain("/decisionId");
    assertThat(promises(schema, "")).contains("/decisionId");
  }

  @Test
  void allowsANewFieldAndAnEventThatGetsASchemaOfItsOwn() {
    JsonNode schema = present.schema("orders");
    JsonNode changed = schema.deepCopy();
    ((ObjectNode) changed.at("/$defs/orderCompleted/properties/properties/properties"))
        .putObject("coupon")
        .put("type", "string");
    ((ArrayNode) changed.at("/allOf")).addObject().putObject("if").put("required", "x");
    assertThat(Narrowing.between(schema, changed)).isEmpty();
  }

  private List<Topic> topicsOfTheLastRelease() {
    return Stream.of(Topic.values())
        .filter(topic -> released.names().contains(topic.topicName()))
        .toList();
  }

  private static boolean isOurs(String schema) {
    return Topic.EVENTS.stream().noneMatch(topic -> topic.topicName().equals(schema));
  }

  /** A topic that had messages of one kind may have got others beside them. */
  private JsonNode successor(String name) {
    JsonNode now = present.schema(name);
    JsonNode sameKind = now.path("$defs").path(released.schema(name).path("title").asText());
    return now.has("oneOf") && !sameKind.isMissingNode() ? sameKind : now;
  }

  /** Every field that is always there, by its place in the schema. */
  private static Set<String> promises(JsonNode schema, String at) {
    Set<String> promises = new HashSet<>();
    schema.path("required").forEach(field -> promises.add(at + "/" + field.asText()));
    schema
        .properties()
        .forEach(
            part -> {
              if (part.getValue().isObject()) {
                promises.addAll(promises(part.getValue(), at + "/" + part.getKey()));
              }
            });
    return promises;
  }
}
