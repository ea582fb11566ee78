package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.schemas.deadletters.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/**
 * Reads bytes as one JSON value, and takes nothing that two parsers could read differently: one
 * value, in UTF-8, no name twice in an object, no half of a surrogate pair, no NUL, no bottomless
 * nesting.
 */
final class StrictJson {
  /** Levels of objects and lists within each other. */
  static final int MAX_DEPTH = 64;

  /** Characters of one number. */
  static final int MAX_NUMBER_LENGTH = 64;

  private static final char NUL = '\0';
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          // Money must not pass through a double.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private StrictJson() {}

  static JsonNode read(byte[] message) throws Unsound {
    String text = new String(message, UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(message)) {
      throw new Unsound(
          Reason.NOT_JSON, "The message is not UTF-8. Maybe it was cut, or is binary.");
    }
    // Jackson would take it for UTF-16, or pass over the mark; another parser would not.
    if (text.indexOf(BYTE_ORDER_MARK) == 0 || text.indexOf(NUL) >= 0) {
      throw new Unsound(Reason.NOT_JSON, "The message is not plain UTF-8. Maybe it is UTF-16.");
    }
    JsonNode tree = parse(message);
    if (tree.isMissingNode()) {
      throw new Unsound(Reason.NOT_JSON, "The message is empty.");
    }
    // Half of a surrogate pair can only come from an escape, and no UTF-8 can ever carry it on.
    if (text.contains("\\u") && !UTF_8.newEncoder().canEncode(tree.toString())) {
      throw new Unsound(Reason.NOT_JSON, "A text in the message holds half of a surrogate pair.");
    }
    if (text.contains("\\u0000")) {
      refuseNul(tree, "");
    }
    return tree;
  }

  /** PostgreSQL stores no text that holds a NUL, and others end the text there. */
  private static void refuseNul(JsonNode node, String at) throws Unsound {
    if (node.isTextual() && node.textValue().indexOf(NUL) >= 0) {
      throw new Unsound(
          Reason.SCHEMA, at + ": expected a text without a NUL character, got one with it.");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().indexOf(NUL) >= 0) {
        throw new Unsound(
            Reason.SCHEMA, at + "/: expected names without a NUL character, got one with it.");
      }
      refuseNul(field.getValue(), at + "/" + field.getKey());
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      refuseNul(node.get(i), at + "/" + i);
    }
  }

  private static JsonNode parse(byte[] message) throws Unsound {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      JsonFault fault = JsonFault.of(e);
      throw new Unsound(
          Reason.NOT_JSON,
          "The message is not JSON at %s: %s.".formatted(fault.where(), fault.what()));
    } catch (NumberFormatException e) {
      // Jackson lets it through for an exponent beyond 32 bits, such as 1e99999999999.
      throw new Unsound(Reason.NOT_JSON, "A number in the message is beyond all numbers.");
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes that are at hand cannot be read.", e);
    }
  }

  /** Tells a replacement character that was sent from one that decoding put in. */
  private static boolean isUtf8(byte[] message) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
