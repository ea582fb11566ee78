package io.rtoto.jobs.measurement;

import io.rtoto.jobs.measurement.uplift.Cell;
import io.rtoto.jobs.measurement.uplift.Comparison;
import io.rtoto.jobs.measurement.uplift.Interval;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.scorecards.Finding;
import io.rtoto.schemas.scorecards.Measure;
import io.rtoto.schemas.scorecards.Method;
import io.rtoto.schemas.scorecards.Scorecard;
import io.rtoto.schemas.scorecards.Scorecard.ArmResult;
import io.rtoto.schemas.scorecards.Scorecard.Orders;
import io.rtoto.schemas.scorecards.Scorecard.Uplift;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a scorecard of what counts. */
final class Scorecards {
  static final double LEVEL = 0.95;
  private static final double MILLION = 1_000_000;

  private final String key;
  private final Counts counts;

  private Scorecards(String key, Counts counts) {
    this.key = key;
    this.counts = counts;
  }

  /**
   * The scorecard under a key.
   *
   * @param key of the rule and version, as the topic has it
   * @param counts what counts
   * @param asOf the newest time of anything that ever counted
   * @param findings tells what is found of a scorecard
   */
  static Scorecard of(
      String key, Counts counts, Instant asOf, Function<Scorecard, List<Finding>> findings) {
    Scorecard bare = new Scorecards(key, counts).scorecard(asOf, List.of());
    List<Finding> found = findings.apply(bare);
    return found.isEmpty() ? bare : new Scorecards(key, counts).scorecard(asOf, found);
  }

  private Scorecard scorecard(Instant asOf, List<Finding> findings) {
    int bar = key.lastIndexOf('|');
    String version = key.substring(bar + 1);
    SortedMap<String, Long> moment = counts.under(Names.MOMENT);
    return new Scorecard(
        key.substring(0, bar),
        version.equals(Scorecard.ALL_VERSIONS) ? null : version,
        moment.isEmpty() ? null : moment.firstKey(),
        asOf,
        counts.of(Names.EVALUATED),
        counts.of(Names.FIRED),
        counts.of(Names.SAID),
        counts.under(Names.LOST_TO),
        counts.under(Names.SUPPRESSED_BY),
        counts.of(Names.HELD_OUT),
        counts.of(OfferOutcome.SHOWN.wireName()),
        counts.of(OfferOutcome.CLICKED.wireName()),
        counts.of(OfferOutcome.DISMISSED.wireName()),
        counts.of(OfferOutcome.EXPIRED.wireName()),
        counts.of(OfferOutcome.UNDELIVERED.wireName()),
        orders(Names.LAST_TOUCH),
        orders(Names.ANY_TOUCH),
        counts.of(Names.COMPLAINTS),
        arm(Names.TREATED),
        arm(Names.CONTROL),
        uplift(),
        counts.under(Names.FIRED_WITH),
        findings);
  }

  private Orders orders(String touch) {
    return new Orders(counts.of(touch, Names.ORDERS), counts.under(touch, Names.REVENUE));
  }

  private ArmResult arm(String arm) {
    long customers = 0;
    long converted = 0;
    SortedMap<String, Long> revenue = new TreeMap<>();
    for (String propensity : propensities(arm)) {
      customers += counts.of(arm, propensity, Names.CUSTOMERS);
      converted += counts.of(arm, propensity, Names.CONVERTED);
      counts
          .under(arm, propensity, Names.REVENUE)
          .forEach((currency, minor) -> revenue.merge(currency, minor, Long::sum));
    }
    return new ArmResult(customers, converted, revenue);
  }

  private SortedSet<String> propensities(String arm) {
    SortedSet<String> propensities = new TreeSet<>();
    counts
        .under(arm)
        .keySet()
        .forEach(name -> propensities.add(name.substring(0, name.indexOf(' '))));
    return propensities;
  }

  private List<Uplift> uplift() {
    List<Uplift> uplift = new ArrayList<>();
    List<Cell> treated = cells(Names.TREATED, "");
    List<Cell> control = cells(Names.CONTROL, "");
    if (treated.isEmpty() || control.isEmpty()) {
      return List.of();
    }
    Comparison shares = new Comparison(treated, control);
    uplift.add(
        uplift(
            Measure.CONVERSION,
            null,
            shares.conversion(),
            shares.conversion(LEVEL),
            Method.BETA_BINOMIAL_MIXTURE));
    for (String currency : currencies()) {
      Comparison revenue =
          new Comparison(cells(Names.TREATED, currency), cells(Names.CONTROL, currency));
      uplift.add(
          uplift(
              Measure.REVENUE,
              currency,
              revenue.revenue(),
              revenue.revenue(LEVEL),
              Method.ASYMPTOTIC_NORMAL_MIXTURE));
    }
    return uplift;
  }

  private static Uplift uplift(
      Measure of,
      @Nullable String currency,
      double estimate,
      @Nullable Interval interval,
      Method method) {
    return new Uplift(
        of,
        currency,
        estimate,
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high(),
        LEVEL,
        method);
  }

  private SortedSet<String> currencies() {
    SortedSet<String> currencies = new TreeSet<>(arm(Names.TREATED).revenueMinor().keySet());
    currencies.addAll(arm(Names.CONTROL).revenueMinor().keySet());
    return currencies;
  }

  private List<Cell> cells(String arm, String currency) {
    List<Cell> cells = new ArrayList<>();
    for (String propensity : propensities(arm)) {
      Map<String, BigInteger> squares = counts.squares();
      long customers = counts.of(arm, propensity, Names.CUSTOMERS);
      // An older decision may tell no propensity: then nobody can tell whom its customers stand
      // for.
      if (customers > 0 && !propensity.equals("0")) {
        cells.add(
            new Cell(
                Long.parseLong(propensity) / MILLION,
                customers,
                counts.of(arm, propensity, Names.CONVERTED),
                counts.of(arm, propensity, Names.REVENUE, currency),
                squares.getOrDefault(Counts.name(arm, propensity, currency), BigInteger.ZERO)));
      }
    }
    return cells;
  }
}
