package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.bounded.AbandonedCarts.Act;
import io.rtoto.cli.formats.InputFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
  private static final long AFTERWARDS_MILLIS = 2 * 24 * 60 * 60 * 1000L;

  /** Reads one line of a data set. */
  @FunctionalInterface
  private interface Layout {
    Act read(String[] columns);
  }

  @TempDir private Path folder;

  @Test
  void ofRees46() throws IOException {
    countsAlike(
        InputFormat.REES46,
        columns ->
            new Act(
                Instant.parse(columns[0].replace(" UTC", "Z").replace(' ', 'T')).toEpochMilli(),
                columns[7],
                columns[1],
                columns[2]));
  }

  @Test
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

  private void countsAlike(InputFormat format, Layout layout) throws IOException {
    Path file = PublicData.file(format.formatName() + "/dev.csv.gz");
    List<Act> acts = read(file, layout);
    long end = acts.stream().mapToLong(Act::at).max().orElse(0) + AFTERWARDS_MILLIS;
    long expected = AbandonedCarts.count(acts, end);

    Summary summary =
        TrialRun.of(file, format, folder).until(Duration.ofMillis(AFTERWARDS_MILLIS)).run();

    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.applied()).isEqualTo(acts.size());
    assertThat(expected).isPositive();
    assertThat(summary.moments()).containsEntry("CartAbandoned", expected);
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
