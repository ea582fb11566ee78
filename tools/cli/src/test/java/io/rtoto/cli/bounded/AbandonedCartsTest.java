package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtoto.cli.formats.InputFormat;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final long PATIENCE_MILLIS = 30 * 60 * 1000L;
  private static final long AFTERWARDS_MILLIS = 2 * 24 * 60 * 60 * 1000L;

  /** One line of a data set: who did what with which product, and when. */
  private record Act(long at, String who, String what, String product) {}

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
    Path file = data().resolve(format.formatName()).resolve("dev.csv.gz");
    assumeTrue(Files.exists(file), "The public data sets are not here: " + file);
    List<Act> acts = read(file, layout);
    long expected = abandoned(acts);

    Summary summary = run(file, format);

    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.applied()).isEqualTo(acts.size());
    assertThat(expected).isPositive();
    assertThat(summary.moments()).containsEntry("CartAbandoned", expected);
  }

  /** Counts the times that someone left something in the cart and did nothing for half an hour. */
  private static long abandoned(List<Act> acts) {
    long end = acts.stream().mapToLong(Act::at).max().orElse(0) + AFTERWARDS_MILLIS;
    Map<String, List<Act>> byPerson = new HashMap<>();
    acts.forEach(act -> byPerson.computeIfAbsent(act.who(), none -> new ArrayList<>()).add(act));
    long abandoned = 0;
    for (List<Act> life : byPerson.values()) {
      life.sort(Comparator.comparingLong(Act::at));
      Set<String> cart = new HashSet<>();
      for (int place = 0; place < life.size(); place++) {
        Act act = life.get(place);
        switch (act.what()) {
          case "cart", "addtocart" -> cart.add(act.product());
          case "purchase", "buy", "transaction" -> cart.remove(act.product());
          default -> {}
        }
        long next = place + 1 < life.size() ? life.get(place + 1).at() : end;
        if (!cart.isEmpty() && next - act.at() >= PATIENCE_MILLIS) {
          abandoned++;
        }
      }
    }
    return abandoned;
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

  private Summary run(Path file, InputFormat format) throws IOException {
    InstantSource clock = InstantSource.system();
    RunRequest request =
        new RunRequest(
            List.of(file),
            format,
            folder,
            null,
            null,
            Duration.ofMillis(AFTERWARDS_MILLIS),
            Path.of(System.getProperty("rtoto.root"), "rules", "library"),
            null,
            2,
            clock.instant());
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    return new BoundedRun(request, new Progress(nowhere, false, clock), clock).run();
  }

  private static Path data() {
    String told = System.getenv("RTOTO_DATA");
    return told == null
        ? Path.of(System.getProperty("rtoto.root"), "..", "shared", "data")
        : Path.of(told);
  }
}
