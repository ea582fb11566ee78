package io.rtoto.cli.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.TierSettings;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.models.ModelParameters;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small shop of which half the customers leave some day. */
final class ModelCommandTest {
  private static final LocalDate OPENED = LocalDate.of(2025, 1, 1);
  private static final int DAYS = 400;
  private static final String HALF = "2025-09-01T00:00:00Z";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path orders = Path.of("");
  private Path parameters = Path.of("");

  @BeforeEach
  void open() throws IOException {
    orders = Files.write(folder.resolve("orders.txt"), lines());
    parameters = folder.resolve("new/parameters.json");
  }

  @Test
  void writesParametersAsTheirSchemaSays() throws IOException {
    assertThat(fit("mbgnbd")).as(err.toString()).isZero();

    JsonNode written = new JsonMapper().readTree(parameters.toFile());
    assertThat(ModelCommandLine.violations(written)).isEmpty();
    assertThat(written.path("model").asText()).isEqualTo("mbgnbd");
    assertThat(written.path("timeUnit").asText()).isEqualTo("weeks");
    assertThat(written.path("horizonWeeks").asDouble()).isEqualTo(26);
    assertThat(written.path("from").asText()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(written.path("to").asText()).isEqualTo(HALF);
    assertThat(written.at("/spend/currency").asText()).isEqualTo("USD");
    assertThat(out.toString())
        .contains("MBG/NBD of 600 customers,", "from 2025-01-01 to 2025-08-31.")
        .contains("within 26 weeks", "A repeat purchase comes to USD ");
    assertThat(err.toString()).contains("The parameters are in " + parameters + ".");
  }

  /** A schema that takes anything would prove nothing. */
  @Test
  void theSchemaRefusesWhatIsMissingOrNoParameter() throws IOException {
    assertThat(fit("mbgnbd")).isZero();
    for (String field : List.of("model", "timeUnit", "parameters", "horizonWeeks", "to")) {
      ObjectNode written = (ObjectNode) new JsonMapper().readTree(parameters.toFile());
      written.remove(field);
      assertThat(ModelCommandLine.violations(written)).as("without " + field).isNotEmpty();
    }
    ObjectNode written = (ObjectNode) new JsonMapper().readTree(parameters.toFile());
    ((ObjectNode) written.path("parameters")).put("alpha", 0);
    assertThat(ModelCommandLine.violations(written)).isNotEmpty();
  }

  @Test
  void theSameOrdersInAnotherOrderGiveTheSameFile() throws IOException {
    assertThat(fit("bgnbd")).isZero();
    String one = Files.readString(parameters);
    List<String> shuffled = new ArrayList<>(Files.readAllLines(orders));
    Collections.shuffle(shuffled, new Random(3));
    Files.write(orders, shuffled);
    assertThat(fit("bgnbd")).isZero();
    assertThat(Files.readString(parameters)).isEqualTo(one);
  }

  @Test
  void showsWhatTheFileSays() {
    assertThat(fit("paretonbd")).isZero();
    String fitted = out.toString();
    out.getBuffer().setLength(0);
    assertThat(execute("show", parameters.toString())).isZero();
    assertThat(out.toString()).isEqualTo(fitted).contains("Pareto/NBD of 600 customers");
  }

  @Test
  void checksAgainstWhatCameLater() {
    assertThat(fit("bgnbd")).isZero();
    out.getBuffer().setLength(0);
    assertThat(check()).isZero();
    assertThat(out.toString())
        .startsWith("BG/NBD, asked of 600 customers, and 22.4 weeks later:")
        .contains("foretold", "RMSE", "Brier", "AUC of repeaters");
    assertThat(err.toString()).doesNotContain("it has seen some");

    assertThat(check("--from=2025-06-01T00:00:00Z")).isZero();
    assertThat(err.toString())
        .contains("was fitted to orders until 2025-09-01T00:00:00Z: it has seen some");
  }

  @Test
  void publishesWhatItFittedAndNothingElse() throws IOException {
    assertThat(fit("mbgnbd")).isZero();
    try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(1);
      String broker = "--kafka=" + kafka.bootstrapServers();
      assertThat(execute("publish", parameters.toString(), broker)).as(err.toString()).isZero();
      assertThat(execute("publish", orders.toString(), broker)).isEqualTo(1);
      List<String> published = new ArrayList<>();
      try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
        reader.readAll(
            Topic.MODELS,
            message ->
                published.add(
                    new String(message.key(), UTF_8) + new String(message.value(), UTF_8)));
      }
      assertThat(published).hasSize(1);
      assertThat(published.get(0)).startsWith("attrition{\"model\":\"mbgnbd\"");
      assertThat(
              ModelCommandLine.violations(new JsonMapper().readTree(published.get(0).substring(9))))
          .isEmpty();
    }
    assertThat(out.toString())
        .containsPattern(
            "The model in \\Q" + parameters + "\\E, version [0-9a-f]{12}, is in force on ");
    assertThat(err.toString()).contains(orders + " holds no parameters of a model: ");
  }

  @Test
  void findsWhereTiersBeginAsTheRuleLibraryReadsIt() {
    assertThat(
            execute(
                "tiers",
                "--input=" + orders,
                "--format=cdnow",
                "--period=365",
                "--shares=.5,.9",
                "--names=guest,friend,patron"))
        .as(err.toString())
        .isZero();
    TierSettings tiers = LibrarySettings.in(Map.of(TierSettings.FILE, out.toString())).tiers();
    assertThat(tiers.periodDays()).isEqualTo(365);
    assertThat(tiers.currency()).isEqualTo("USD");
    assertThat(tiers.tiers())
        .extracting(TierSettings.Tier::name)
        .containsExactly("guest", "friend", "patron");
    assertThat(tiers.tiers().get(1).fromMinor()).isBetween(1_000L, 50_000L);
  }

  @Test
  void putsTheTiersIntoAFileOfTheRuleLibraryAndLeavesWhatElseItSays() throws IOException {
    Path file = folder.resolve("library/tiers.yaml");
    assertThat(tiersInto(file)).as(err.toString()).isZero();
    assertThat(out.toString()).isEmpty();
    String alone = Files.readString(file);
    TierSettings found = LibrarySettings.in(Map.of(TierSettings.FILE, alone)).tiers();
    assertThat(found.tiers())
        .extracting(TierSettings.Tier::name)
        .containsExactly("guest", "friend", "patron");

    Files.writeString(
        file,
        """
        # Who is worth what. \uD83D\uDC51
        periodDays: 90 # a quarter
        currency: EUR
        tiers:
          - {tier: bronze, fromMinor: 0}
          - tier: silver
            fromMinor: 20000 # as in the old system

        # Whom to win back.
        highValueFromMinor: 50000
        dormantAfterDays: 100
        """);
    assertThat(tiersInto(file)).as(err.toString()).isZero();
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            # Who is worth what. \uD83D\uDC51
            periodDays: 365 # a quarter
            currency: USD
            %s # as in the old system

            # Whom to win back.
            highValueFromMinor: 50000
            dormantAfterDays: 100
            """
                .formatted(alone.substring(alone.indexOf("tiers:")).strip()));
    assertThat(err.toString())
        .contains("highValueFromMinor is 50000, which were EUR and are USD now.")
        .contains("The tiers are in " + file + ".");
  }

  @Test
  void addsToAFileOfTheRuleLibraryWhatItDoesNotSayYet() throws IOException {
    Path file = Files.writeString(folder.resolve("tiers.yaml"), "dormantAfterDays: 100");
    assertThat(tiersInto(file)).as(err.toString()).isZero();
    TierSettings tiers =
        LibrarySettings.in(Map.of(TierSettings.FILE, Files.readString(file))).tiers();
    assertThat(tiers.dormantAfterDays()).isEqualTo(100);
    assertThat(tiers.periodDays()).isEqualTo(365);
    assertThat(tiers.tiers()).hasSize(3);
  }

  @Test
  void leavesAFileThatIsNoneOfTheRuleLibraryAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "tears: many\n");
    assertThat(tiersInto(file)).isEqualTo(1);
    assertThat(err.toString()).contains(file + " is no tiers.yaml", "tears is no word");
    assertThat(file).hasContent("tears: many");
  }

  private int tiersInto(Path file) {
    return execute(
        "tiers",
        "--input=" + orders,
        "--format=cdnow",
        "--period=365",
        "--shares=.5,.9",
        "--names=guest,friend,patron",
        "--out=" + file);
  }

  @Test
  void refusesSharesThatDoNotFitTheTiers() {
    assertThat(execute("tiers", "--input=" + orders, "--format=cdnow", "--shares=.5")).isEqualTo(2);
    assertThat(err.toString()).contains("expected one share less than tiers");
  }

  @Test
  void saysSoWhenThereIsNothingToCompare() {
    assertThat(fit("bgnbd")).isZero();
    assertThat(check("--to=" + HALF)).isEqualTo(1);
    assertThat(err.toString())
        .contains("600 customers bought before " + HALF, "there is nothing to compare.");
  }

  @Test
  void refusesOrdersThatTellNoParameters() throws IOException {
    Files.write(orders, List.of(" 00001 20250101  1   10.00", " 00001 20250109  1   10.00"));
    assertThat(fit("bgnbd")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "BG/NBD cannot be fitted. Of 1 customer 1 bought on a second day; expected at least 50.");
    assertThat(parameters).doesNotExist();
  }

  @Test
  void countsOrdersOfBrowsersForNobodyAndTwiceSentOnesOnce() throws IOException {
    Path calls = folder.resolve("calls.jsonl");
    String order =
        "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"m1\",\"userId\":\"anna\","
            + "\"timestamp\":\"2025-01-01T10:00:00Z\",\"properties\":{\"order_id\":\"1\","
            + "\"total\":10,\"currency\":\"EUR\"}}";
    String visitors = order.replace("userId", "anonymousId").replace("m1", "m2");
    Files.write(calls, List.of(order, order, visitors, "{\"type\":\"nothing\"}"));
    assertThat(
            execute(
                "fit", "--input=" + calls, "--format=segment", "--model=bgnbd", "--out=" + calls))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("4 lines, 1 customer who bought.")
        .contains("1 line or call could not be read; it counts for nothing. Namely:")
        .contains("  calls.jsonl, line 4: ")
        .contains("1 order names no customer beyond a browser or a device; it counts for nobody.")
        .contains("Of 1 customer 0 bought on a second day");
  }

  @Test
  void namesTheFirstLinesThatCouldNotBeRead() throws IOException {
    Files.write(
        orders,
        List.of(" 00001 20250101  1   10.00", "tea", " 00001 2025     1   10.00", "", "a", "b"));
    assertThat(fit("bgnbd")).isEqualTo(1);
    assertThat(err.toString())
        .contains("4 lines or calls could not be read; they count for nothing. The first of them:")
        .contains("  " + orders.getFileName() + ", line 2: ", ", line 3: ", ", line 5: ")
        .doesNotContain(", line 6: ");
  }

  @Test
  void failsOnAFileThatHoldsNoParameters() throws IOException {
    for (String text : List.of("nothing", "{}", "[]")) {
      Path file = Files.writeString(folder.resolve("other.json"), text);
      assertThat(execute("show", file.toString())).isEqualTo(1);
      assertThat(err.toString())
          .contains(file + " holds no parameters of a model: ")
          .contains("./rtoto model fit writes them.")
          .doesNotContain("Deserialization", "Unrecognized token");
      err.getBuffer().setLength(0);
    }
    assertThat(fit("bgnbd")).isZero();
    Files.writeString(
        parameters, Files.readString(parameters).replace("\"bgnbd\"", "\"guesswork\""));
    assertThat(execute("show", parameters.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("The model is guesswork; expected one of bgnbd, mbgnbd,");
  }

  @Test
  void isCalledWrongWhenAFileIsOfAnotherFormat() {
    assertThat(
            execute(
                "fit",
                "--input=" + orders,
                "--format=rees46",
                "--model=bgnbd",
                "--out=" + parameters))
        .isEqualTo(2);
    assertThat(err.toString()).contains(orders + " is no rees46 file");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(fit("paretonbd")).isZero();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    ModelParameters read = ParameterFile.read(spec, parameters);
    Path again = folder.resolve("again.json");
    ParameterFile.write(read, again);
    assertThat(again).hasSameTextualContentAs(parameters);
    assertThat(read.to()).isEqualTo(Instant.parse(HALF));
  }

  private int fit(String model) {
    return execute(
        "fit",
        "--input=" + orders,
        "--format=cdnow",
        "--model=" + model,
        "--to=" + HALF,
        "--horizon=26",
        "--out=" + parameters);
  }

  private int check(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("check", parameters.toString(), "--input=" + orders, "--format=cdnow"));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    return new ModelCommandLine(out, err).execute(arguments);
  }

  /** 600 customers who come in the first weeks, each with a rate and a lifetime drawn by chance. */
  private static List<String> lines() {
    Random chance = new Random(5);
    List<String> lines = new ArrayList<>();
    for (int customer = 1; customer <= 600; customer++) {
      double gap = 10 / (.05 + chance.nextDouble());
      double leaves = Math.pow(chance.nextDouble(), 2);
      double usual = 20 + 60 * chance.nextDouble();
      double day = customer == 1 ? 0 : 60 * chance.nextDouble();
      do {
        double dollars = usual * (.5 + chance.nextDouble());
        lines.add(
            String.format(
                Locale.ROOT,
                " %05d %s  1 %7.2f",
                customer,
                OPENED.plusDays((long) day).format(DateTimeFormatter.BASIC_ISO_DATE),
                dollars));
        day -= Math.log(1 - chance.nextDouble()) * gap;
      } while (day < DAYS && chance.nextDouble() >= leaves);
    }
    return lines;
  }
}
