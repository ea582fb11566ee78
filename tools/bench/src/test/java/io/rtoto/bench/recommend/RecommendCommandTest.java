package io.rtoto.bench.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RecommendCommandTest {
  private static final String HEADER = "SessionId\tItemId\tTime\n";
  private static final String TRAINED =
      HEADER + "1\t10\t1000.5\n1\t11\t1001\n2\t10\t1002\n2\t11\t1003\n3\t12\t1004\n3\t13\t1005\n";

  /** The second look comes first in the file. */
  private static final String TESTED = HEADER + "9\t11\t2001\n9\t10\t2000\n9\t10\t2002.5\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void foretellsTheTestWhereThereIsOne() throws IOException {
    write("train.part.txt", TRAINED);
    write("my_test.txt.gz", TESTED);
    write("valid.txt", HEADER + "7\t13\t3000\n7\t12\t3001\n");
    JsonNode report = measured("serenade");
    assertThat(report.at("/told").asText())
        .isEqualTo("learned from train.part.txt, asked about my_test.txt.gz");
    // 11 is first after 10; then 10, looked at before, is first again.
    assertThat(report.at("/engine/hr20").asDouble()).isEqualTo(1);
    assertThat(report.at("/engine/mrr20").asDouble()).isEqualTo(1);
    assertThat(report.at("/engine/tests").asInt()).isEqualTo(2);
    // Of 10 and 11 it can name the one it is not at, of which both tests ask: 1 of 2 and 1 of 1.
    assertThat(report.at("/engine/r20").asDouble()).isCloseTo(0.75, within(1e-9));
    assertThat(report.at("/engine/p20").asDouble()).isCloseTo(0.05, within(1e-9));
    assertThat(report.at("/engine/stateBytes").asLong()).isPositive();
    assertThat(report.at("/engine/latencyMicros/p99").asDouble()).isPositive();
    assertThat(report.at("/popularity/hr20").asDouble()).isEqualTo(1);
    assertThat(report.at("/vstan/hr20").asDouble()).isEqualTo(1);
    assertThat(report.at("/cooccurrence/hr20").asDouble()).isEqualTo(1);
  }

  @Test
  void namesTheProductLookedAtOnlyWhereThatIsAllowed() throws IOException {
    write("train_tr.txt", TRAINED);
    write("train_valid.txt", HEADER + "9\t10\t2000\n9\t10\t2001\n");
    assertThat(measured("serenade").at("/engine/hr20").asDouble()).isZero();
    assertThat(measured("rsc15").at("/engine/hr20").asDouble()).isEqualTo(1);
  }

  @Test
  void learnsFromTheWholeAndNotFromItsPartsToo() throws IOException {
    write("train_full.txt", TRAINED);
    write("train_tr.txt", TRAINED);
    write("train_valid.txt", TRAINED);
    write("test.txt", TESTED);
    assertThat(measured("rsc15").at("/told").asText())
        .isEqualTo("learned from train_full.txt, asked about test.txt");
  }

  @Test
  void foretellsTheLastOfEachPair() throws IOException {
    write("train_sessions.txt", "10 11\n10 11\n12 13\n");
    write("test_pairs.txt", "10 11\n13 12 13\n");
    JsonNode report = measured("pairs");
    assertThat(report.at("/engine/tests").asInt()).isEqualTo(2);
    assertThat(report.at("/engine/hr20").asDouble()).isEqualTo(1);
    assertThat(report.at("/engine/mrr20").asDouble()).isGreaterThan(0.4);
  }

  @Test
  void holdsTheLastSessionsOutWhereThereAreNoPairs() throws IOException {
    write("train_sessions.txt", "10 11\n".repeat(50));
    assertThat(measured("pairs").at("/told").asText())
        .isEqualTo(
            "no file of pairs: learned from train_sessions.txt without its last 2 sessions, asked"
                + " about these");
  }

  @Test
  void learnsFromTheClicksOfAStreamAtOnce() throws IOException {
    StringBuilder clicks = new StringBuilder(HEADER);
    for (int i = 0; i < 80; i++) {
      clicks.append("old-%d\t%d\t%d%n".formatted(i, i, i));
    }
    // What is new within the last fifth is foretold the second time.
    for (int i = 0; i < 10; i++) {
      clicks.append("new-%d\ta\t%d%nnew-%d\tb\t%d%n".formatted(i, 100 + 2 * i, i, 101 + 2 * i));
    }
    write("train.txt", clicks.toString());
    JsonNode report = measured("streaming");
    assertThat(report.at("/engine/tests").asInt()).isEqualTo(10);
    assertThat(report.at("/engine/hr20").asDouble()).isEqualTo(0.9);
  }

  @Test
  void completesTheBasketsOfTheLastMonth() throws IOException {
    StringBuilder orders =
        new StringBuilder(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
    for (int i = 0; i < 5; i++) {
      order(orders, "1" + i, "2011-10-0" + (i + 1), "tea", "cup");
      order(orders, "2" + i, "2011-10-0" + (i + 1), "pen", "ink");
    }
    order(orders, "C30", "2011-11-20", "tea", "pen");
    order(orders, "40", "2011-11-21", "tea", "cup");
    write("dev.csv", orders.toString());
    JsonNode report = measured("basket");
    assertThat(report.at("/engine/tests").asInt()).isEqualTo(2);
    assertThat(report.at("/engine/mrr20").asDouble()).isEqualTo(1);
    assertThat(report.at("/engine/p20").asDouble()).isCloseTo(2 / 20.0, within(1e-9));
    assertThat(report.at("/engine/p20New").asDouble()).isZero();
    assertThat(report.at("/cooccurrence/mrr20").asDouble()).isEqualTo(1);
    assertThat(report.has("vstan")).isFalse();
  }

  @Test
  void tellsWhichFileIsMissing() {
    assertThat(run("serenade")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no file to test on. Maybe name it test.txt.gz or valid.txt.gz.");
  }

  @Test
  void tellsOfATimeThatIsNone() throws IOException {
    write("train.txt", HEADER + "1\t2\tyesterday\n");
    write("test.txt", TESTED);
    assertThat(run("serenade")).isEqualTo(2);
    assertThat(err.toString()).contains("has the time yesterday; expected seconds");
  }

  private static void order(StringBuilder orders, String number, String day, String... products) {
    for (String product : products) {
      orders.append(
          "%s,%s,\"A %s, as such\",2,%s 08:26:00,2.55,17850.0,United Kingdom%n"
              .formatted(number, product, product, day));
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    if (!name.endsWith(".gz")) {
      Files.writeString(file, text);
      return;
    }
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(file))) {
      bytes.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private JsonNode measured(String protocol) throws IOException {
    out.getBuffer().setLength(0);
    assertThat(run(protocol)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private int run(String protocol) {
    return new CommandLine(new RecommendCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("--data", folder.toString(), "--protocol", protocol, "--json");
  }
}
