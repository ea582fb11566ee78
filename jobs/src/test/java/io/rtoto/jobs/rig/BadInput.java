package io.rtoto.jobs.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A case of {@code bad-input.txt} in the tests of the schemas, which says how to read it.
 *
 * @param title its row and what it is
 * @param message what comes
 * @param verdict what becomes of it
 */
public record BadInput(String title, String message, String verdict) {
  private static final String APPLIED = "applied ";
  private static final Pattern REPEATED = Pattern.compile("<([^<>]*)\\*(\\d+)>");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All cases, in their order. */
  public static List<BadInput> all() throws IOException {
    Path file =
        Path.of(System.getProperty("rtoto.root", ".."))
            .resolve("schemas/src/test/resources/bad-input.txt");
    return Stream.of(Files.readString(file).strip().split("\n\n", -1))
        .skip(1)
        .map(BadInput::of)
        .toList();
  }

  private static BadInput of(String text) {
    List<String> lines = text.lines().toList();
    String message =
        REPEATED
            .matcher(lines.get(1))
            .replaceAll(part -> part.group(1).repeat(Integer.parseInt(part.group(2))));
    return new BadInput(lines.get(0), message, lines.get(2));
  }

  /** The message as it travels. */
  public byte[] bytes() {
    return message.getBytes(StandardCharsets.UTF_8);
  }

  /** The message's id. */
  public String messageId() throws IOException {
    return JSON.readTree(message).path("messageId").asText();
  }

  /** Whether it is to be applied, in spite of its looks. */
  public boolean isApplied() {
    return verdict.startsWith(APPLIED);
  }

  /** Whether the event, as the journal tells it, holds what it must. */
  public boolean isHeldBy(byte[] event) throws IOException {
    return holds(JSON.readTree(event), JSON.readTree(verdict.substring(APPLIED.length())));
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
  public boolean isRefusedAs(String reasonCode, String detail) {
    String told = reasonCode + " " + detail;
    return verdict.endsWith("...")
        ? told.startsWith(verdict.substring(0, verdict.length() - 3))
        : told.equals(verdict);
  }
}
