package io.rtoto.gateway;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.figures.Figures;
import io.rtoto.schemas.figures.Figures.Abandonment;
import io.rtoto.schemas.figures.Figures.Funnel;
import io.rtoto.schemas.figures.Figures.Sum;
import io.rtoto.schemas.figures.Figures.TierMovement;
import io.rtoto.schemas.rulebundles.RuleReport;
import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import io.rtoto.schemas.rulebundles.RuleReport.Asking.Took;
import io.rtoto.schemas.scorecards.Finding;
import io.rtoto.schemas.scorecards.FindingCode;
import io.rtoto.schemas.scorecards.Measure;
import io.rtoto.schemas.scorecards.Method;
import io.rtoto.schemas.scorecards.Scorecard;
import io.rtoto.schemas.scorecards.Scorecard.ArmResult;
import io.rtoto.schemas.scorecards.Scorecard.Orders;
import io.rtoto.schemas.scorecards.Scorecard.Uplift;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What the measure job would have written of the last hour of a shop. */
final class Measured {
  static final String FREE_DELIVERY = "retail.cart_abandoned.free_delivery";
  static final String GIFT = "retail.birthday.gift";
  static final int MINUTES = 50;

  private static final Messages<Figures> FIGURES = Messages.of(Figures.class);
  private static final Messages<Scorecard> SCORECARDS = Messages.of(Scorecard.class);
  private static final Messages<RuleReport> REPORTS = Messages.of(RuleReport.class);

  private final List<Figures> minutes;

  /** Of the minutes up to that time. */
  Measured(Instant now) {
    Instant last = now.truncatedTo(ChronoUnit.MINUTES);
    minutes =
        IntStream.range(0, MINUTES)
            .mapToObj(i -> minute(last.minus(MINUTES - 1L - i, ChronoUnit.MINUTES), i))
            .toList();
  }

  /** The sum of a figure over all minutes. */
  long sum(ToLongFunction<Figures> figure) {
    return minutes.stream().mapToLong(figure).sum();
  }

  /** Writes it all. */
  void write(KafkaProducer<String, byte[]> job) throws Exception {
    for (Figures minute : minutes) {
      job.send(new ProducerRecord<>(Topic.FIGURES.topicName(), minute.key(), FIGURES.write(minute)))
          .get();
    }
    for (Scorecard card :
        List.of(helping(null), helping("4be1a90c77d2aa01"), neverFired(), harming())) {
      job.send(
              new ProducerRecord<>(
                  Topic.SCORECARDS.topicName(), card.key(), SCORECARDS.write(card)))
          .get();
    }
  }

  /** What the only subtask of engage would have written of its rules. */
  void writeReport(KafkaProducer<String, byte[]> job) throws Exception {
    Instant at = minutes.get(MINUTES - 1).minute();
    RuleReport report =
        new RuleReport(
            0,
            1,
            at,
            "4be1a90c77d2aa01",
            8,
            Instant.parse("2026-11-26T08:00:00Z"),
            512,
            0,
            0,
            91_200,
            0,
            0,
            "",
            List.of(),
            null,
            null,
            "",
            List.of(
                new Asking(
                    "CartAbandoned",
                    512,
                    91_200,
                    List.of(new Took(159, 300), new Took(223, 208), new Took(895, 4)))));
    job.send(
            new ProducerRecord<>(
                Topic.RULE_REPORTS.topicName(), report.key(), REPORTS.write(report)))
        .get();
  }

  private static Figures minute(Instant minute, int i) {
    long wave = Math.round(Math.sin(i / 6.0) * 120);
    return new Figures(
        minute,
        Map.of("clickstream", 620 + wave, "chat", 14L + i % 5, "orders", 9L + i % 4),
        new Funnel(420 + wave, 60 + i % 7, 31 + i % 5, 12 + i % 3),
        Map.of("recommendation", 390 + wave / 2, "offer", 12L + i % 6, "task", (long) (i % 2)),
        8 + i % 5,
        List.of(
            new Abandonment("shipping-cost", sum(4 + i % 3, 312_00), sum(1 + i % 2, 89_00)),
            new Abandonment("unknown", sum(2, 120_50), sum(0, 0))),
        List.of(new Abandonment("unknown", sum(1, 44_00), sum(0, 0))),
        sum(12 + i % 3, 1_523_00),
        sum(i % 9 == 0 ? 1 : 0, i % 9 == 0 ? 29_00 : 0),
        i == 30 ? List.of(new TierMovement("silver", "gold", 3)) : List.of(),
        sum(i == 20 ? 2 : 0, i == 20 ? 1_200_00 : 0),
        i % 10 == 3 ? Map.of("schema", 2L) : Map.of(),
        700L + i * 11L);
  }

