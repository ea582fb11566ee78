package io.rtoto.bench.recommend;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;
import java.util.Map;

/**
 * What a trial shows.
 *
 * @param protocol by which it was tried
 * @param told what was learned from and asked about
 * @param by how good each is, the engine first
 */
@JsonPropertyOrder({"protocol", "told"})
record Report(String protocol, String told, @JsonAnyGetter Map<String, Quality> by) {
  String asTable() {
    StringBuilder table = new StringBuilder();
    line(table, "%s: %s", protocol, told);
    line(table, "");
    line(
        table,
        "%-14s%8s%8s%8s%8s%10s%10s%10s%10s%10s",
        "",
        "HR@20",
        "MRR@20",
        "P@20",
        "R@20",
        "coverage",
        "pop. bias",
        "p50 us",
        "p90 us",
        "p99 us");
    by.forEach(
        (name, one) ->
            line(
                table,
                "%-14s%8.4f%8.4f%8.4f%8.4f%10.3f%10.4f%10.1f%10.1f%10.1f",
                name,
                one.hr20(),
                one.mrr20(),
                one.p20(),
                one.r20(),
                one.coverage(),
                one.popularityBias(),
                one.latencyMicros().p50(),
                one.latencyMicros().p90(),
                one.latencyMicros().p99()));
    line(table, "");
    by.forEach(
        (name, one) -> {
          Long bytes = one.stateBytes();
          if (bytes != null) {
            line(
                table,
                "%s: %,d tests; %,d bytes of state for %,d products, %,.0f for each",
                name,
                one.tests(),
                bytes,
                one.products(),
                (double) bytes / Math.max(1, one.products()));
          }
        });
    return table.toString();
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table
        .append(String.format(Locale.ROOT, format, values).stripTrailing())
        .append(System.lineSeparator());
  }
}
