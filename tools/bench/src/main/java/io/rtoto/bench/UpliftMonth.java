package io.rtoto.bench;

import io.rtoto.jobs.measurement.News;
import io.rtoto.jobs.measurement.Reckoning;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.OrderReturned;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.scorecards.FindingCode;
import io.rtoto.schemas.scorecards.Measure;
import io.rtoto.schemas.scorecards.Scorecard;
import io.rtoto.schemas.scorecards.Scorecard.Uplift;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A month of a shop, in which each customer meets one rule, and who orders is known to hang on it:
 * so and so many points more or less. Some decisions are told twice, and some orders come back.
 */
final class UpliftMonth {
  static final int DAYS = 30;

  /** Whoever is not told anything orders within the window with this probability, and keeps it. */
  private static final double USUAL = 0.20;

  private static final double GIVEN_BACK = 0.05;
  private static final double TOLD_TWICE = 0.02;
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");
  private static final String VERSION = "4be1a90c77d2";
  private static final long DAY = Duration.ofDays(1).toSeconds();

  static final List<Rule> RULES =
      List.of(new Rule("helps", 0.05), new Rule("nothing", 0), new Rule("harms", -0.05));

  private final SplittableRandom chance;
  private final double holdOut;
  private final Reckoning reckoning = new Reckoning(WINDOW);
  private final Map<String, Told> told = new HashMap<>();
  private int customers;

  /**
   * A rule whose worth is known.
   *
   * @param id its id
   * @param uplift by how much it changes the share of customers who order
   */
  record Rule(String id, double uplift) {}

  /**
   * What the scorecards of a month told of a rule.
   *
   * @param looks how often an interval was looked at
   * @param covered at how many of these it covered the truth
   * @param calledSuccess whether it was ever called a success
   * @param calledHarm whether it was ever called a harm
   */
  record Told(int looks, int covered, boolean calledSuccess, boolean calledHarm) {
    private static final Told NOTHING = new Told(0, 0, false, false);

    private Told with(Scorecard card, double truth) {
      int intervals = 0;
      int covering = 0;
      for (Uplift uplift : card.uplift()) {
        Double low = uplift.low();
        Double high = uplift.high();
        if (uplift.of() == Measure.CONVERSION && low != null && high != null) {
          intervals++;
          covering += low <= truth && truth <= high ? 1 : 0;
        }
      }
      return new Told(
          looks + intervals,
          covered + covering,
          calledSuccess || tells(card, FindingCode.UPLIFT_POSITIVE),
          calledHarm || tells(card, FindingCode.UPLIFT_NEGATIVE));
    }

    private static boolean tells(Scorecard card, FindingCode code) {
      return card.findings().stream().anyMatch(finding -> finding.code() == code);
    }
  }

  /**
   * Plays a month.
   *
   * @param seed what hangs on chance hangs on it
   * @param customersPerDay how many customers a day meet each rule
   * @param holdOut the share of them that is held out
   */
  UpliftMonth(long seed, int customersPerDay, double holdOut) {
    chance = new SplittableRandom(seed);
    this.holdOut = holdOut;
    for (int day = 0; day < DAYS; day++) {
      for (Rule rule : RULES) {
        for (int customer = 0; customer < customersPerDay; customer++) {
          meets(rule, BEGINNING.plusSeconds(day * DAY + chance.nextLong(DAY)));
        }
      }
      look(BEGINNING.plusSeconds((day + 1) * DAY));
    }
  }

  /** What the scorecards told of a rule. */
  Told toldOf(Rule rule) {
    return told.getOrDefault(rule.id(), Told.NOTHING);
  }

  private void look(Instant now) {
    for (Scorecard card : reckoning.scorecards(now)) {
      for (Rule rule : RULES) {
        if (card.bundleVersion() == null && card.rule().equals(rule.id())) {
          told.merge(
              rule.id(),
              Told.NOTHING.with(card, rule.uplift()),
              (before, first) -> before.with(card, rule.uplift()));
        }
      }
    }
  }

  private void meets(Rule rule, Instant at) {
    String customer = "c" + ++customers;
    boolean held = chance.nextDouble() < holdOut;
    News.Decided decided = new News.Decided(decision(rule, customer, held, at));
    reckoning.tell(decided);
    if (chance.nextDouble() < TOLD_TWICE) {
      reckoning.tell(decided);
    }
    // Who gives back all of an order has not ordered: so many more order at first.
    double share = (held ? USUAL : USUAL + rule.uplift()) / (1 - GIVEN_BACK);
    if (chance.nextDouble() < share) {
      Instant ordered = at.plusSeconds(1 + chance.nextLong(WINDOW.toSeconds() - 2 * DAY));
      Money total = new Money(500 + chance.nextLong(9_500), "EUR");
      applied(
          customer, new OrderPlaced(occurrence("o", ordered), "o" + customer, total, List.of()));
      if (chance.nextDouble() < GIVEN_BACK) {
        Instant back = ordered.plusSeconds(1 + chance.nextLong(DAY));
        applied(
            customer, new OrderReturned(occurrence("r", back), "o" + customer, null, List.of()));
      }
    }
  }

  private Decision decision(Rule rule, String customer, boolean held, Instant at) {
    return new Decision(
        "d" + customer,
        held ? DecisionKind.RECORD : DecisionKind.OFFER,
        customer,
        "CartAbandoned",
        "e" + customer,
        "offer",
        rule.id(),
        VERSION,
        null,
        at,
        null,
        "voucher",
        null,
        null,
        List.of(),
        Map.of(),
        List.of(
            new Considered(
                rule.id(), "voucher", 1, 1, held ? "held_out" : "chosen", null, null, null)),
        null,
        null,
        null,
        null,
        held ? Arm.HELD_OUT : Arm.TREATED,
        held ? holdOut : 1 - holdOut);
  }

  private void applied(String customer, CustomerEvent event) {
    reckoning.tell(
        new News.Journalled(
            new EventApplied(
                event.occurrence().messageId(),
                customer,
                new Identifier(IdentifierType.USER_ID, customer),
                event)));
  }

  private Occurrence occurrence(String what, Instant at) {
    return new Occurrence(what + customers, at, null, Topic.ORDERS, null);
  }
}
