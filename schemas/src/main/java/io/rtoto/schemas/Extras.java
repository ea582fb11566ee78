package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a sender told beyond what we model: the other fields of {@code properties}, {@code
 * traits} and the call itself, side by side in one object (of two by the same name, the first in
 * that order). What tells people apart is left out, however deep: e-mail, phone, names, addresses.
 */
final class Extras {
  /** What the Segment spec gives every call; nothing of it is lost or it means nothing later. */
  private static final Set<String> OF_EVERY_CALL =
      Set.of(
          "type",
          "event",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "messageId",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "receivedAt",
          "schemaVersion",
          "context",
          "integrations",
          "properties",
          "traits",
          "name",
          "_metadata",
          "writeKey");

  private static final Set<String> PERSONAL =
      Set.of(
          "firstName",
          "first_name",
          "firstname",
          "lastName",
          "last_name",
          "lastname",
          "fullName",
          "full_name",
          "username",
          "userName",
          "user_name",
          "userId",
          "user_id",
          "anonymousId",
          "loyaltyCard",
          "loyalty_card",
          "lineId",
          "line_id",
          "wechatOpenid",
          "openid",
          "street",
          "avatar",
          "ip");

  private static final String[] PERSONAL_ENDINGS = {"email", "phone", "address"};

  private final ObjectNode kept = JsonNodeFactory.instance.objectNode();

  private Extras() {}

  /**
   * What is beyond the fields of that names, as the text of one JSON object; null when nothing.
   *
   * @param modelled the fields of properties or traits that the event's record holds
   */
  static @Nullable String of(
      Fields call, @Nullable Fields properties, @Nullable Fields traits, Set<String> modelled) {
    Extras extras = new Extras();
    if (properties != null) {
      extras.keep(properties.node(), modelled, false);
    }
    if (traits != null) {
      extras.keep(traits.node(), modelled, true);
    }
    extras.keep(call.node(), OF_EVERY_CALL, true);
    return extras.kept.isEmpty() ? null : extras.kept.toString();
  }

  private void keep(ObjectNode from, Set<String> modelled, boolean ofPerson) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      String name = field.getKey();
      if (name.equals("products") && modelled.contains(name)) {
        keepOfLines(field.getValue());
      } else if (!modelled.contains(name)
          && !isPersonal(name)
          && !(ofPerson && name.equals("name"))
          && !kept.has(name)) {
        kept.set(name, impersonal(field.getValue()));
      }
    }
  }

  /**
   * Of each line what the order does not hold, in the order's order; nothing if no line has any.
   */
  private void keepOfLines(JsonNode lines) {
    ArrayNode others = JsonNodeFactory.instance.arrayNode();
    boolean any = false;
    for (JsonNode line : lines) {
      ObjectNode other = others.addObject();
      for (Map.Entry<String, JsonNode> field : line.properties()) {
        if (!Products.LINE.contains(field.getKey()) && !isPersonal(field.getKey())) {
          other.set(field.getKey(), impersonal(field.getValue()));
          any = true;
        }
      }
    }
    if (any) {
      kept.set("products", others);
    }
  }

  private static JsonNode impersonal(JsonNode value) {
    if (value.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (!isPersonal(field.getKey())) {
          copy.set(field.getKey(), impersonal(field.getValue()));
        }
      }
      return copy;
    }
    if (value.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(value.size());
      for (JsonNode element : value) {
        copy.add(impersonal(element));
      }
      return copy;
    }
    return value;
  }

  private static boolean isPersonal(String name) {
    if (PERSONAL.contains(name)) {
      return true;
    }
    for (String ending : PERSONAL_ENDINGS) {
      int from = name.length() - ending.length();
      if (name.regionMatches(true, from, ending, 0, ending.length())) {
        return true;
      }
    }
    return false;
  }
}
