package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.bounded.Lifecycles.Deal;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The public data sets of purchases, with their orders, returns and lost customers counted a second
 * time by a few lines that share nothing with the engine.
 */
@Tag("real-data")
final class PurchasesTest {
  private static final Duration AFTERWARDS = Duration.ofDays(200);
  private static final String NOBODY = "";

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void ofOnlineRetail() throws IOException {
    Path file = PublicData.file("online-retail/dev.csv.gz");
    Map<String, Deal> invoices = invoices(lines(file));
    List<Deal> sound =
        invoices.values().stream().filter(deal -> !deal.who().equals(NOBODY)).toList();
    List<Deal> orders = sound.stream().filter(Deal::order).toList();
    Instant last = sound.stream().map(Deal::at).max(Instant::compareTo).orElseThrow();
    Lifecycles.Counts counts = Lifecycles.count(sound, last.plus(AFTERWARDS));

    Summary summary =
        TrialRun.of(file, InputFormat.ONLINE_RETAIL, folder.resolve("out"))
            .until(AFTERWARDS)
            .with(libraryInPounds())
            .run();

    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.lines()).isEqualTo(315_412);
    assertThat(summary.read()).isEqualTo(invoices.size());
    assertThat(summary.duplicates()).isZero();
    assertThat(summary.refused()).isEqualTo(invoices.size() - sound.size());
    assertThat(applied(OrderPlaced.class)).isEqualTo(orders.size());
    assertThat(applied(OrderReturned.class)).isEqualTo(sound.size() - orders.size());
    // Nobody has a cart there.
    assertThat(summary.moments()).doesNotContainKey("CartAbandoned");
    lifecyclesAre(counts, summary, folder.resolve("out"));
  }

  /** What was counted, as moments, and as what the library makes of each. */
  static void lifecyclesAre(Lifecycles.Counts counts, Summary summary, Path out)
      throws IOException {
    assertThat(List.of(counts.nth(), counts.lostOfHighValue(), counts.lostOfLowValue()))
        .allMatch(count -> count > 0);
    assertThat(summary.moments())
        .containsEntry("FirstOrder", counts.first())
        .containsEntry("NthOrder", counts.nth())
        .containsEntry("Dormant", counts.lost());
    Map<String, Long> rules = summary.decisions().byRule();
    assertThat(rules)
        .containsEntry("retail.first_order.welcome", counts.first())
        .containsEntry("retail.dormant.win_back.call", counts.lostOfHighValue());
    // Who is lost is written to, and nobody there has agreed to it.
    assertThat(withoutConsent(out))
        .containsEntry("retail.dormant.win_back.voucher", counts.lostOfHighValue())
        .containsEntry("retail.dormant.win_back.card", counts.lostOfLowValue());
    assertThat(rules)
        .doesNotContainKeys("retail.dormant.win_back.voucher", "retail.dormant.win_back.card");
    assertThat(rules.getOrDefault("retail.nth_order.thanks.fifth", 0L)).isEqualTo(counts.fifth());
    assertThat(rules.getOrDefault("retail.nth_order.thanks.tenth", 0L)).isEqualTo(counts.tenth());
  }

  /** How often of which rule's proposals it was said that the customer had not agreed. */
  private static Map<String, Long> withoutConsent(Path out) throws IOException {
    Messages<JournalEntry> journal = Messages.of(JournalEntry.class);
    Map<String, Long> stopped = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve("journal.jsonl"))) {
      if (journal.read(line.getBytes(UTF_8)) instanceof DecisionNotMade none) {
        none.considered().stream()
            .filter(one -> one.outcome().equals("no_consent"))
            .forEach(one -> stopped.merge(one.rule(), 1L, Long::sum));
      }
    }
    return stopped;
  }

  /** Each invoice as one deal; those that correct the stock, or the books, are nobody's. */
  private static Map<String, Deal> invoices(List<String> lines) {
    Map<String, Deal> invoices = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      // The description may hold commas of its own: what follows it is counted from the end.
      String[] columns = line.split(",", -1);
      int end = columns.length;
      String number = columns[0];
      BigDecimal pieces = new BigDecimal(columns[end - 5]);
      BigDecimal price = new BigDecimal(columns[end - 3]);
      boolean order = !number.startsWith("C");
      boolean correction = (order && pieces.signum() < 0) || price.signum() < 0;
      String customer = columns[end - 2].isEmpty() ? number : columns[end - 2];
      Instant at = Instant.parse(columns[end - 4].replace(' ', 'T') + "Z");
      invoices.merge(
          number,
          new Deal(at, correction ? NOBODY : customer, order, pieces.multiply(price)),
          (one, more) -> new Deal(one.at(), one.who(), order, one.paid().add(more.paid())));
    }
    return invoices;
  }

  /** The project's rules for a shop that counts in pounds, as this one does. */
  private Path libraryInPounds() throws IOException {
    Path library = Path.of(System.getProperty("rtoto.root"), "rules", "library");
    Path copy = folder.resolve("library");
    try (Stream<Path> files = Files.walk(library)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(library.relativize(file).toString()));
      }
    }
    Path tiers = copy.resolve("tiers.yaml");
    Files.writeString(tiers, Files.readString(tiers).replace("USD", "GBP"));
    return copy;
  }

  @Test
  void ofCdnow() throws IOException {
    Path file = PublicData.file("cdnow/sample.txt.gz");
    Set<String> customers = new HashSet<>();
    List<String> lines = lines(file);
    lines.forEach(line -> customers.add(line.strip().split("\\s+", 2)[0]));

    Summary summary = TrialRun.of(file, InputFormat.CDNOW, folder.resolve("out")).run();

    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.read()).isEqualTo(lines.size());
    assertThat(summary.refused()).isZero();
    assertThat(applied(OrderPlaced.class)).isEqualTo(lines.size());
    assertThat(summary.customers()).isEqualTo(customers.size());
    assertThat(summary.moments().get("AttritionRisen")).isPositive();
  }

  private long applied(Class<?> event) throws IOException {
    Messages<JournalEntry> journal = Messages.of(JournalEntry.class);
    long count = 0;
    for (String line : Files.readAllLines(folder.resolve("out").resolve("journal.jsonl"))) {
      if (journal.read(line.getBytes(UTF_8)) instanceof EventApplied applied
          && event.isInstance(applied.event())) {
        count++;
      }
    }
    return count;
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return in.lines().toList();
    }
  }
}
