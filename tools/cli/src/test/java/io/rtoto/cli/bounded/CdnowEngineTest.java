package io.rtoto.cli.bounded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.FittedModel;
import io.rtoto.jobs.attrition.ModelKind;
import io.rtoto.jobs.attrition.fitting.FitRefusedException;
import io.rtoto.jobs.attrition.fitting.Holdout;
import io.rtoto.jobs.attrition.fitting.ModelFit;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.models.AttritionParameters;
import io.rtoto.schemas.naming.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CDNOW sample as events through the whole engine: what it tells of each customer after 39
 * weeks is what the file read at once tells, and foretells the 39 weeks after as well as is
 * published.
 */
@Tag("real-data")
@Tag("slow")
final class CdnowEngineTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant CALIBRATED = Instant.parse("1997-10-01T00:00:00Z");
  private static final LocalDate LAST = LocalDate.of(1997, 9, 30);
  private static final String FADING = "retail.attrition_risen.fading.alert";
  private static final int CUSTOMERS = 2_357;
  private static final double WEEKS = 39;

  @TempDir private Path folder;

  @Test
  void tellsOfEveryCustomerWhatTheFileTellsAtOnce() throws IOException, FitRefusedException {
    Path file = PublicData.file("cdnow/sample.txt.gz");
    TrialRun run = TrialRun.of(file, InputFormat.CDNOW, folder.resolve("out"));

    foretellsAsPublished(run);
  }

  @Test
  void tellsTheSameOfCustomersWhoWereThreeAndBecameOne() throws IOException, FitRefusedException {
    List<String> calls =
        SplitPurchases.told(
            PublicData.file("cdnow/sample.txt.gz"), SplitPurchases.THREE_NAMES, LAST);
    Path split = Files.write(folder.resolve("split.jsonl"), calls);
    TrialRun run = TrialRun.of(split, InputFormat.SEGMENT, folder.resolve("out"));

    foretellsAsPublished(run);
  }

  /**
   * Of those who ordered twice or more, for whom the library has an alert: but where another alert
   * has told of the same loss, it is written down that it has.
   */
  @Test
  void tellsOfWhoIsLeavingAtTheTimeThatTheClosedFormTells()
      throws IOException, FitRefusedException {
    Path file = PublicData.file("cdnow/sample.txt.gz");
    ModelFit fit = ModelFit.of(ModelKind.MBGNBD, patterns(daysOfPurchases()));
    Path out = Files.createDirectories(folder.resolve("out"));

    TrialRun.of(file, InputFormat.CDNOW, out).by(parameters(fit)).run();

    List<String> told = new ArrayList<>();
    Set<String> alerted = new HashSet<>();
    for (String line : Files.readAllLines(out.resolve("decisions.jsonl"))) {
      JsonNode decision = JSON.readTree(line);
      String customer = decision.path("customerId").asText();
      if (decision.path("rule").asText().equals(FADING)) {
        told.add(customer + " " + decision.path("decidedAt").asText());
      }
      if (decision.path("moment").asText().equals("AttritionRisen")) {
        alerted.add(customer);
      }
    }
    assertThat(told).hasSizeGreaterThan(500);
    Messages<JournalEntry> journal = Messages.of(JournalEntry.class);
    for (String line : Files.readAllLines(out.resolve("journal.jsonl"))) {
      if (journal.read(line.getBytes(UTF_8)) instanceof DecisionNotMade none
          && none.considered().stream()
              .anyMatch(one -> one.rule().equals(FADING) && one.outcome().equals("told_before"))) {
        assertThat(alerted).contains(none.customerId());
        told.add(none.customerId() + " " + none.at());
      }
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(crossings(fit.model()));
  }

  /** Who has ordered twice or more, and when P(alive) fell below one half before they did again. */
  private static List<String> crossings(AttritionModel model) throws IOException {
    Map<String, List<LocalDate>> orders = new TreeMap<>();
    LocalDate end = LocalDate.MIN;
    for (String[] values : SplitPurchases.lines(PublicData.file("cdnow/sample.txt.gz"))) {
      LocalDate day = SplitPurchases.day(values);
      orders.computeIfAbsent(values[0], none -> new ArrayList<>()).add(day);
      end = day.isAfter(end) ? day : end;
    }
    Pseudonyms pseudonyms = new Pseudonyms(EngageSettings.defaults("").identitySecret());
    List<String> crossings = new ArrayList<>();
    for (Map.Entry<String, List<LocalDate>> customer : orders.entrySet()) {
      List<LocalDate> days = customer.getValue().stream().distinct().sorted().toList();
      for (int i = 0; i < days.size(); i++) {
        LocalDate last = days.get(i);
        double recency = ChronoUnit.DAYS.between(days.get(0), last) / 7.0;
        double weeks = model.crossing(new BuyingPattern(i, recency, recency), .5).orElse(1e6);
        LocalDate alert = days.get(0).plusDays(1 + (long) Math.ceil(7 * weeks));
        LocalDate next = i + 1 < days.size() ? days.get(i + 1) : end;
        long placed = customer.getValue().stream().filter(day -> !day.isAfter(last)).count();
        if (placed > 1 && !alert.isAfter(next)) {
          crossings.add(
              pseudonyms.customerId(
                      pseudonyms.identifier(IdentifierType.USER_ID, customer.getKey()))
                  + " "
                  + alert
                  + "T00:00:00Z");
        }
      }
    }
    return crossings;
  }

  private void foretellsAsPublished(TrialRun run) throws IOException, FitRefusedException {
    Map<String, NavigableSet<LocalDate>> batch = daysOfPurchases();
    ModelFit fit = ModelFit.of(ModelKind.BGNBD, patterns(batch));
    Files.createDirectories(run.out());
    Summary summary = run.to(CALIBRATED).by(parameters(fit)).run();
    assertThat(summary.accountsForAll()).isTrue();
    assertThat(summary.refused()).isZero();

    Map<String, JsonNode> told = attritionByCustomer(run.out());
    assertThat(told).hasSize(CUSTOMERS);
    AttritionModel model = fit.model();
    List<Holdout.Outcome> outcomes = new ArrayList<>();
    double expected = 0;
    for (Map.Entry<String, NavigableSet<LocalDate>> customer : batch.entrySet()) {
      JsonNode one = told.get(hashOf(customer.getKey()));
      assertThat(one).as(customer.getKey()).isNotNull();
      BuyingPattern known = patternOf(customer.getValue());
      BuyingPattern pattern =
          new BuyingPattern(
              one.path("x").asInt(), one.path("tx").asDouble(), one.path("T").asDouble());
      assertThat(pattern).as(customer.getKey()).isEqualTo(known);
      assertThat(one.path("model").asText()).isEqualTo("bgnbd");
      assertThat(one.path("pAlive").asDouble())
          .isCloseTo(pAlive(model.parameters(), known), within(1e-9));
      assertThat(one.path("expectedOrders").asDouble())
          .isCloseTo(expectedOrders(model.parameters(), known), within(1e-9));
      expected += one.path("expectedOrders").asDouble();
      outcomes.add(
          new Holdout.Outcome(pattern, customer.getValue().tailSet(LAST.plusDays(1)).size()));
    }

    assertThat(outcomes.stream().mapToDouble(one -> model.logLikelihood(one.pattern())).sum())
        .isGreaterThanOrEqualTo(-9582.43);
    Holdout holdout = Holdout.of(model, outcomes, WEEKS);
    assertThat(holdout.expectedOrders()).isCloseTo(expected, within(1e-6));
    assertThat(holdout.orders()).isEqualTo(1_882);
    assertThat(holdout.rootMeanSquareError()).isLessThanOrEqualTo(1.61);
    assertThat(holdout.meanAbsoluteError()).isLessThanOrEqualTo(.79);
    assertThat(holdout.areaUnderCurve()).isCloseTo(.7725, within(.001));
    assertThat(holdout.areaUnderCurveOfRepeaters()).isCloseTo(.728, within(.001));
    assertThat(holdout.brier()).isLessThanOrEqualTo(.162);
    assertThat(holdout.trackingError()).isCloseTo(-.041, within(.002));
  }

  private static AttritionParameters parameters(ModelFit fit) {
    return new AttritionParameters(
        fit.model().kind().code(),
        AttritionParameters.WEEKS,
        FittedModel.named(fit.model()),
        WEEKS,
        null,
        fit.logLikelihood(),
        fit.customers(),
        fit.repeatCustomers(),
        Instant.parse("1997-01-01T00:00:00Z"),
        CALIBRATED);
  }

  /** By the hash of the name that the file has for the customer. */
  private static Map<String, JsonNode> attritionByCustomer(Path out) throws IOException {
    Map<String, JsonNode> told = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve("customers.jsonl"))) {
      JsonNode customer = JSON.readTree(line);
      for (JsonNode name : customer.path("identifiers")) {
        if (name.path("type").asText().equals("userId")) {
          told.put(name.path("hash").asText(), customer.path("attrition"));
        }
      }
    }
    return told;
  }

  private static String hashOf(String customer) {
    return new Pseudonyms(EngageSettings.defaults("").identitySecret())
        .identifier(IdentifierType.USER_ID, customer)
        .hash();
  }

  /** All of the file, by sets of dates. */
  private static Map<String, NavigableSet<LocalDate>> daysOfPurchases() throws IOException {
    Map<String, NavigableSet<LocalDate>> days = new TreeMap<>();
    for (String[] values : SplitPurchases.lines(PublicData.file("cdnow/sample.txt.gz"))) {
      days.computeIfAbsent(values[0], none -> new TreeSet<>()).add(SplitPurchases.day(values));
    }
    return days;
  }

  private static List<BuyingPattern> patterns(Map<String, NavigableSet<LocalDate>> days) {
    return days.values().stream().map(CdnowEngineTest::patternOf).toList();
  }

  private static BuyingPattern patternOf(NavigableSet<LocalDate> all) {
    NavigableSet<LocalDate> days = new TreeSet<>(all.headSet(LAST, true));
    return new BuyingPattern(
        days.size() - 1,
        ChronoUnit.DAYS.between(days.first(), days.last()) / 7.0,
        ChronoUnit.DAYS.between(days.first(), LAST) / 7.0);
  }

  /** As it stands in the literature. */
  private static double pAlive(List<Double> parameters, BuyingPattern pattern) {
    double alpha = parameters.get(1);
    double a = parameters.get(2);
    double x = pattern.repeats();
    if (x == 0) {
      return 1;
    }
    double silence = (alpha + pattern.age()) / (alpha + pattern.recency());
    return 1 / (1 + a / (parameters.get(3) + x - 1) * Math.pow(silence, parameters.get(0) + x));
  }

  /** As it stands in the literature, with the series of 2F1 summed as it comes. */
  private static double expectedOrders(List<Double> parameters, BuyingPattern pattern) {
    double r = parameters.get(0);
    double alpha = parameters.get(1);
    double a = parameters.get(2);
    double b = parameters.get(3);
    double x = pattern.repeats();
    double z = WEEKS / (alpha + pattern.age() + WEEKS);
    double sum = 1;
    double term = 1;
    for (int k = 0; term > 1e-18 * sum; k++) {
      term *= (r + x + k) * (b + x + k) / (a + b + x - 1 + k) / (k + 1) * z;
      sum += term;
    }
    double share = Math.pow((alpha + pattern.age()) / (alpha + pattern.age() + WEEKS), r + x) * sum;
    return pAlive(parameters, pattern) * (a + b + x - 1) / (a - 1) * (1 - share);
  }
}