  private static Sum sum(long count, long minor) {
    return new Sum(count, minor == 0 ? Map.of() : Map.of("USD", minor));
  }

  private static Scorecard helping(@Nullable String version) {
    return card(
        FREE_DELIVERY,
        version,
        "CartAbandoned",
        41_200,
        9_120,
        new ArmResult(5_400, 880, Map.of("USD", 4_120_000L)),
        new ArmResult(290, 31, Map.of("USD", 131_000L)),
        List.of(
            new Uplift(
                Measure.CONVERSION, null, 0.056, 0.004, 0.1, 0.95, Method.BETA_BINOMIAL_MIXTURE),
            new Uplift(
                Measure.REVENUE,
                "USD",
                311.2,
                -20.5,
                642.9,
                0.95,
                Method.ASYMPTOTIC_NORMAL_MIXTURE)),
        List.of(
            new Finding(
                FindingCode.UPLIFT_POSITIVE,
                Map.of("measure", "conversion", "low", "0.004", "high", "0.1"),
                Instant.parse("2026-11-21T18:02:11Z")),
            new Finding(
                FindingCode.DRIFTING,
                Map.of("before", "0.2", "now", "0.35"),
                Instant.parse("2026-11-24T00:00:00Z"))));
  }

  private static Scorecard neverFired() {
    ArmResult nobody = new ArmResult(0, 0, Map.of());
    return card(
        GIFT,
        null,
        "Birthday",
        900,
        0,
        nobody,
        nobody,
        List.of(),
        List.of(
            new Finding(
                FindingCode.NEVER_FIRED,
                Map.of("evaluated", "900"),
                Instant.parse("2026-11-20T09:00:00Z"))));
  }

  private static Scorecard harming() {
    return card(
        "retail.checkout_stalled.voucher",
        null,
        "CheckoutStalled",
        7_000,
        2_000,
        new ArmResult(1_700, 120, Map.of("USD", 700_000L)),
        new ArmResult(200, 24, Map.of("USD", 96_000L)),
        List.of(
            new Uplift(
                Measure.CONVERSION,
                null,
                -0.049,
                -0.09,
                -0.006,
                0.95,
                Method.BETA_BINOMIAL_MIXTURE)),
        List.of(
            new Finding(
                FindingCode.UPLIFT_NEGATIVE,
                Map.of("measure", "conversion", "low", "-0.09", "high", "-0.006"),
                Instant.parse("2026-11-25T10:00:00Z"))));
  }

  private static Scorecard card(
      String rule,
      @Nullable String version,
      String moment,
      long evaluated,
      long fired,
      ArmResult treated,
      ArmResult control,
      List<Uplift> uplift,
      List<Finding> findings) {
    return new Scorecard(
        rule,
        version,
        moment,
        Instant.parse("2026-11-26T09:41:03.250Z"),
        evaluated,
        fired,
        fired * 2 / 3,
        fired == 0 ? Map.of() : Map.of("retail.cart_abandoned.reminder", 1_400L),
        fired == 0 ? Map.of() : Map.of("no_consent", 800L, "over_budget", 500L),
        fired / 20,
        fired / 2,
        fired / 15,
        fired / 60,
        fired / 13,
        fired / 45,
        new Orders(fired / 22, fired == 0 ? Map.of() : Map.of("USD", 1_830_400L)),
        new Orders(fired / 20, fired == 0 ? Map.of() : Map.of("USD", 2_104_200L)),
        fired / 3_000,
        treated,
        control,
        uplift,
        fired == 0 ? Map.of() : Map.of("retail.cart_abandoned.reminder", 1_600L),
        findings);
  }
}
