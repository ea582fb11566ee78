package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.shop.DemoShop;
import io.rtoto.cli.shop.ShopCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files through the real broker and the real job. */
final class BoundedRunTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String COMPANIONS = "retail.recommendation_ready.strip.goes_with_it";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void dependsOnNothingButItsInput() throws IOException {
    List<ShopCall> calls = new ArrayList<>();
    new DemoShop(5).simulate(25, START, Duration.ofDays(20), calls::add, truth -> {});
    calls.sort(Comparator.comparing(ShopCall::at));
    Path plain = write("plain.jsonl", calls);
    Path shuffled = write("shuffled.jsonl", doubledAndShuffledWithinFiveMinutes(calls));

    Summary once = run(plain, 2, "once");
    Summary again = run(plain, 2, "again");
    Summary doubled = run(shuffled, 1, "doubled");

    assertThat(once.applied()).isEqualTo(calls.size());
    assertThat(once.duplicates()).isZero();
    assertThat(once.moments()).containsKeys("ProductViewed", "CartAbandoned");
    assertThat(once.decisions().byRule()).doesNotContainKey(COMPANIONS).isNotEmpty();
    assertThat(again.moments()).isEqualTo(once.moments());
    assertThat(again.decisions()).isEqualTo(once.decisions());
    assertThat(doubled.applied()).isEqualTo(calls.size());
    assertThat(doubled.duplicates()).isEqualTo(calls.size());
    assertThat(doubled.moments()).isEqualTo(once.moments());
    for (String file :
        List.of(
            "customers.jsonl",
            "decisions.jsonl",
            "identity-ledger.jsonl",
            "audiences.jsonl",
            "scorecards.jsonl",
            "figures.jsonl")) {
      assertThat(folder.resolve("again").resolve(file))
          .isNotEmptyFile()
          .hasSameBinaryContentAs(folder.resolve("once").resolve(file));
      assertThat(folder.resolve("doubled").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("once").resolve(file));
    }
    requireThatScorecardsAgree(once);
    requireThatFiguresAgree(once, "once");
    requireThatFiguresAgree(doubled, "doubled");
  }

  /** What measure counts from what engage wrote is what the summary counts. */
  private void requireThatScorecardsAgree(Summary summary) throws IOException {
    Map<String, Long> byRule = new TreeMap<>();
    Map<String, Long> heldOut = new TreeMap<>();
    for (JsonNode card : read("once", "scorecards.jsonl")) {
      long said = card.path("said").asLong() + card.path("heldOut").asLong();
      if (!card.has("bundleVersion")) {
        byRule.merge(card.path("rule").asText(), said, Long::sum);
        heldOut.merge(card.path("rule").asText(), card.path("heldOut").asLong(), Long::sum);
        assertThat(card.path("evaluated").asLong())
            .isEqualTo(summary.moments().getOrDefault(card.path("moment").asText(), 0L));
      }
    }
    byRule.values().removeIf(count -> count == 0);
    heldOut.values().removeIf(count -> count == 0);
    assertThat(byRule).isEqualTo(summary.decisions().byRule());
    assertThat(heldOut).isEqualTo(summary.decisions().heldOutByRule());
  }

  private void requireThatFiguresAgree(Summary summary, String out) throws IOException {
    Map<String, Long> byKind = new TreeMap<>();
    Map<String, Long> refused = new TreeMap<>();
    Map<String, Long> worth = new TreeMap<>();
    Map<String, Long> noticed = new TreeMap<>();
    long applied = 0;
    long orders = 0;
    long rescued = 0;
    for (JsonNode minute : read(out, "figures.jsonl")) {
      addUp(minute.path("decisions"), byKind);
      addUp(minute.path("deadLetters"), refused);
      addUp(minute.path("ordered").path("worthMinor"), worth);
      for (JsonNode events : minute.path("events")) {
        applied += events.asLong();
      }
      orders += minute.path("ordered").path("count").asLong();
      for (JsonNode cause : minute.path("carts")) {
        noticed.merge("CartAbandoned", cause.at("/abandoned/count").asLong(), Long::sum);
        rescued += cause.at("/rescued/count").asLong();
      }
      for (JsonNode cause : minute.path("checkouts")) {
        noticed.merge("CheckoutStalled", cause.at("/abandoned/count").asLong(), Long::sum);
      }
      for (JsonNode movement : minute.path("tierMovements")) {
        noticed.merge("TierChanged", movement.path("customers").asLong(), Long::sum);
      }
      noticed.merge("AttritionRisen", minute.at("/atRisk/count").asLong(), Long::sum);
    }
    assertThat(byKind).isEqualTo(summary.decisions().byKind());
    assertThat(applied).isEqualTo(summary.applied());
    assertThat(refused).isEqualTo(summary.deadLetters());
    assertThat(orders).isEqualTo(summary.orders().count()).isPositive();
    assertThat(worth).isEqualTo(summary.orders().worthMinor());
    noticed.forEach(
        (moment, times) ->
            assertThat(times).as(moment).isEqualTo(summary.noticed().getOrDefault(moment, 0L)));
    assertThat(noticed).containsKey("CartAbandoned");
    assertThat(rescued).isBetween(1L, noticed.getOrDefault("CartAbandoned", 0L));
  }

  private static void addUp(JsonNode counts, Map<String, Long> sums) {
    counts
        .properties()
        .forEach(one -> sums.merge(one.getKey(), one.getValue().asLong(), Long::sum));
  }

  @Test
  void badLinesEndAmongTheDeadLettersWholeAndWithTheirReason() throws IOException {
    String sound =
        "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"m1\",\"userId\":\"anna\","
            + "\"timestamp\":\"2026-01-05T10:00:00Z\",\"properties\":{\"product_id\":\"p\","
            + "\"price\":1.5,\"currency\":\"USD\",\"colour\":\"blue\"}}";
    List<String> bad =
        List.of(
            "{\"type\":\"track\",\"event\":\"Prod",
            "",
            "\u00c0\u00af",
            sound.replace("\"m1\"", "\"m2\"").replace("1.5", "\"12,99\""),
            sound.replace("\"m1\"", "\"m3\"").replace("1.5", "-1.5"),
            sound.replace("\"m1\"", "\"m4\"").replace("2026-01", "9999-01"),
            sound.replace("\"m1\"", "\"m5\"").replace("blue", "x".repeat(40_000)),
            sound.replace("\"m1\"", "\"m6\"").replace("blue", "x".repeat(2_000_000)),
            sound.replace("\"m1\"", "\"m7\"").replace("\"anna\"", "null"),
            sound.replace("\"m1\"", "\"m8\"").replace("USD", "XXX"),
            sound.replace("blue", "red"));
    Path file = folder.resolve("bad.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write((sound + "\n" + sound + "\n").getBytes(UTF_8));
      for (String line : bad) {
        out.write((line + "\n").getBytes(ISO_8859_1));
      }
    }

    Summary summary = run(file, 2, "bad");

    assertThat(summary.restarts()).isZero();
    assertThat(summary.accountsForAll()).isTrue();
    Map<String, Long> refused = new TreeMap<>();
    for (JsonNode minute : read("bad", "figures.jsonl")) {
      addUp(minute.path("deadLetters"), refused);
    }
    assertThat(refused).isEqualTo(summary.deadLetters());
    assertThat(summary.lines()).isEqualTo(2 + bad.size());
    // A blank line is nothing.
    assertThat(summary.read()).isEqualTo(2 + bad.size() - 1);
    assertThat(summary.applied()).isEqualTo(1);
    assertThat(summary.duplicates()).isEqualTo(1);
    assertThat(summary.deadLetters())
        .containsOnly(
            entry("not_json", 2L),
            entry("schema", 1L),
            entry("negative_amount", 1L),
            entry("time_out_of_range", 1L),
            entry("too_large", 2L),
            entry("no_identifier", 1L),
            entry("unknown_currency", 1L),
            entry("id_collision", 1L));
    List<JsonNode> letters = read("bad", "dead-letters.jsonl");
    assertThat(letters)
        .extracting(letter -> letter.path("original").asText())
        .contains(bad.get(0), bad.get(3), bad.get(4), bad.get(5), bad.get(6), bad.get(8));
    assertThat(letters)
        .filteredOn(letter -> letter.path("reason").asText().equals("not_json"))
        .extracting(letter -> letter.path("detail").asText().split(": ", 2)[0])
        .containsExactlyInAnyOrder(file + ", line 3", file + ", line 5");
    assertThat(letters)
        .filteredOn(letter -> letter.path("originalBase64").asText("").equals("wK8="))
        .hasSize(1);
    assertThat(letters)
        .filteredOn(letter -> letter.path("reason").asText().equals("schema"))
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.path("detail").asText()).startsWith("/properties/price"));
    assertThat(Files.readString(folder.resolve("bad/journal.jsonl"))).contains("colour", "blue");
    assertThat(
            JSON.readTree(folder.resolve("bad/summary.json").toFile()).path("restarts").asInt(-1))
        .isZero();
    try (var left = Files.list(folder.resolve("bad"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "decisions.jsonl",
              "customers.jsonl",
              "journal.jsonl",
              "dead-letters.jsonl",
              "identity-ledger.jsonl",
              "audiences.jsonl",
              "scorecards.jsonl",
              "figures.jsonl",
              "summary.json");
    }
  }

  @Test
  void aLineThatItsLayoutCannotReadEndsAmongTheDeadLettersWithItsPlace() throws IOException {
    Path file = folder.resolve("taobao.csv");
    Files.write(file, List.of("5,6,7,pv,1511658000", "5,6,7,px,1511658001", "", "nonsense"));

    Summary summary = TrialRun.of(file, InputFormat.TAOBAO, folder.resolve("taobao")).run();

    assertThat(summary.lines()).isEqualTo(4);
    assertThat(summary.read()).isEqualTo(3);
    assertThat(summary.applied()).isEqualTo(1);
    assertThat(summary.deadLetters()).containsOnly(entry("schema", 2L));
    assertThat(summary.accountsForAll()).isTrue();
    assertThat(read("taobao", "dead-letters.jsonl"))
        .extracting(letter -> letter.path("detail").asText())
        .containsExactly(
            file + ", line 2: behavior is px; expected one of pv, cart, fav, buy.",
            file + ", line 4: Expected 5 values, but found 1.");
  }

  private Summary run(Path input, int parallelism, String out) throws IOException {
    return TrialRun.of(input, InputFormat.SEGMENT, folder.resolve(out))
        .until(Duration.ofDays(2))
        .withParallelism(parallelism)
        .run();
  }

  private Path write(String name, List<ShopCall> calls) throws IOException {
    return Files.write(
        folder.resolve(name), calls.stream().map(call -> call.json().toString()).toList());
  }

  private List<JsonNode> read(String out, String file) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(out).resolve(file))) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  private static List<ShopCall> doubledAndShuffledWithinFiveMinutes(List<ShopCall> calls) {
    record Moved(Instant at, ShopCall call) {}
    Random random = new Random(5);
    List<Moved> moved = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      for (ShopCall call : calls) {
        moved.add(new Moved(call.at().plusSeconds(random.nextInt(300)), call));
      }
    }
    moved.sort(Comparator.comparing(Moved::at));
    return moved.stream().map(Moved::call).toList();
  }
}
