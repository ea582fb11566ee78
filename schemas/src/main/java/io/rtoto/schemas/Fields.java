package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.schemas.deadletters.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object in a message. A field that is absent, null or an empty text is not told;
 * one of the wrong type is refused by its JSON pointer.
 */
final class Fields {
  private static final int MAX_SHOWN = 40;

  private final @Nullable Fields parent;
  private final String name;
  private final ObjectNode node;

  private Fields(@Nullable Fields parent, String name, ObjectNode node) {
    this.parent = parent;
    this.name = name;
    this.node = node;
  }

  /** The fields of a whole message. */
  static Fields of(JsonNode message) throws Unsound {
    if (message instanceof ObjectNode object) {
      return new Fields(null, "", object);
    }
    throw new Unsound(Reason.SCHEMA, "/: expected an object, got " + kind(message) + ".");
  }

  ObjectNode node() {
    return node;
  }

  /** The value, or null when the field is absent or null. */
  @Nullable JsonNode value(String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** The text, or null when it is not told. */
  @Nullable String text(String field) throws Unsound {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw unexpected(field, "a text", kind(value));
    }
    String text = value.textValue();
    return text.isEmpty() ? null : text;
  }

  /** The text of at most that many characters, or null when it is not told. */
  @Nullable String text(String field, int maxLength) throws Unsound {
    String text = text(field);
    if (text != null && text.length() > maxLength) {
      int length = text.codePointCount(0, text.length());
      if (length > maxLength) {
        throw unexpected(field, "at most " + maxLength + " characters", length + " of them");
      }
    }
    return text;
  }

  /** The text of at most that many characters, which must be told. */
  String requiredText(String field, int maxLength) throws Unsound {
    String text = text(field, maxLength);
    if (text == null) {
      throw unexpected(field, "a text", shown(node.get(field)));
    }
    return text;
  }

  /** The fields of an object within, or null when it is not told. */
  @Nullable Fields object(String field) throws Unsound {
    JsonNode value = value(field);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return new Fields(this, field, object);
    }
    throw unexpected(field, "an object", kind(value));
  }

  /** The fields of an object within, of which none is told when it is not there. */
  Fields objectOrEmpty(String field) throws Unsound {
    Fields object = object(field);
    return object == null ? new Fields(this, field, JsonNodeFactory.instance.objectNode()) : object;
  }

  /**
   * The objects of a list within, or no object when it is not told. An empty list is refused: it
   * cannot be told from a list that was lost.
   */
  List<Fields> objects(String field, int maxSize) throws Unsound {
    JsonNode list = value(field);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw unexpected(field, "a list", kind(list));
    }
    if (list.isEmpty() || list.size() > maxSize) {
      throw unexpected(field, "a list of 1 to " + maxSize, "one of " + list.size());
    }
    List<Fields> objects = new ArrayList<>(list.size());
    Fields place = new Fields(this, field, node);
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof ObjectNode object)) {
        throw place.unexpected(Integer.toString(i), "an object", kind(list.get(i)));
      }
      objects.add(new Fields(place, Integer.toString(i), object));
    }
    return objects;
  }

  /** The refusal of a field's value. */
  Unsound unexpected(String field, String expected, String got) {
    return new Unsound(Reason.SCHEMA, at(field) + ": expected " + expected + ", got " + got + ".");
  }

  /** The JSON pointer of a field. */
  String at(String field) {
    return (parent == null ? "" : parent.at(name)) + "/" + field;
  }

  /** What a value is, without telling it: it may name a person. */
  static String kind(@Nullable JsonNode value) {
    if (value == null) {
      return "nothing";
    }
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      default -> "nothing";
    };
  }

  /** The beginning of a value that names nobody, or what it is when it has no short text. */
  static String shown(@Nullable JsonNode value) {
    if (value == null || value.isContainerNode()) {
      return kind(value);
    }
    String text = value.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
