package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.formats.InputFormat;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public data sets of purchases, with their orders and returns counted a second time. */
@Tag("real-data")
final class PurchasesTest {
  @TempDir private Path folder;

  @Test
  void ofOnlineRetail() throws IOException {
    Path file = PublicData.file("online-retail/dev.csv.gz");
    Set<String> orders = new HashSet<>();
    Set<String> returns = new HashSet<>();
    for (String line : lines(file)) {
      String invoice = line.substring(0, line.indexOf(','));
      // Before the tenth of December 2010: the first month of the set.
      if (line.contains(",2010-12-0")) {
        (invoice.startsWith("C") ? returns : orders).add(invoice);
      }
    }

    Summary summary =
        TrialRun.of(file, InputFormat.ONLINE_RETAIL, folder)
            .to(Instant.parse("2010-12-10T00:00:00Z"))
            .run();

    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.lines()).isEqualTo(315_412);
    assertThat(summary.read()).isEqualTo(orders.size() + returns.size());
    assertThat(summary.duplicates()).isZero();
    // Some invoices correct the stock: pieces below zero, at no price, for nobody.
    assertThat(summary.refused()).isLessThan(orders.size() / 10);
    assertThat(applied(OrderPlaced.class)).isEqualTo(orders.size() - summary.refused());
    assertThat(applied(OrderReturned.class)).isEqualTo(returns.size());
  }

  @Test
  void ofCdnow() throws IOException {
    Path file = PublicData.file("cdnow/sample.txt.gz");
    Set<String> customers = new HashSet<>();
    List<String> lines = lines(file);
    lines.forEach(line -> customers.add(line.strip().split("\\s+", 2)[0]));

    Summary summary = TrialRun.of(file, InputFormat.CDNOW, folder).run();

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
    for (String line : Files.readAllLines(folder.resolve("journal.jsonl"))) {
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
