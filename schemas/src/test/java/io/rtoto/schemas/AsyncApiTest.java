package io.rtoto.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code asyncapi.yaml} tells people of the topics is what {@link Topic} tells the broker. */
class AsyncApiTest {
  private final JsonNode document = document();
  private final SchemaFolder folder = SchemaFolder.present();

  @Test
  void namesEveryTopicAndNoOther() {
    assertThat(document.path("channels").properties())
        .extracting(channel -> channel.getValue().path("address").asText())
        .containsExactlyElementsOf(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
  }

  @Test
  void tellsTheSettingsThatTheBrokerIsGiven() {
    for (Topic topic : Topic.values()) {
      Map<String, String> told = new HashMap<>();
      channel(topic)
          .at("/bindings/kafka/topicConfiguration")
          .properties()
          .forEach(setting -> told.put(setting.getKey(), text(setting.getValue())));
      assertThat(told).as(topic.topicName()).isEqualTo(topic.brokerSettings());
    }
  }

  @Test
  void tellsKeyAndSchemaOfEveryMessage() {
    for (Topic topic : Topic.values()) {
      JsonNode messages = channel(topic).path("messages");
      assertThat(messages).as(topic.topicName()).isNotEmpty();
      for (JsonNode message : messages) {
        String binding = message.at("/bindings/$ref").asText().replace("#", "");
        assertThat(document.at(binding + "/kafka/key/description").asText()).isNotBlank();
        String reference = message.at("/payload/schema/$ref").asText();
        assertThat(schemaAt(reference).path("title").asText())
            .as(reference)
            .isEqualTo(message.path("title").asText());
      }
    }
  }

  @Test
  void namesEveryMessageOfATopicThatHasSeveral() {
    for (Topic topic : Topic.values()) {
      JsonNode messages = folder.schema(topic.topicName()).path("$defs");
      if (!messages.isEmpty()) {
        assertThat(names(channel(topic).path("messages")))
            .as(topic.topicName())
            .isEqualTo(names(messages));
      }
    }
  }

  @Test
  void everyTopicIsReadOrWritten() {
    Set<String> used = new HashSet<>();
    document
        .path("operations")
        .forEach(
            operation ->
                used.add(operation.at("/channel/$ref").asText().replace("#/channels/", "")));
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
  }

  private JsonNode channel(Topic topic) {
    return document.path("channels").path(topic.topicName());
  }

  /** The schema that a reference such as {@code json/orders.schema.json#/$defs/x} leads to. */
  private JsonNode schemaAt(String reference) {
    List<String> parts = List.of(reference.split("#", -1));
    String name = parts.get(0).replace("json/", "").replace(".schema.json", "");
    JsonNode schema = folder.schema(name);
    return parts.size() == 1 ? schema : schema.at(parts.get(1));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String text(JsonNode setting) {
    return setting.isArray() ? setting.get(0).asText() : setting.asText();
  }

  private static JsonNode document() {
    try (InputStream yaml = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
