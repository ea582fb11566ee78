package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.bounded.AbandonedCarts.Act;
import io.rtoto.cli.bounded.Lifecycles.Deal;
import io.rtoto.cli.formats.InputFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The abandoned carts of public data sets, counted a second time by a few lines that share nothing
 * with the engine.
 */
@Tag("real-data")
final class AbandonedCartsTest {
  /** Long enough for who does not come back to count as lost. */
  private static final Duration AFTERWARDS = Duration.ofDays(200);

  /** Reads one line of a data set. */
  @FunctionalInterface
  private interface Layout {
    Act read(String[] columns);
  }

  @TempDir private Path folder;

  /** And its orders, and who was lost: there every line of a purchase is an order. */
  @Test
  void ofRees46() throws IOException {
    List<Deal> deals = new ArrayList<>();
    Summary summary =
        countsAlike(
            InputFormat.REES46,
            columns -> {
              Instant at = Instant.parse(columns[0].replace(" UTC", "Z").replace(' ', 'T'));
              if (columns[1].equals("purchase")) {
                deals.add(new Deal(at, columns[7], true, new BigDecimal(columns[6])));
              }
              return new Act(at.toEpochMilli(), columns[7], columns[1], columns[2]);
            });

    PurchasesTest.lifecyclesAre(Lifecycles.count(deals, summary.timeEndedAt()), summary, folder);
  }

  @Test
  @Tag("slow")
  void ofTaobao() throws IOException {
    countsAlike(
        InputFormat.TAOBAO,
        columns -> new Act(Long.parseLong(columns[4]) * 1000, columns[0], columns[3], columns[1]));
  }

  @Test
  void ofRetailRocket() throws IOException {
    countsAlike(
        InputFormat.RETAILROCKET,
        columns -> new Act(Long.parseLong(columns[0]), columns[1], columns[2], columns[3]));
  }

  private Summary countsAlike(InputFormat format, Layout layout) throws IOException {
    Path file = PublicData.file(format.formatName() + "/dev.csv.gz");
    List<Act> acts = read(file, layout);
    long end = acts.stream().mapToLong(Act::at).max().orElse(0) + AFTERWARDS.toMillis();
    long expected = AbandonedCarts.count(acts, end);

    Summary summary = TrialRun.of(file, format, folder).until(AFTERWARDS).run();

    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.applied()).isEqualTo(acts.size());
    assertThat(expected).isPositive();
    assertThat(summary.moments()).containsEntry("CartAbandoned", expected);
    return summary;
  }

  private static List<Act> read(Path file, Layout layout) throws IOException {
    List<Act> acts = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        acts.add(layout.read(line.split(",", -1)));
      }
    }
    return acts;
  }
}
