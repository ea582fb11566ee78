package io.rtoto.gateway.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a call is built: the names of its fields and the kinds of their values, and no value but
 * those that say nothing of a person.
 */
final class Outline {
  private static final Set<String> SHOWN =
      Set.of(
          "type", "event", "messageId", "timestamp", "originalTimestamp", "sentAt", "receivedAt");

  /** What may be told of a name: one with more in it might be a value. */
  private static final Pattern NAME = Pattern.compile("[\\w$ .:-]{1,40}");

  private static final int LONGEST_SHOWN = 100;
  private static final int FIELDS = 50;
  private static final int ITEMS = 3;
  private static final int DEPTH = 5;

  private Outline() {}

  static JsonNode of(JsonNode call) {
    JsonNode outline = of(call, DEPTH);
    if (outline instanceof ObjectNode fields) {
      for (String field : SHOWN) {
        JsonNode value = call.get(field);
        if (value != null && value.isTextual() && value.textValue().length() <= LONGEST_SHOWN) {
          fields.set(field, value);
        }
      }
    }
    return outline;
  }

  private static JsonNode of(JsonNode value, int depth) {
    if (value.isContainerNode() && depth > 0) {
      return value.isObject() ? ofFields(value, depth) : ofItems(value, depth);
    }
    return JsonNodeFactory.instance.textNode(
        switch (value.getNodeType()) {
          case OBJECT -> "object of " + value.size();
          case ARRAY -> "list of " + value.size();
          case STRING -> "text of " + value.textValue().length();
          case NUMBER -> "number";
          case BOOLEAN -> "boolean";
          default -> "null";
        });
  }

  private static ObjectNode ofFields(JsonNode object, int depth) {
    ObjectNode outline = JsonNodeFactory.instance.objectNode();
    int told = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (told++ == FIELDS) {
        outline.put("...", object.size() - FIELDS + " more");
        break;
      }
      String name = field.getKey();
      outline.set(
          NAME.matcher(name).matches() ? name : "name of " + name.length(),
          of(field.getValue(), depth - 1));
    }
    return outline;
  }

  private static ArrayNode ofItems(JsonNode list, int depth) {
    ArrayNode outline = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < Math.min(ITEMS, list.size()); i++) {
      outline.add(of(list.get(i), depth - 1));
    }
    if (list.size() > ITEMS) {
      outline.add(list.size() - ITEMS + " more");
    }
    return outline;
  }
}
