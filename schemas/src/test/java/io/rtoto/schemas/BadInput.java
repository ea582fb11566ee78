package io.rtoto.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case of {@code bad-input.txt}, which says how to read it.
 *
 * @param title its row and what it is
 * @param message what comes
 * @param verdict what becomes of it
 */
record BadInput(String title, byte[] message, String verdict) {
  private static final String APPLIED = "applied ";
  private static final Pattern REPEATED = Pattern.compile("<([^<>]*)\\*(\\d+)>");

  /** All cases, in their order. */
  static List<BadInput> all() {
    try (InputStream file = BadInput.class.getResourceAsStream("/bad-input.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      return Stream.of(text.strip().split("\n\n", -1)).skip(1).map(BadInput::of).toList();
    } catch (IOException e) {
      throw new AssertionError("The cases of bad input cannot be read.", e);
    }
  }

  private static BadInput of(String text) {
    List<String> lines = text.lines().toList();
    String message =
        REPEATED
            .matcher(lines.get(1))
            .replaceAll(part -> part.group(1).repeat(Integer.parseInt(part.group(2))));
    return new BadInput(lines.get(0), message.getBytes(UTF_8), lines.get(2));
  }

  boolean isApplied() {
    return verdict.startsWith(APPLIED);
  }

  /** Whether the event, as the journal tells it, holds what it must. */
  boolean isHeldBy(JsonNode event) throws JsonProcessingException {
    return holds(event, StrictJson.JSON.readTree(verdict.substring(APPLIED.length())));
  }

  private static boolean holds(JsonNode event, JsonNode expected) {
    if (!expected.isObject()) {
      return expected.isNull() ? event.isMissingNode() : event.equals(expected);
    }
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      if (!holds(event.path(field.getKey()), field.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a refusal is the one that is due. */
  boolean isRefusedAs(String reasonCode, String detail) {
    String told = reasonCode + " " + detail;
    return verdict.endsWith("...")
        ? told.startsWith(verdict.substring(0, verdict.length() - 3))
        : told.equals(verdict);
  }
}
