package io.rtoto.cli.backtest;

import io.rtoto.jobs.engagement.Hindsight.Stretch;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.RuleFailed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Counts in what two sides differ, customer by customer. */
final class Tally {
  private static final int SAMPLES = 5;

  private final SortedMap<What, Row> rows = new TreeMap<>();
  private final SortedMap<Stop, Pair> stops = new TreeMap<>();
  private final SortedMap<Failure, Pair> failures = new TreeMap<>();
  private final Pair decisions = new Pair();
  private final Pair customers = new Pair();
  private final Pair stopped = new Pair();
  private long events;
  private long compared;
  private long looks;
  private long people;

  /** What is decided, and by which rule. */
  private record What(String rule, String kind, String name) implements Comparable<What> {
    private static final Comparator<What> ORDER =
        Comparator.comparing(What::rule).thenComparing(What::kind).thenComparing(What::name);

    static What of(Decision decision) {
      return new What(decision.rule(), decision.kind().wireName(), decision.name());
    }

    @Override
    public int compareTo(What other) {
      return ORDER.compare(this, other);
    }
  }

  /** What is not said, and why. */
  private record Stop(String reason, String rule, String name) implements Comparable<Stop> {
    private static final Comparator<Stop> ORDER =
        Comparator.comparing(Stop::reason).thenComparing(Stop::rule).thenComparing(Stop::name);

    @Override
    public int compareTo(Stop other) {
      return ORDER.compare(this, other);
    }
  }

  /** Which rule throws, and what. */
  private record Failure(String rule, String error) implements Comparable<Failure> {
    private static final Comparator<Failure> ORDER =
        Comparator.comparing(Failure::rule).thenComparing(Failure::error);

    @Override
    public int compareTo(Failure other) {
      return ORDER.compare(this, other);
    }
  }

  /** A number of each side. */
  private static final class Pair {
    private long base;
    private long candidate;

    void add(boolean isCandidate, long more) {
      if (isCandidate) {
        candidate += more;
      } else {
        base += more;
      }
    }
  }

  /** What both sides make of one thing. */
  private static final class Row {
    private final Pair times = new Pair();
    private final SortedMap<String, Pair> worth = new TreeMap<>();
    private final Sample newly = new Sample();
    private final Sample noLonger = new Sample();
    private long gained;
    private long lost;
    private long altered;
  }

  /** Customers, of whom the first are remembered. */
  private static final class Sample {
    private final List<String> first = new ArrayList<>();
    private long number;

    void add(String customerId) {
      number++;
      if (first.size() < SAMPLES) {
        first.add(customerId);
      }
    }

    Report.Customers told() {
      return new Report.Customers(number, List.copyOf(first));
    }
  }

  /** Takes a customer; they come in the order of their ids. */
  void take(Contrast contrast) {
    if (contrast.events() == 0) {
      return;
    }
    people++;
    events += contrast.events();
    compared += contrast.compared();
    looks += contrast.looks();
    Set<What> byBase = count(contrast.base(), false);
    Set<What> byCandidate = count(contrast.candidate(), true);
    byCandidate.stream()
        .filter(what -> !byBase.contains(what))
        .forEach(what -> row(what).newly.add(contrast.customerId()));
    byBase.stream()
        .filter(what -> !byCandidate.contains(what))
        .forEach(what -> row(what).noLonger.add(contrast.customerId()));
    compare(contrast.base().decisions(), contrast.candidate().decisions());
  }

  private Set<What> count(Stretch stretch, boolean isCandidate) {
    Set<What> made = new HashSet<>();
    for (Decision decision : stretch.decisions()) {
      What what = What.of(decision);
      made.add(what);
      Row row = row(what);
      row.times.add(isCandidate, 1);
      ListPrice.of(decision)
          .ifPresent(
              money ->
                  row.worth
                      .computeIfAbsent(money.currency(), currency -> new Pair())
                      .add(isCandidate, money.minor()));
      decision.considered().forEach(one -> stop(one, isCandidate));
    }
    for (DecisionNotMade none : stretch.notMade()) {
      none.considered().forEach(one -> stop(one, isCandidate));
    }
    for (RuleFailed failed : stretch.failures()) {
      failures
          .computeIfAbsent(new Failure(failed.rule(), failed.error()), key -> new Pair())
          .add(isCandidate, 1);
    }
    decisions.add(isCandidate, stretch.decisions().size());
    customers.add(isCandidate, stretch.decisions().isEmpty() ? 0 : 1);
    return made;
  }

