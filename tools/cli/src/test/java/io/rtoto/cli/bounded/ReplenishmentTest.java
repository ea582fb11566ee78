package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.cli.bounded.UsedUpProducts.Order;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.cli.models.ModelCommand;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.models.ReplenishmentParameters;
import io.rtoto.schemas.models.ReplenishmentParameters.Category;
import io.rtoto.schemas.models.ReplenishmentParameters.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What falls due again in the Online Retail data set, learned of its first nine months, computed a
 * second time by some lines that share nothing with the engine. The set has no categories: the
 * first character of the stock code stands for one.
 */
@Tag("real-data")
final class ReplenishmentTest {
  private static final String LEARNED_UNTIL = "2011-09-01T00:00:00Z";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  @TempDir private Path folder;

  /** A line of the set. */
  private record Line(
      String invoice, String product, int quantity, double price, long at, String who) {}

  @Test
  @Tag("slow")
  void fallsDueAsOftenAsTheFileTellsAtOnce() throws IOException {
    Path file = PublicData.file("online-retail/dev.csv.gz");
    List<Line> lines = lines(file);
    List<Order> orders = orders(lines);
    long until = java.time.Instant.parse(LEARNED_UNTIL).toEpochMilli();
    UsedUpProducts batch =
        UsedUpProducts.learn(
            orders.stream()
                .filter(order -> order.at() < until && !order.who().startsWith("invoice"))
                .toList());
    long end = lines.stream().mapToLong(Line::at).max().orElseThrow();
    long expected = batch.due(orders, end);

    ReplenishmentParameters learned = fit(file, lines);
    assertThat(regularities(learned)).hasSameSizeAs(batch.k);
    regularities(learned)
        .forEach((category, k) -> assertThat(k).isCloseTo(batch.k.get(category), within(1e-9)));
    assertThat(batch.k.values()).as("some are regular").anyMatch(k -> k > 1.5);
    assertThat(batch.k.values()).as("some are not").anyMatch(k -> k <= 1.5);
    Map<String, Double> days = new TreeMap<>();
    learned.products().forEach((Product product) -> days.put(product.productId(), product.days()));
    assertThat(days).isEqualTo(batch.days);

    Summary summary =
        TrialRun.of(file, InputFormat.ONLINE_RETAIL, folder.resolve("out")).by(learned).run();
    assertThat(summary.accountsForAll()).isTrue();
    assertThat(expected).isPositive();
    assertThat(summary.moments()).containsEntry("ReplenishmentDue", expected);
  }

  private ReplenishmentParameters fit(Path file, List<Line> lines) throws IOException {
    Files.createDirectories(folder.resolve("out"));
    List<String> catalogue = new ArrayList<>();
    for (String product : new TreeSet<>(lines.stream().map(Line::product).toList())) {
      catalogue.add(
          "{\"productId\":\"%s\",\"names\":{},\"category\":\"%s\",\"price\":{\"minor\":1,\"currency\":\"GBP\"},\"companions\":[]}"
              .formatted(product, product.substring(0, 1)));
    }
    Path written = folder.resolve("model.json");
    int exit =
        new CommandLine(new ModelCommand())
            .execute(
                "fit",
                "--model=replenishment",
                "--input=" + file,
                "--format=online-retail",
                "--to=" + LEARNED_UNTIL,
                "--catalog=" + Files.write(folder.resolve("catalogue.jsonl"), catalogue),
                "--out=" + written);
    assertThat(exit).isZero();
    return (ReplenishmentParameters)
        Messages.of(ModelParameters.class).read(Files.readAllBytes(written));
  }

  private static Map<String, Double> regularities(ReplenishmentParameters learned) {
    Map<String, Double> k = new TreeMap<>();
    for (Category category : learned.categories()) {
      if (category.k() != null) {
        k.put(category.category(), category.k());
      }
    }
    return k;
  }

  /** Invoices of goods sold, without those that correct the stock or a debt. */
  private static List<Order> orders(List<Line> lines) {
    Map<String, List<Line>> invoices = new LinkedHashMap<>();
    lines.forEach(
        line -> invoices.computeIfAbsent(line.invoice(), none -> new ArrayList<>()).add(line));
    List<Order> orders = new ArrayList<>();
    invoices.forEach(
        (invoice, all) -> {
          boolean sold =
              !invoice.startsWith("C")
                  && all.stream().allMatch(line -> line.quantity() > 0 && line.price() >= 0);
          if (sold) {
            Map<String, Integer> pieces = new TreeMap<>();
            all.forEach(line -> pieces.merge(line.product(), line.quantity(), Integer::sum));
            orders.add(new Order(all.get(0).at(), all.get(0).who(), pieces));
          }
        });
    return orders;
  }

  private static List<Line> lines(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      in.readLine();
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        // Names of products may hold commas, and then stand in quotes.
        String[] columns = text.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
        String customer = columns[6].replace(".0", "");
        lines.add(
            new Line(
                columns[0],
                columns[1],
                Integer.parseInt(columns[3]),
                Double.parseDouble(columns[5]),
                LocalDateTime.parse(columns[4], TIME).toInstant(ZoneOffset.UTC).toEpochMilli(),
                customer.isEmpty() ? "invoice-" + columns[0] : customer));
      }
    }
    return lines;
  }
}
