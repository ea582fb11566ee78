package io.rtoto.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of what a call says, equal for every repeat of it: the order of names, the spelling
 * of numbers (5, 5.0), and what carriers add on the way (times of sending and receipt, context,
 * keys) make no difference. It is no protection against a sender who forges collisions: that sender
 * loses only events of its own.
 */
final class Fingerprint {
  private static final String[] SAYING = {
    "type",
    "event",
    "name",
    "userId",
    "anonymousId",
    "previousId",
    "groupId",
    "properties",
    "traits"
  };

  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final long OF_NULL = 0x1F83D9ABFB41BD6BL;
  private static final long OF_TRUE = 0x5BE0CD19137E2179L;
  private static final long OF_FALSE = 0x510E527FADE682D1L;
  private static final long OF_OBJECT = 0x3C6EF372FE94F82BL;
  private static final long OF_ARRAY = 0x6A09E667F3BCC909L;
  private static final long OF_NUMBER = 0x2545F4914F6CDD1DL;

  private Fingerprint() {}

  static long of(JsonNode call) {
    long sum = 0;
    for (String field : SAYING) {
      sum += ofField(field, call.get(field));
    }
    // The sender's own time: the gateway's correction of it differs from one retry to the next.
    JsonNode original = call.get("originalTimestamp");
    sum += ofField("time", isTold(original) ? original : call.get("timestamp"));
    return mix(sum);
  }

  private static boolean isTold(@Nullable JsonNode value) {
    return value != null && !value.isNull() && !(value.isTextual() && value.textValue().isEmpty());
  }

  private static long ofField(String name, @Nullable JsonNode value) {
    return value == null || !isTold(value) ? 0 : pair(name, value);
  }

  private static long pair(String name, JsonNode value) {
    return mix(Long.rotateLeft(ofText(name), 21) ^ ofValue(value));
  }

  private static long ofValue(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> ofObject(value);
      case ARRAY -> ofArray(value);
      case STRING -> ofText(value.textValue());
      case NUMBER -> ofNumber(value);
      case BOOLEAN -> value.booleanValue() ? OF_TRUE : OF_FALSE;
      default -> OF_NULL;
    };
  }

  /** A sum, so that the order of the names makes no difference and nothing is sorted. */
  private static long ofObject(JsonNode object) {
    long sum = OF_OBJECT;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      sum += pair(field.getKey(), field.getValue());
    }
    return mix(sum);
  }

  private static long ofArray(JsonNode array) {
    long chain = OF_ARRAY;
    for (JsonNode element : array) {
      chain = mix(chain + ofValue(element));
    }
    return chain;
  }

  private static long ofNumber(JsonNode number) {
    if (number.canConvertToLong() && number.isIntegralNumber()) {
      return mix(OF_NUMBER + number.longValue());
    }
    double value = number.doubleValue();
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    return mix(OF_NUMBER + (whole ? (long) value : Double.doubleToLongBits(value)));
  }

  private static long ofText(String text) {
    int length = text.length();
    long hash = length * ODD;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      long four =
          text.charAt(i)
              | (long) text.charAt(i + 1) << 16
              | (long) text.charAt(i + 2) << 32
              | (long) text.charAt(i + 3) << 48;
      hash = Long.rotateLeft((hash ^ four) * ODD, 29);
    }
    for (; i < length; i++) {
      hash = Long.rotateLeft((hash ^ text.charAt(i)) * ODD, 29);
    }
    return mix(hash);
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit depends on every other. */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
