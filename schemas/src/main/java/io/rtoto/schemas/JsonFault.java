package io.rtoto.schemas;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with JSON, for whoever wrote it: what the parser says of it is for programmers.
 *
 * @param where such as {@code line 1, column 14}; both count from 1
 * @param what such as {@code price.minor is "x"; expected a whole number}, without a full stop
 */
public record JsonFault(String where, String what) {
  private static final int LONGEST_VALUE = 40;

  /** What the parser stumbled upon. */
  public static JsonFault of(JsonProcessingException stumbled) {
    JsonLocation place = stumbled.getLocation();
    return new JsonFault(
        place == null
            ? "an unknown place"
            : "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()),
        what(stumbled));
  }

  private static String what(JsonProcessingException stumbled) {
    String told = String.valueOf(stumbled.getOriginalMessage());
    if (stumbled instanceof JsonEOFException) {
      return "it ends before it is complete";
    }
    if (stumbled instanceof StreamConstraintsException) {
      return "it is nested too deep, or a number in it is too long";
    }
    if (stumbled instanceof JsonParseException) {
      return "what stands there is no JSON";
    }
    if (told.startsWith("Duplicate field")) {
      return "a name stands twice in one object";
    }
    if (told.startsWith("Trailing token")) {
      return "it goes on after its end";
    }
    return stumbled instanceof JsonMappingException unfit ? unfit(unfit) : "it cannot be read";
  }

  /** It is JSON, of something else. */
  private static String unfit(JsonMappingException unfit) {
    String path = unfit.getPath().stream().map(JsonFault::step).collect(Collectors.joining());
    String name = path.isEmpty() ? "it" : path.startsWith(".") ? path.substring(1) : path;
    if (unfit.getCause() instanceof IllegalArgumentException refused) {
      return "%s is refused: %s".formatted(name, refused.getMessage());
    }
    Class<?> expected =
        unfit instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
    String is =
        unfit instanceof InvalidFormatException wrong
            ? " is " + shown(wrong.getValue())
            : " is of another kind, or incomplete";
    return name + is + "; expected " + shown(expected);
  }

  private static String step(Reference step) {
    return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    String brief = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
    return value instanceof String ? '"' + brief + '"' : brief;
  }

  private static String shown(@Nullable Class<?> expected) {
    if (expected == null) {
      return "something else";
    }
    if (expected.isRecord()) {
      return Arrays.stream(expected.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.joining(", ", "an object of ", ""));
    }
    if (expected.isEnum()) {
      return "one of " + Arrays.toString(expected.getEnumConstants());
    }
    if (expected == Instant.class) {
      return "a time such as 2026-11-22T08:30:00Z";
    }
    if (expected == String.class) {
      return "a text";
    }
    if (expected == boolean.class || expected == Boolean.class) {
      return "true or false";
    }
    if (expected == double.class || expected == Double.class) {
      return "a number";
    }
    return expected.isPrimitive() || Number.class.isAssignableFrom(expected)
        ? "a whole number"
        : "a list or an object";
  }
}
