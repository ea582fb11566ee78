package io.rtoto.cli.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop whose customers use up a box of capsules in some 20 days, and buy shoes at random. */
final class ReplenishmentCommandTest {
  private static final Instant OPENED = Instant.parse("2025-01-01T10:00:00Z");
  private static final int DAYS = 400;
  private static final String HALF = "2025-09-01T00:00:00Z";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path orders = Path.of("");
  private Path catalogue = Path.of("");
  private Path parameters = Path.of("");

  @BeforeEach
  void open() throws IOException {
    orders = Files.write(folder.resolve("orders.jsonl"), calls());
    catalogue =
        Files.writeString(
            folder.resolve("catalogue.jsonl"),
            "{\"productId\":\"capsules\",\"names\":{},\"category\":\"coffee\",\"companions\":[],"
                + "\"price\":{\"minor\":1900,\"currency\":\"EUR\"},\"packSize\":40}\n");
    parameters = folder.resolve("new/parameters.json");
  }

  @Test
  void learnsOfCatalogueAndOrdersHowLongAPackLasts() throws IOException {
    assertThat(fit("--catalog=" + catalogue)).as(err.toString()).isZero();

    JsonNode written = new JsonMapper().readTree(parameters.toFile());
    assertThat(ModelCommandLine.violations(written)).isEmpty();
    assertThat(written.path("from").asText()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(written.path("to").asText()).isEqualTo(HALF);
    assertThat(written.path("products")).hasSize(1);
    assertThat(written.at("/products/0/packSize").asInt()).isEqualTo(40);
    assertThat(written.at("/products/0/days").asDouble()).isBetween(.45, .55);
    assertThat(out.toString())
        .contains("How long 1 product lasts, of 120 customers, from 2025-01-01 to 2025-08-31.")
        .containsPattern("coffee +k [2-6][.]\\d\\d of 120 pairs of intervals: 1 product\\n")
        .containsPattern(
            "footwear +not claimed: k [01][.]\\d\\d of \\d+ pairs of intervals; expected")
        .containsPattern("capsules +(19|20|21)[.]\\d days a pack of 40 \\(120 customers\\)");
  }

  @Test
  void takesTheCategoryThatTheOrdersTellWhereThereIsNoCatalogue() {
    assertThat(fit()).as(err.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("groceries +k ")
        .containsPattern("capsules +(19|20|21)[.]\\d days a pack \\(120 customers\\)");
  }

  @Test
  void showsWhatTheFileSays() {
    assertThat(fit()).isZero();
    String fitted = out.toString();
    out.getBuffer().setLength(0);
    assertThat(execute("show", parameters.toString())).isZero();
    assertThat(out.toString()).isEqualTo(fitted);
  }

  @Test
  void tellsHowManyDaysItWasOff() {
    assertThat(fit()).isZero();
    out.getBuffer().setLength(0);
    assertThat(execute("check", parameters.toString(), "--input=" + orders, "--format=segment"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .startsWith("120 times somebody bought a product again.")
        .containsPattern("everybody +\\d+[.]\\d; by the median of all customers alone ")
        .contains("(120 times)");

    assertThat(
            execute(
                "check",
                parameters.toString(),
                "--input=" + orders,
                "--format=segment",
                "--from=2027-01-01T00:00:00Z"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("Nobody bought a product of the model again after 2027-");
  }

  @Test
  void publishesUnderAKeyOfItsOwn() throws IOException {
    assertThat(fit()).isZero();
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(1);
      assertThat(execute("publish", parameters.toString(), "--kafka=" + kafka.bootstrapServers()))
          .as(err.toString())
          .isZero();
      List<String> published = new ArrayList<>();
      try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
        reader.readAll(
            Topic.MODELS,
            message ->
                published.add(
                    new String(message.key(), UTF_8) + new String(message.value(), UTF_8)));
      }
      assertThat(published).hasSize(1);
      assertThat(published.get(0)).startsWith("replenishment{\"model\":\"replenishment\"");
      assertThat(
              ModelCommandLine.violations(
                  new JsonMapper().readTree(published.get(0).substring(13))))
          .isEmpty();
    }
  }

  @Test
  void refusesAFileThatClaimsWhatIsNotRegular() throws IOException {
    assertThat(fit()).isZero();
    Files.writeString(
        parameters,
        Files.readString(parameters).replace("\"claimedAbove\" : 1.5", "\"claimedAbove\" : 50"));
    assertThat(execute("show", parameters.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "holds no parameters of a model: The product capsules is of category groceries, whose k"
                + " is not told or too small; expected above 50.0.");
  }

  @Test
  void saysSoWhenNobodyBoughtAnything() throws IOException {
    Files.writeString(orders, calls().get(0).replace("userId", "anonymousId") + "\n");
    assertThat(fit()).isEqualTo(1);
    assertThat(err.toString()).contains("There is no product in an order of a customer there.");
  }

  private int fit(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "--input=" + orders,
                "--format=segment",
                "--model=replenishment",
                "--to=" + HALF,
                "--out=" + parameters));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return new ModelCommandLine(out, err).execute(arguments);
  }

  private static List<String> calls() {
    Random chance = new Random(11);
    List<String> calls = new ArrayList<>();
    for (int customer = 0; customer < 120; customer++) {
      double day = customer == 0 ? 0 : 20 * chance.nextDouble();
      while (day < DAYS) {
        int packs = 1 + chance.nextInt(2);
        calls.add(order(customer, "capsules", "groceries", packs, day));
        // Of shape 4.
        double gap = 0;
        for (int i = 0; i < 4; i++) {
          gap -= Math.log(1 - chance.nextDouble()) * 5;
        }
        day += Math.max(1, gap * packs);
      }
      day = 20 * chance.nextDouble();
      while (day < DAYS) {
        calls.add(order(customer, "shoes", "footwear", 1, day));
        day += 1 - Math.log(1 - chance.nextDouble()) * 40;
      }
    }
    return calls;
  }

  private static String order(
      int customer, String product, String category, int packs, double day) {
    Instant at = OPENED.plus(Duration.ofDays((long) day));
    return """
        {"type":"track","event":"Order Completed","messageId":"%1$s-%2$s-%5$s","userId":"c%1$s",\
        "timestamp":"%5$s","properties":{"order_id":"%1$s-%2$s-%5$s","currency":"EUR","total":10,\
        "products":[{"product_id":"%2$s","category":"%3$s","price":10,"quantity":%4$d}]}}\
        """
        .formatted(customer, product, category, packs, at);
  }
}
