package io.rtoto.jobs.whoiswho;

import io.rtoto.schemas.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does: a look, a product into the cart, an order that tells no lines, or a
 * word about themselves.
 *
 * @param id the message's id
 * @param names by type, in clear
 * @param identifiers the same as identifiers, strongest first
 * @param second when, in seconds since the story began; no two deeds of a story at once
 * @param added the product that is put into the cart; null when none is
 * @param proven whether a server tells of it, rather than a browser
 * @param orderMinor what the order costs, in cents; 0 when it is none
 * @param traits what they tell of themselves; empty when nothing
 */
record Deed(
    String id,
    Map<String, String> names,
    List<Identifier> identifiers,
    long second,
    boolean proven,
    @Nullable String added,
    long orderMinor,
    Map<String, String> traits) {
  static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");

  /** So far has time come in the end: some carts count as left by then, others not yet. */
  static final Instant NOW = BEGINNING.plus(Duration.ofSeconds(50 * 60 + 30));

  static final Instant END = BEGINNING.plus(Duration.ofDays(1));

  Instant at() {
    return BEGINNING.plusSeconds(second);
  }

  /** What is asked for a product that is put into the cart, in cents: another price each time. */
  long priceMinor() {
    return 100 + second;
  }

  /** As it is told. */
  String json() {
    StringBuilder call = new StringBuilder("{\"type\":\"");
    call.append(traits.isEmpty() ? "track" : "identify").append('"');
    call.append(",\"channel\":\"").append(proven ? "server" : "browser").append('"');
    call.append(",\"messageId\":\"").append(id).append('"');
    call.append(",\"timestamp\":\"").append(at()).append('"');
    StringBuilder told = new StringBuilder();
    names.forEach(
        (type, value) ->
            (type.endsWith("Id") ? call : told)
                .append(told.isEmpty() && !type.endsWith("Id") ? "" : ",")
                .append("\"%s\":\"%s\"".formatted(type, value)));
    call.append(",\"context\":{\"traits\":{").append(told).append("}}");
    return call.append(said()).append('}').toString();
  }

  private String said() {
    if (!traits.isEmpty()) {
      return traits.entrySet().stream()
          .map(trait -> "\"%s\":\"%s\"".formatted(trait.getKey(), trait.getValue()))
          .collect(Collectors.joining(",", ",\"traits\":{", "}"));
    }
    if (orderMinor > 0) {
      return ",\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"%s\",\"currency\":\"USD\",\"total\":%s}"
          .formatted(id, dollars(orderMinor));
    }
    return added == null
        ? ",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"boots\"}"
        : ",\"event\":\"Product Added\",\"properties\":{\"product_id\":\"%s\",\"quantity\":1,\"price\":%s}"
            .formatted(added, dollars(priceMinor()));
  }

  private static String dollars(long minor) {
    return "%d.%02d".formatted(minor / 100, minor % 100);
  }
}
