package io.rtoto.cli.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.cli.bounded.PublicData;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.formats.InputFormat;
import io.rtoto.jobs.attrition.AttritionModel;
import io.rtoto.jobs.attrition.BgNbd;
import io.rtoto.jobs.attrition.BuyingPattern;
import io.rtoto.jobs.attrition.ModelKind;
import io.rtoto.jobs.attrition.PurchaseHistory;
import io.rtoto.jobs.attrition.fitting.FitRefusedException;
import io.rtoto.jobs.attrition.fitting.Holdout;
import io.rtoto.jobs.attrition.fitting.ModelFit;
import io.rtoto.jobs.attrition.fitting.SpendFit;
import io.rtoto.jobs.attrition.fitting.SpendFit.MeanSpend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The CDNOW sample: fitted to 39 weeks, asked of the 39 weeks after. The figures are those that the
 * literature prints, and those of an independent computation in Python.
 */
@Tag("real-data")
final class CdnowModelTest {
  private static final Instant CALIBRATED = Instant.parse("1997-10-01T00:00:00Z");
  private static final LocalDate LAST = LocalDate.of(1997, 9, 30);
  private static final int CUSTOMERS = 2_357;
  private static final PurchaseHistory NONE = PurchaseHistory.NONE;

  @Test
  void thePatternsAreThoseOfTheFileReadAtOnce() throws IOException {
    List<BuyingPattern> patterns = calibration();
    assertThat(patterns).hasSize(CUSTOMERS);
    assertThat(patterns.stream().mapToInt(BuyingPattern::repeats).sum()).isEqualTo(2_457);
    assertThat(patterns.stream().filter(pattern -> pattern.repeats() > 0)).hasSize(946);
    assertThat(patterns).containsExactlyInAnyOrderElementsOf(countedPatterns());
  }

  @Test
  void splitOverThreeNamesAndMergedTheyAreTheSame() throws IOException {
    List<PurchaseHistory> merged = new ArrayList<>();
    for (PurchaseHistory history : purchases(CALIBRATED).histories()) {
      List<PurchaseHistory> names = new ArrayList<>(List.of(NONE, NONE, NONE));
      for (int day = 0; day < history.days().size(); day++) {
        PurchaseHistory bought = new PurchaseHistory(List.of(history.days().get(day)));
        names.set(day % 3, names.get(day % 3).merge(bought));
      }
      merged.add(names.get(2).merge(names.get(0)).merge(names.get(1)));
    }
    assertThat(merged).containsExactlyElementsOf(purchases(CALIBRATED).histories());
  }