  private void stop(Considered one, boolean isCandidate) {
    if (!one.outcome().equals(Considered.CHOSEN)) {
      stops
          .computeIfAbsent(new Stop(one.outcome(), one.rule(), one.name()), key -> new Pair())
          .add(isCandidate, 1);
      stopped.add(isCandidate, one.outcome().equals(Considered.OUTRANKED) ? 0 : 1);
    }
  }

  private void compare(List<Decision> byBase, List<Decision> byCandidate) {
    Map<String, Decision> left = new HashMap<>();
    byBase.forEach(decision -> left.put(decision.decisionId(), decision));
    for (Decision now : byCandidate) {
      Decision was = left.get(now.decisionId());
      if (was != null && What.of(was).equals(What.of(now))) {
        left.remove(now.decisionId());
        row(What.of(now)).altered += isSaidAlike(was, now) ? 0 : 1;
      } else {
        row(What.of(now)).gained++;
      }
    }
    left.values().forEach(was -> row(What.of(was)).lost++);
  }

  /** What a customer or an agent hears of it, and when. */
  private static boolean isSaidAlike(Decision was, Decision now) {
    List<Function<Decision, Object>> heard =
        List.of(
            Decision::decidedAt,
            Decision::products,
            one -> Objects.toString(one.validUntil()),
            one -> Objects.toString(one.purpose()),
            one -> Objects.toString(one.channel()),
            one -> Objects.toString(one.text()),
            one -> Objects.toString(one.script()),
            one -> Objects.toString(one.scriptText()));
    return heard.stream().allMatch(part -> part.apply(was).equals(part.apply(now)));
  }

  private Row row(What what) {
    return rows.computeIfAbsent(what, key -> new Row());
  }

  /** How many events took part. */
  long events() {
    return events;
  }

  /** How many of them lie in the time that is compared. */
  long compared() {
    return compared;
  }

  /** How many of those are looks at a product. */
  long looks() {
    return looks;
  }

  /** How many customers took part. */
  long customers() {
    return people;
  }

  Report.Decided base(Side side) {
    return new Report.Decided(
        side.name(), side.bundle().version(), decisions.base, customers.base, stopped.base);
  }

  Report.Decided candidate(Side side) {
    return new Report.Decided(
        side.name(),
        side.bundle().version(),
        decisions.candidate,
        customers.candidate,
        stopped.candidate);
  }

  List<Report.Change> changes() {
    List<Report.Change> changes = new ArrayList<>();
    rows.forEach(
        (what, row) -> {
          List<Report.Worth> worth = new ArrayList<>();
          row.worth.forEach(
              (currency, minor) ->
                  worth.add(new Report.Worth(currency, minor.base, minor.candidate)));
          changes.add(
              new Report.Change(
                  what.rule(),
                  what.kind(),
                  what.name(),
                  row.times.base,
                  row.times.candidate,
                  row.gained,
                  row.lost,
                  row.altered,
                  row.newly.told(),
                  row.noLonger.told(),
                  worth));
        });
    return changes;
  }

  List<Report.Stopped> stopped() {
    List<Report.Stopped> all = new ArrayList<>();
    stops.forEach(
        (stop, times) ->
            all.add(
                new Report.Stopped(
                    stop.rule(), stop.name(), stop.reason(), times.base, times.candidate)));
    return all;
  }

  List<Report.Failed> failures() {
    List<Report.Failed> all = new ArrayList<>();
    failures.forEach(
        (failure, times) ->
            all.add(
                new Report.Failed(failure.rule(), failure.error(), times.base, times.candidate)));
    return all;
  }
}
