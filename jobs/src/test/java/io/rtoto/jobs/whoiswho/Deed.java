package io.rtoto.jobs.whoiswho;

import io.rtoto.schemas.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does: a look, a product into the cart, or an order that tells no lines.
 *
 * @param id the message's id
 * @param names by type, in clear
 * @param identifiers the same as identifiers, strongest first
 * @param second when, in seconds since the story began; no two deeds of a story at once
 * @param added the product that is put into the cart; null when none is
 * @param proven whether a server tells of it, rather than a browser
 * @param orderMinor what the order costs, in cents; 0 when it is none
 */
record Deed(
    String id,
    Map<String, String> names,
    List<Identifier> identifiers,
    long second,
    boolean proven,
    @Nullable String added,
    long orderMinor) {
  static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant END = BEGINNING.plus(Duration.ofDays(1));

  Instant at() {
    return BEGINNING.plusSeconds(second);
  }

  /** As it is told. */
  String json() {
    StringBuilder call = new StringBuilder("{\"type\":\"track\"");
    call.append(",\"channel\":\"").append(proven ? "server" : "browser").append('"');
    call.append(",\"messageId\":\"").append(id).append('"');
    call.append(",\"timestamp\":\"").append(at()).append('"');
    StringBuilder traits = new StringBuilder();
    names.forEach(
        (type, value) ->
            (type.endsWith("Id") ? call : traits)
                .append(traits.isEmpty() && !type.endsWith("Id") ? "" : ",")
                .append("\"%s\":\"%s\"".formatted(type, value)));
    call.append(",\"context\":{\"traits\":{").append(traits).append("}}");
    return call.append(said()).append('}').toString();
  }

  private String said() {
    if (orderMinor > 0) {
      return ",\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"%s\",\"currency\":\"USD\",\"total\":%d.%02d}"
          .formatted(id, orderMinor / 100, orderMinor % 100);
    }
    return added == null
        ? ",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"boots\"}"
        : ",\"event\":\"Product Added\",\"properties\":{\"product_id\":\"%s\",\"quantity\":1}"
            .formatted(added);
  }
}
