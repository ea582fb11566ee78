package io.rtoto.jobs.measurement;

import io.rtoto.jobs.memory.Consents;
import io.rtoto.jobs.memory.Stamp;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a customer, and what follows from it for rules and figures. It hangs on the
 * facts alone, and not on the order in which they came: so what is counted is right whenever it is
 * reckoned, and two who reckon it from the same facts get the same.
 */
final class Account {
  private static final Comparator<Fact.Told> EARLIEST =
      Comparator.comparing(Fact.Told::at).thenComparing(Fact.Told::decisionId);

  private static final Comparator<Fact.ConsentTold> IN_TURN =
      Comparator.comparing(Fact.ConsentTold::at).thenComparing(Fact.ConsentTold::eventId);

  private final Duration window;
  private final Map<String, Fact.Told> told = new HashMap<>();
  private final Map<String, Map<OfferOutcome, Instant>> outcomes = new HashMap<>();
  private final Map<String, Order> orders = new TreeMap<>();

  /** What reached the customer, by when, and by the decision's id. */
  private final NavigableMap<Instant, NavigableMap<String, Fact.Told>> touches = new TreeMap<>();

  private final List<Fact.ConsentTold> consents = new ArrayList<>();
  private final List<Fact.Settled> settled = new ArrayList<>();
  private final Map<String, Occasion> occasions = new TreeMap<>();

