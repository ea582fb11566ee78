package io.rtoto.cli.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/** A {@code track} call of the Segment spec, on its way into JSON. */
final class Call {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final ObjectNode call = JSON.createObjectNode();
  private final ObjectNode properties = JSON.createObjectNode();

  private Call(String event, String messageId, String idName, String id, Instant at) {
    call.put("type", "track");
    call.put("event", event);
    call.put("messageId", messageId);
    call.put(idName, id);
    call.put("timestamp", at.toString());
    call.set("properties", properties);
  }

  static Call ofUser(String event, String messageId, String userId, Instant at) {
    return new Call(event, messageId, "userId", userId, at);
  }

  static Call ofVisitor(String event, String messageId, String anonymousId, Instant at) {
    return new Call(event, messageId, "anonymousId", anonymousId, at);
  }

  /** The id of a line that has none of its own: such ids sort as the lines stand in the file. */
  static String lineId(String label, long number) {
    return String.format(Locale.ROOT, "%s:%010d", label, number);
  }

  /** Tells a property, unless its value is empty. */
  Call with(String name, String value) {
    if (!value.isEmpty()) {
      properties.put(name, value);
    }
    return this;
  }

  Call with(String name, BigDecimal value) {
    properties.put(name, plain(value));
    return this;
  }

  Call with(String name, long value) {
    properties.put(name, value);
    return this;
  }

  /** Adds a line to the order. */
  ObjectNode line(String productId) {
    return properties.withArray("products").addObject().put("product_id", productId);
  }

  /** A number as people write it: without an exponent. */
  static BigDecimal plain(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(call);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