  @ParameterizedTest
  @CsvSource({
    "BGNBD, -9582.4256, .24259, 4.41353, .79289, 2.42575",
    "MBGNBD, -9582.136, .52484, 6.18309, .89136, 1.61400",
    "PARETONBD, -9594.976, .5533, 10.5777, .6062, 11.6687"
  })
  void theFitIsAsHighAsThePublishedOne(
      ModelKind kind, double logLikelihood, double r, double alpha, double third, double fourth)
      throws IOException, FitRefusedException {
    // The first was published of rounded weeks; the others were computed of whole days.
    ModelFit fit = ModelFit.of(kind, kind == ModelKind.BGNBD ? rounded() : calibration());
    assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(.0006));
    List<Double> known = List.of(r, alpha, third, fourth);
    for (int place = 0; place < known.size(); place++) {
      assertThat(fit.model().parameters().get(place))
          .isCloseTo(known.get(place), within(.002 * known.get(place)));
    }
  }

  @Test
  void thePublishedParametersAreAsLikelyAsPublished() throws IOException {
    BgNbd published = new BgNbd(.243, 4.414, .793, 2.426);
    assertThat(rounded().stream().mapToDouble(published::logLikelihood).sum())
        .isCloseTo(-9582.4268, within(.0001));
  }

  @Test
  void wholeDaysAreAsLikelyAsRoundedWeeks() throws IOException, FitRefusedException {
    assertThat(ModelFit.of(ModelKind.BGNBD, calibration()).logLikelihood())
        .isGreaterThanOrEqualTo(-9582.43);
  }

  @Test
  void whatAPurchaseComesToIsAsPublished() throws IOException, FitRefusedException {
    // The published means are rounded to cents.
    SpendFit fit =
        SpendFit.of(
            purchases(CALIBRATED).meanSpends("USD").stream()
                .map(spend -> new MeanSpend(spend.purchases(), Math.round(spend.mean())))
                .toList());
    assertThat(fit.customers()).isEqualTo(946);
    assertThat(fit.model().p()).isCloseTo(6.2488, within(.01));
    assertThat(fit.model().q()).isCloseTo(3.7446, within(.01));
    assertThat(fit.model().v() / 100).isCloseTo(15.4477, within(.05));
    // The density is of cents, the published one of dollars.
    assertThat(fit.logLikelihood() + 946 * Math.log(100)).isCloseTo(-4055.923, within(.001));
    assertThat(fit.correlation()).isCloseTo(.114, within(.001));
  }

  @Test
  void bgnbdForetellsTheOtherHalf() throws IOException, FitRefusedException {
    Holdout holdout = holdout(ModelKind.BGNBD);
    assertThat(holdout.weeks()).isEqualTo(39);
    assertThat(holdout.orders()).isEqualTo(1_882);
    assertThat(holdout.buyers()).isEqualTo(684);
    assertThat(holdout.expectedOrders()).isCloseTo(1_653, within(1.0));
    assertThat(holdout.rootMeanSquareError()).isCloseTo(1.608, within(.001)).isLessThan(1.61);
    assertThat(holdout.meanAbsoluteError()).isCloseTo(.7855, within(.0005)).isLessThan(.79);
    assertThat(holdout.areaUnderCurve()).isCloseTo(.7725, within(.001));
    assertThat(holdout.areaUnderCurveOfRepeaters()).isCloseTo(.728, within(.001));
    assertThat(holdout.brier()).isCloseTo(.1612, within(.0005)).isLessThan(.162);
    assertThat(holdout.baseBrier()).isCloseTo(.2060, within(.0001));
    assertThat(holdout.trackingError()).isCloseTo(-.041, within(.002));
  }

  @ParameterizedTest
  @CsvSource({
    "MBGNBD, 1577, .7648, 1.607, .7728, .7275, -.067",
    "PARETONBD, 1666, .7545, 1.603, .7787, .7292, -.016"
  })
  void theOthersForetellItToo(
      ModelKind kind,
      double orders,
      double absolute,
      double square,
      double curve,
      double curveOfRepeaters,
      double tracking)
      throws IOException, FitRefusedException {
    Holdout holdout = holdout(kind);
    assertThat(holdout.expectedOrders()).isCloseTo(orders, within(1.5));
    assertThat(holdout.meanAbsoluteError()).isCloseTo(absolute, within(.001));
    assertThat(holdout.rootMeanSquareError()).isCloseTo(square, within(.001));
    assertThat(holdout.areaUnderCurve()).isCloseTo(curve, within(.001));
    assertThat(holdout.areaUnderCurveOfRepeaters()).isCloseTo(curveOfRepeaters, within(.001));
    assertThat(holdout.trackingError()).isCloseTo(tracking, within(.002));
  }

  /** The honest part: among all, whoever bought last is as good a guess as the model's. */
  @Test
  void recencyAloneRanksNearlyAsWell() throws IOException, FitRefusedException {
    Holdout holdout = holdout(ModelKind.BGNBD);
    assertThat(holdout.recencyAreaUnderCurve()).isCloseTo(.7714, within(.001));
  }

  private static Holdout holdout(ModelKind kind) throws IOException, FitRefusedException {
    AttritionModel model = ModelFit.of(kind, calibration()).model();
    return CheckCommand.holdout(model, purchases(null), CALIBRATED);
  }

  /** As the published summary has them: weeks with two decimals. */
  private static List<BuyingPattern> rounded() throws IOException {
    return calibration().stream()
        .map(
            pattern ->
                new BuyingPattern(
                    pattern.repeats(), rounded(pattern.recency()), rounded(pattern.age())))
        .toList();
  }

  private static double rounded(double weeks) {
    return Math.round(weeks * 100) / 100.0;
  }

  private static List<BuyingPattern> calibration() throws IOException {
    Purchases purchases = purchases(CALIBRATED);
    assertThat(purchases.read().unreadable()).isZero();
    return purchases.patternsOn(LAST.toEpochDay());
  }

  private static Purchases purchases(@Nullable Instant to) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Progress progress = new Progress(nowhere, false, InstantSource.fixed(Instant.EPOCH));
    return new PurchaseReader(InputFormat.CDNOW, to, progress)
        .read(List.of(PublicData.file("cdnow/sample.txt.gz")));
  }

  /** The same in plain Java, by sets of dates. */
  private static List<BuyingPattern> countedPatterns() throws IOException {
    TreeMap<String, TreeSet<LocalDate>> dates = new TreeMap<>();
    for (String line : lines(PublicData.file("cdnow/sample.txt.gz"))) {
      String[] values = line.strip().split("\\s+", -1);
      LocalDate date = LocalDate.parse(values[2], DateTimeFormatter.BASIC_ISO_DATE);
      if (!date.isAfter(LAST)) {
        dates.computeIfAbsent(values[0], none -> new TreeSet<>()).add(date);
      }
    }
    return dates.values().stream()
        .map(
            days ->
                new BuyingPattern(
                    days.size() - 1,
                    ChronoUnit.DAYS.between(days.first(), days.last()) / 7.0,
                    ChronoUnit.DAYS.between(days.first(), LAST) / 7.0))
        .toList();
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return in.lines().toList();
    }
  }
}