  /**
   * The account of these facts.
   *
   * @param facts in any order; each once
   * @param window for how long after a customer was told something an order counts as coming of it
   */
  Account(Iterable<Fact> facts, Duration window) {
    this.window = window;
    List<Fact.TookBack> tookBack = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact instanceof Fact.Told one) {
        told.put(one.decisionId(), one);
      } else if (fact instanceof Fact.CameOfIt one) {
        outcomes
            .computeIfAbsent(one.decisionId(), none -> new EnumMap<>(OfferOutcome.class))
            .merge(one.outcome(), one.at(), Account::earlier);
      } else if (fact instanceof Fact.Ordered one) {
        orders.merge(one.orderId(), new Order(one), Order::earlier);
      } else if (fact instanceof Fact.TookBack one) {
        tookBack.add(one);
      } else if (fact instanceof Fact.ConsentTold one) {
        consents.add(one);
      } else if (fact instanceof Fact.Settled one) {
        settled.add(one);
      } else if (fact instanceof Fact.Noticed one) {
        occasions.merge(one.occasion(), Occasion.of(one), Occasion::with);
      }
    }
    for (Fact.Told one : told.values()) {
      reachedAt(one)
          .ifPresent(
              at ->
                  touches.computeIfAbsent(at, none -> new TreeMap<>()).put(one.decisionId(), one));
    }
    for (Fact.TookBack one : tookBack) {
      Order order = orders.get(one.orderId());
      if (order != null) {
        orders.put(one.orderId(), order.less(one));
      }
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * An order, as it is by now.
   *
   * @param placed the first message that told of it
   * @param minor what is left of it, in minor units; 0 where nothing is told
   * @param whole whether it was taken back whole
   */
  private record Order(Fact.Ordered placed, long minor, boolean whole) {
    private static final Comparator<Order> IN_TURN =
        Comparator.comparing(Order::at).thenComparing(order -> order.placed.orderId());

    private Order(Fact.Ordered placed) {
      this(placed, placed.total() == null ? 0 : placed.total().minor(), false);
    }

    /** A shop may tell of one order twice, under different ids of the message. */
    private Order earlier(Order other) {
      int order = at().compareTo(other.at());
      return order < 0 || (order == 0 && placed.eventId().compareTo(other.placed.eventId()) <= 0)
          ? this
          : other;
    }

    private Order less(Fact.TookBack back) {
      Money total = placed.total();
      if (back.whole()) {
        return new Order(placed, 0, true);
      }
      Money less = back.total();
      if (less == null || total == null || !less.currency().equals(total.currency())) {
        return this;
      }
      // What is taken back twice comes to no more than the order did.
      long left = Math.max(0, minor - less.minor());
      return new Order(placed, left, whole || left == 0);
    }

    private Instant at() {
      return placed.at();
    }

    private @Nullable String currency() {
      return placed.total() == null ? null : placed.total().currency();
    }
  }

  /**
   * A moment of which figures are kept.
   *
   * @param moment its name
   * @param about what it was about, as far as any message told
   * @param at when it came about
   */
  private record Occasion(String moment, Map<String, String> about, Instant at) {
    private static Occasion of(Fact.Noticed noticed) {
      return new Occasion(noticed.moment(), noticed.about(), noticed.at());
    }

    /** Messages of one occasion agree; one that was held tells a later time. */
    private Occasion with(Occasion other) {
      boolean first = !other.at.isBefore(at);
      Map<String, String> all = new HashMap<>(first ? other.about : about);
      all.putAll(first ? about : other.about);
      return new Occasion(moment, all, earlier(at, other.at));
    }

    private String cause() {
      return Names.part(about.getOrDefault("cause", "unknown"));
    }

    private void addWorth(Count count, String key, Instant when, String amount, String... what) {
      String[] counted = with(what, Names.COUNT);
      count.add(key, when, 1, counted);
      String minor = about.get(amount + "Minor");
      String currency = about.get(amount.equals("worth") ? "currency" : "customer.currency");
      if (minor != null && currency != null && !currency.isEmpty()) {
        count.add(key, when, Long.parseLong(minor), with(what, Names.REVENUE, currency));
      }
    }

    private static String[] with(String[] some, String... more) {
      List<String> all = new ArrayList<>(List.of(some));
      all.addAll(List.of(more));
      return all.toArray(String[]::new);
    }
  }

  /**
   * What follows for the rules, by scorecard.
   *
   * @param asOf what it is by then: a window that is open then has no result yet
   * @param settledBefore the scorecards on which the customer counted in an arm already, by what no
   *     fact tells any more
   */
  Count rules(Instant asOf, Set<String> settledBefore) {
    Count count = new Count();
    told.values().forEach(one -> countOutcomes(one, count));
    orders.values().forEach(order -> countTouches(order, count));
    refusals().forEach(one -> countComplaint(one, count));
    Set<String> counted = new HashSet<>(settledBefore);
    counted.addAll(settledKeys());
    firstTrials()
        .forEach(
            (key, trial) -> {
              if (!counted.contains(key) && isOver(trial, asOf)) {
                countTrial(key, trial, count);
              }
            });
    return count;
  }

  /**
   * On which scorecards the customer counts in an arm for good. As long as the decision is known
   * with its arm, what is told of it may still change.
   */
  private Set<String> settledKeys() {
    Set<String> keys = new HashSet<>();
    for (Fact.Settled one : settled) {
      Fact.Told decision = told.get(one.decisionId());
      if (decision == null || !decision.isDrawn()) {
        keys.addAll(Names.scorecards(one.rule(), one.version()));
      }
    }
    return keys;
  }

  private boolean isOver(Fact.Told trial, Instant asOf) {
    return !trial.at().plus(window).isAfter(asOf);
  }

  private void countOutcomes(Fact.Told one, Count count) {
    outcomes
        .getOrDefault(one.decisionId(), Map.of())
        .forEach(
            (outcome, at) ->
                Names.scorecards(one.rule(), one.version())
                    .forEach(key -> count.add(key, at, 1, outcome.wireName())));
  }

  private void countTouches(Order order, Count count) {
    if (order.whole()) {
      return;
    }
    touchesBefore(order.at())
        .flatMap(one -> Names.scorecards(one.rule(), one.version()).stream())
        .distinct()
        .forEach(key -> countOrder(key, order, Names.ANY_TOUCH, count));
    lastTouchBefore(order.at())
        .ifPresent(
            last ->
                Names.scorecards(last.rule(), last.version())
                    .forEach(key -> countOrder(key, order, Names.LAST_TOUCH, count)));
  }

  private static void countOrder(String key, Order order, String touch, Count count) {
    count.add(key, order.at(), 1, touch, Names.ORDERS);
    String currency = order.currency();
    if (currency != null) {
      count.add(key, order.at(), order.minor(), touch, Names.REVENUE, currency);
    }
  }

  /** Where the customer allowed marketing by some way before, and did not any more. */
  private List<Fact.ConsentTold> refusals() {
    List<Fact.ConsentTold> refusals = new ArrayList<>();
    Consents before = Consents.NONE;
    long turn = 0;
    for (Fact.ConsentTold one : consents.stream().sorted(IN_TURN).toList()) {
      Consents after = before.with(one.consents(), new Stamp(one.at(), turn++));
      if (isRefusal(one, before, after)) {
        refusals.add(one);
      }
      before = after;
    }
    return refusals;
  }

  /**
   * Of a way of which nothing was told the customer may say so; a message that only tells how it
   * stands does not tell since when.
   */
  private static boolean isRefusal(Fact.ConsentTold told, Consents before, Consents after) {
    return Stream.of(Channel.values())
        .anyMatch(
            way ->
                before.allow(Purpose.MARKETING, way, !told.standing())
                    && !after.allow(Purpose.MARKETING, way, true));
  }

  private void countComplaint(Fact.ConsentTold one, Count count) {
    lastTouchBefore(one.at())
        .ifPresent(
            last ->
                Names.scorecards(last.rule(), last.version())
                    .forEach(key -> count.add(key, one.at(), 1, Names.COMPLAINTS)));
  }

  private Optional<Fact.Told> lastTouchBefore(Instant then) {
    return touchesBefore(then).findFirst();
  }

  /** What reached the customer before then and not longer ago than the window, the last first. */
  private Stream<Fact.Told> touchesBefore(Instant then) {
    return touches.subMap(then.minus(window), true, then, false).descendingMap().values().stream()
        .flatMap(at -> at.descendingMap().values().stream());
  }

  private Optional<Instant> reachedAt(Fact.Told one) {
    if (one.reachesByItself()) {
      return Optional.of(one.at());
    }
    if (!one.isMeantToReach()) {
      return Optional.empty();
    }
    Map<OfferOutcome, Instant> came = outcomes.getOrDefault(one.decisionId(), Map.of());
    Instant shown = came.get(OfferOutcome.SHOWN);
    Instant clicked = came.get(OfferOutcome.CLICKED);
    if (shown != null && clicked != null) {
      return Optional.of(earlier(shown, clicked));
    }
    return Optional.ofNullable(shown == null ? clicked : shown);
  }

  /** By scorecard, the first decision that put the customer into an arm by a draw. */
  private Map<String, Fact.Told> firstTrials() {
    Map<String, Fact.Told> first = new HashMap<>();
    for (Fact.Told one : told.values()) {
      if (one.isDrawn()) {
        for (String key : Names.scorecards(one.rule(), one.version())) {
          first.merge(key, one, (before, now) -> EARLIEST.compare(before, now) <= 0 ? before : now);
        }
      }
    }
    return first;
  }

  private void countTrial(String key, Fact.Told trial, Count count) {
    Instant end = trial.at().plus(window);
    String arm = trial.arm() == Arm.TREATED ? Names.TREATED : Names.CONTROL;
    String propensity = Long.toString(trial.propensityMillionths());
    boolean converted = false;
    Map<String, Long> revenue = new TreeMap<>();
    for (Order order : orders.values()) {
      boolean within = order.at().isAfter(trial.at()) && !order.at().isAfter(end);
      if (within && !order.whole()) {
        converted = true;
        String currency = order.currency();
        if (currency != null) {
          revenue.merge(currency, order.minor(), Long::sum);
        }
      }
    }
    count.add(key, end, 1, arm, propensity, Names.CUSTOMERS);
    if (converted) {
      count.add(key, end, 1, arm, propensity, Names.CONVERTED);
    }
    revenue.forEach(
        (currency, minor) -> {
          count.add(key, end, minor, arm, propensity, Names.REVENUE, currency);
          count.addSquare(key, minor, arm, propensity, currency);
        });
  }

  /** What follows for the figures, by minute. */
  Count minutes() {
    Count count = new Count();
    Set<Occasion> rescued = new HashSet<>();
    List<Order> inTurn = orders.values().stream().sorted(Order.IN_TURN).toList();
    for (String moment : List.of(Routing.CART_ABANDONED, Routing.CHECKOUT_STALLED)) {
      String what = moment.equals(Routing.CART_ABANDONED) ? Names.CART : Names.CHECKOUT;
      // What was left is rescued by the first order after it.
      for (Order order : inTurn) {
        if (!order.whole()) {
          newestLeft(moment, order.at())
              .filter(rescued::add)
              .ifPresent(
                  left ->
                      left.addWorth(
                          count,
                          Names.minute(order.at()),
                          order.at(),
                          "worth",
                          what,
                          left.cause(),
                          Names.RESCUED));
        }
      }
    }
    for (Occasion one : occasions.values()) {
      countOccasion(one, count);
    }
    return count;
  }

  private static void countOccasion(Occasion one, Count count) {
    String minute = Names.minute(one.at());
    switch (one.moment()) {
      case Routing.CART_ABANDONED ->
          one.addWorth(count, minute, one.at(), "worth", Names.CART, one.cause(), Names.ABANDONED);
      case Routing.CHECKOUT_STALLED ->
          one.addWorth(
              count, minute, one.at(), "worth", Names.CHECKOUT, one.cause(), Names.ABANDONED);
      case Routing.ATTRITION_RISEN ->
          one.addWorth(count, minute, one.at(), "customer.spend", Names.AT_RISK);
      case Routing.TIER_CHANGED -> {
        String from = one.about().get("from");
        String to = one.about().get("to");
        if (from != null && to != null) {
          count.add(minute, one.at(), 1, Names.TIER, Names.part(from), Names.part(to));
        }
      }
      default ->
          throw new IllegalStateException("No figures are kept of moment " + one.moment() + ".");
    }
  }

  /** What was left last before then, within the window. */
  private Optional<Occasion> newestLeft(String moment, Instant then) {
    return occasions.values().stream()
        .filter(one -> one.moment().equals(moment))
        .filter(one -> one.at().isBefore(then) && !then.isAfter(one.at().plus(window)))
        .max(Comparator.comparing(Occasion::at));
  }
}
