package io.rtoto.schemas;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.naming.Naming;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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
          Names.HASHED,
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
          "writeKey",
          "keyKind",
          "proven",
          "notAllowed");

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
          "street",
          "avatar",
          "ip");

  private static final String LINES = "products";
  private static final ObjectNode NONE = JsonNodeFactory.instance.objectNode();
  private static final String[] PERSONAL_ENDINGS = {"email", "phone", "address"};

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private final StringBuilder json = new StringBuilder(128).append('{');

  private final Naming naming;

  private Extras(Naming naming) {
    this.naming = naming;
  }

  /**
   * What is beyond what the event's record holds, as the text of one JSON object; null when
   * nothing.
   *
   * @param naming tells which fields name people
   * @param modelled the fields of properties or traits that the record holds
   */
  static @Nullable String of(
      Naming naming,
      Fields call,
      @Nullable Fields properties,
      @Nullable Fields traits,
      Set<String> modelled) {
    ObjectNode first = properties == null ? NONE : properties.node();
    ObjectNode second = traits == null ? NONE : traits.node();
    Extras extras = new Extras(naming);
    extras.keep(first, name -> !modelled.contains(name));
    if (modelled.contains(LINES)) {
      extras.keepOfLines(first.path(LINES));
    }
    extras.keep(
        second, name -> !modelled.contains(name) && !name.equals("name") && !first.has(name));
    extras.keep(
        call.node(),
        name -> !OF_EVERY_CALL.contains(name) && !first.has(name) && !second.has(name));
    return extras.json.length() == 1 ? null : extras.json.append('}').toString();
  }

  private void keep(ObjectNode from, Predicate<String> kept) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      if (kept.test(field.getKey()) && !isPersonal(field.getKey())) {
        write(field.getKey(), field.getValue());
      }
    }
  }

  /**
   * Of each line what the order does not hold, in the order's order; nothing if no line has any.
   */
  private void keepOfLines(JsonNode lines) {
    int before = json.length();
    name(LINES);
    json.append('[');
    boolean any = false;
    for (JsonNode line : lines) {
      separate('[');
      json.append('{');
      int empty = json.length();
      for (Map.Entry<String, JsonNode> field : line.properties()) {
        if (!Products.LINE.contains(field.getKey()) && !isPersonal(field.getKey())) {
          write(field.getKey(), field.getValue());
        }
      }
      any |= json.length() > empty;
      json.append('}');
    }
    json.append(']');
    if (!any) {
      json.setLength(before);
    }
  }

  private void write(String name, JsonNode value) {
    name(name);
    write(value);
  }

  private void name(String name) {
    separate('{');
    json.append('"');
    ENCODER.quoteAsString(name, json);
    json.append("\":");
  }

  private void write(JsonNode value) {
    if (value.isObject()) {
      json.append('{');
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (!isPersonal(field.getKey())) {
          write(field.getKey(), field.getValue());
        }
      }
      json.append('}');
    } else if (value.isArray()) {
      json.append('[');
      for (JsonNode element : value) {
        separate('[');
        write(element);
      }
      json.append(']');
    } else if (value.isTextual()) {
      json.append('"');
      ENCODER.quoteAsString(value.textValue(), json);
      json.append('"');
    } else {
      json.append(value.asText());
    }
  }

  private void separate(char opening) {
    if (json.charAt(json.length() - 1) != opening) {
      json.append(',');
    }
  }

  private boolean isPersonal(String name) {
    if (PERSONAL.contains(name) || naming.isField(name)) {
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
