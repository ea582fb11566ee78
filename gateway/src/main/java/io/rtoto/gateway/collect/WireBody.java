package io.rtoto.gateway.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.schemas.JsonFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * The body of a request, read by what it is and not by what its headers say: SDKs send JSON as
 * {@code text/plain} and as forms, and gzip without saying so.
 */
final class WireBody {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Limits.NESTING)
                          .maxNumberLength(Limits.NUMBER_DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Two readers of {"userId":1,"userId":2} would see two customers.
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          // Numbers leave as they came: a price is nobody's binary fraction.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private WireBody() {}

  /**
   * The JSON of a body.
   *
   * @param wire the body as it came
   * @param maxBytes how long it may be, after decompression
   * @throws Refused when it is too long or not one JSON value
   */
  static JsonNode read(byte[] wire, int maxBytes) {
    byte[] json = isGzip(wire) ? inflated(wire, maxBytes) : wire;
    if (json.length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    JsonNode root;
    try {
      root = JSON.readTree(text(json));
    } catch (JsonProcessingException e) {
      JsonFault fault = JsonFault.of(e);
      throw new Refused(
          400, "The body is not JSON at %s: %s.".formatted(fault.where(), fault.what()));
    }
    if (root.isMissingNode()) {
      throw new Refused(400, "The body is empty; expected a call of the Segment spec as JSON.");
    }
    refuseManyNames(root);
    return root;
  }

  /** No deeper than the reader went. */
  private static void refuseManyNames(JsonNode value) {
    if (value.isObject() && value.size() > Limits.OBJECT_NAMES) {
      throw new Refused(
          400,
          "The body holds an object of "
              + value.size()
              + " names; at most "
              + Limits.OBJECT_NAMES
              + " are taken.");
    }
    for (JsonNode part : value) {
      if (part.isContainerNode()) {
        refuseManyNames(part);
      }
    }
  }

  /**
   * A value as JSON in UTF-8. Half of a surrogate pair, which JSON can say and UTF-8 cannot,
   * becomes a question mark.
   */
  static byte[] write(JsonNode value) {
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The refusal of a body longer than that. */
  static Refused tooLarge(int maxBytes) {
    return new Refused(
        413,
        "The body is longer than "
            + maxBytes
            + " bytes. "
            + (maxBytes == Limits.BATCH_BYTES
                ? "Maybe send it as several batches."
                : "Maybe it holds more than the event itself. Send a large order as a batch."));
  }

  /** Jackson would take overlong UTF-8, by which a slash can hide from whoever looks for one. */
  private static String text(byte[] json) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Refused(400, "The body is not UTF-8. Maybe it was cut, or is in another encoding.");
    }
  }

  private static boolean isGzip(byte[] wire) {
    return wire.length > 2 && wire[0] == (byte) 0x1f && wire[1] == (byte) 0x8b;
  }

  private static byte[] inflated(byte[] wire, int maxBytes) {
    try (InputStream inflating = new GZIPInputStream(new ByteArrayInputStream(wire))) {
      // One byte more than allowed tells a bomb without inflating the rest of it.
      return inflating.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new Refused(400, "The body begins like gzip and is not: " + e.getMessage());
    }
  }
}
