package io.rtoto.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.cli.identity.Whom;
import io.rtoto.cli.why.Reasons.Sources;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.Decision.OtherReason;
import io.rtoto.schemas.decisions.Decision.PassedOver;
import io.rtoto.schemas.decisions.Decision.Recommended;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReasonsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String RESCUE = "retail.cart_abandoned.rescue.";
  private static final Map<String, String> LIBRARY =
      RuleLibrary.rulesIn(ProjectRoot.find().resolve("rules/library")).files();
  private static final Sources NO_RULES = version -> Optional.of(Map.of());
  private static final Map<String, String> CART =
      Map.of("worthMinor", "4900", "currency", "EUR", "items", "1", "customer.orders", "0");

  private final Reasons reasons = new Reasons(new Whom("anna", Set.of("anna-before")));

  @Test
  void tellsWhatWasDecidedAndWhatStoppedTheRest() {
    reasons.hear(
        decision(
            considered("mug", 30, "no_consent"),
            considered("pen", 20, "chosen"),
            considered("hat", 15.5, "outranked"),
            considered("cap", 10, "withdrawn_by:common.quiet")));
    assertThat(reasons.sentences(null, NO_RULES))
        .containsExactly(
            NOON + " CartAbandoned: items 2, worth 49.00 EUR",
            "  customer: spend 5000 JPY, tier silver",
            "  Decided: offer pen \"A pen\", by rule rule.pen of version v1.",
            "    Not mug (rule.mug, weighing 30): the customer does not allow it.",
            "    Not hat (rule.hat, weighing 15.50): something else weighed more, by 4.50.",
            "    Not cap (rule.cap, weighing 10): guard common.quiet withdrew it.");
  }

  @Test
  void tellsByWhichWayAndWhyByNoneThatIsPreferredAndAllThatStoppedIt() {
    reasons.hear(
        decision(
            new Considered(
                "rule.mug",
                "mug",
                1,
                30,
                "no_consent",
                Channel.SMS,
                List.of(
                    new PassedOver(Channel.WEB, "no_session"),
                    new PassedOver(Channel.EMAIL, "no_consent")),
                List.of("no_consent", "capped")),
            new Considered("rule.pen", "pen", 1, 20, "chosen", Channel.WEB, null, null)));
    assertThat(reasons.sentences(null, NO_RULES))
        .contains(
            "  Decided: offer pen \"A pen\" through web, by rule rule.pen of version v1.",
            "    Not mug (rule.mug, weighing 30) through sms (not through web, for the customer was"
                + " not on the page; not through email, for the customer does not allow it): the"
                + " customer does not allow it; and it was said as often as its cap allows.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          goes-with-it     |   |    | 1    | b, listed with the product on the page, weight 0.42
          viewed-together  | a |    | 1    | b, often viewed after a, weight 0.42
          viewed-together  |   |    | 1    | b, often viewed in the same visit, weight 0.42
          bought-together  | a |    | 1    | b, often bought with a, weight 0.42
          goes-with-basket | a |    | 1    | b, goes with the basket: often bought with a, weight 0.42
          bought-again     |   | 35 | 1    | b, the customer buys this every 5 weeks, weight 0.42
          bought-again     |   | 30 | 1    | b, the customer buys this every 30 days, weight 0.42
          looked-at-before |   |    | 1    | b, the customer looked at it before, weight 0.42
          new              |   |    | 0.05 | b, new, weight 0.42, shown by a chance of 0.05
          """)
  void tellsWhyAProductIsShown(
      String because,
      @Nullable String of,
      @Nullable Integer everyDays,
      double propensity,
      String told) {
    hearOf(new Recommended("b", because, of, .42, propensity, everyDays, null));
    assertThat(reasons.sentences(null, NO_RULES))
        .containsExactly(
            NOON + " RecommendationReady",
            "  Decided: recommendation strip of b, by rule r of version v1.",
            "    " + told + ".");
  }

  @Test
  void tellsAllThatSpeaksForAProduct() {
    hearOf(
        new Recommended(
            "b",
            "viewed-together",
            "a",
            .42,
            1,
            null,
            List.of(
                new OtherReason("goes-with-basket", "c", .12),
                new OtherReason("looked-at-before", null, .05))));
    assertThat(reasons.sentences(null, NO_RULES))
        .contains(
            "    b, often viewed after a, weight 0.42 (of it 0.12 goes with the basket: often"
                + " bought with c; 0.05 the customer looked at it before).");
  }

  private void hearOf(Recommended shown) {
    reasons.hear(
        new Decision(
            "d",
            DecisionKind.RECOMMENDATION,
            "anna",
            "RecommendationReady",
            "e",
            "recommendation",
            "r",
            "v1",
            null,
            NOON,
            null,
            "strip",
            null,
            null,
            List.of("b"),
            Map.of(),
            List.of(),
            null,
            null,
            null,
            List.of(shown),
            Arm.TREATED,
            1.0));
  }

  @Test
  void tellsThatACustomerWasHeldOutAndHowManyAre() {
    reasons.hear(
        decision(
            DecisionKind.RECORD,
            Arm.HELD_OUT,
            0.05,
            considered("pen", 2, "held_out"),
            considered("mug", 1, "outranked")));
    assertThat(reasons.sentences(null, NO_RULES))
        .contains(
            "  Held out: offer pen, which rule rule.pen of version v1 would have said, was not"
                + " said: the customer is one of those who do not hear it, so that one can tell"
                + " what it brings (5 of 100 customers).",
            "    Not mug (rule.mug, weighing 1): something else weighed more, by 1.");
  }

  @Test
  void tellsThatACustomerHearsNoMarketingAtAll() {
    reasons.hear(
        decision(DecisionKind.RECORD, Arm.HELD_OUT_OF_ALL, 0.01, considered("pen", 2, "held_out")));
    assertThat(reasons.sentences(null, NO_RULES))
        .contains(
            "  Held out: offer pen, which rule rule.pen of version v1 would have said, was not"
                + " said: the customer is one of those who hear no marketing, so that one can tell"
                + " what all of it brings (1 of 100 customers).");
  }

  @Test
  void tellsWhatWasNotDecidedAndWhy() {
    reasons.hear(
        new DecisionNotMade(
            "d",
            "CartAbandoned",
            "anna",
            "e",
            "offer",
            "v1",
            null,
            NOON,
            0,
            Map.of(),
            List.of(considered("mug", 1.25, "quiet_hours")),
            null));
    assertThat(reasons.sentences(null, NO_RULES))
        .containsExactly(
            NOON + " CartAbandoned",
            "  Nothing was said as offer, by version v1.",
            "    Not mug (rule.mug, weighing 1.25): it fell into the customer's quiet hours.");
  }

  @Test
  void tellsThatWhatWasHeldCouldNotBeReadAnyMore() {
    assertThat(toldOfWhatWasHeld(DecisionNotMade.UNREADABLE))
        .isEqualTo(
            "  Nothing was said as offer: another version of the job had held it, and this one"
                + " cannot read it, by version v1.");
  }

  @Test
  void tellsThatThereWasNoRoomForWhatWasHeld() {
    assertThat(toldOfWhatWasHeld(DecisionNotMade.DISPLACED))
        .isEqualTo(
            "  Nothing was said as offer: there was no room to hold it until quiet hours are over,"
                + " by version v1.");
  }

  private String toldOfWhatWasHeld(String reason) {
    reasons.hear(
        new DecisionNotMade(
            "d",
            "CartAbandoned",
            "anna",
            "e",
            "offer",
            "v1",
            null,
            NOON,
            1,
            Map.of(),
            List.of(),
            reason));
    List<String> lines = reasons.sentences(null, NO_RULES);
    assertThat(lines).hasSize(2).startsWith(NOON + " CartAbandoned");
    return lines.get(1);
  }

  @Test
  void tellsApartWhatComesAboutAtOnceForTheSameReason() {
    for (String product : List.of("coffee", "tea")) {
      reasons.hear(
          new MomentArose(
              product,
              "ReplenishmentDue",
              "anna",
              "e",
              NOON,
              0,
              0,
              Map.of("ReplenishmentDue.product", product),
              null));
    }
    assertThat(reasons.sentences(null, NO_RULES))
        .contains("  ReplenishmentDue: product coffee", "  ReplenishmentDue: product tea");
  }

  @Test
  void tellsWhichRuleCameNearestAndWhatItLacked() {
    reasons.hear(arose("anna", NOON));
    assertThat(reasons.sentences(null, version -> Optional.of(LIBRARY)))
        .contains(
            "  No rule proposed anything.",
            "  By which version it was decided is not on record. What came near is by the rules as"
                + " they are now:")
        .filteredOn(line -> line.contains("Near: ") && line.contains(RESCUE))
        .first()
        .asString()
        .isEqualTo(
            "  Near: Propose free delivery for a cart worth the postage ("
                + RESCUE
                + "free_delivery) asks for worthMinor >= 5000, and it was 4900: off by 100.");
  }

  @Test
  void tellsTimesToTheMillisecondAndTakesThemSo() {
    reasons.hear(arose("anna", NOON.plusNanos(123_456_789)));
    String shown = reasons.sentences(null, NO_RULES).get(0).split(" ", 2)[0];
    assertThat(shown).isEqualTo("2026-11-23T12:00:00.123Z");
    assertThat(reasons.sentences(Instant.parse(shown), NO_RULES).get(0)).startsWith(shown);
  }

  @Test
  void tellsOfTheLastMomentAtATime() {
    reasons.hear(arose("anna", NOON));
    reasons.hear(arose("anna", NOON.plusSeconds(60)));
    assertThat(reasons.sentences(NOON.plusSeconds(59), NO_RULES))
        .first()
        .asString()
        .startsWith(NOON.toString());
    assertThat(reasons.sentences(NOON.minusSeconds(1), NO_RULES))
        .containsExactly("Nothing had come about by 2026-11-23T11:59:59Z.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"e", "the-message"})
  void tellsWhatCameOfAnEvent(String event) {
    reasons.hear(happened("e", "the-message", "anna"));
    reasons.hear(happened("f", "another", "anna"));
    reasons.hear(arose("anna", NOON.plusSeconds(1800)));
    reasons.hear(new MomentArose("n", "SessionEnded", "anna", "f", NOON, 0, 0, CART, null));
    assertThat(reasons.sentencesOf(event, NO_RULES))
        .containsExactly(
            "Event e (the-message): PageViewed at 2026-11-23T12:00:00Z",
            "2026-11-23T12:30:00Z CartAbandoned: items 1, worth 49.00 EUR",
            "  customer: orders 0",
            "  No rule proposed anything.");
  }

  @Test
  void tellsThatNothingCameOfAnEventAndKnowsNobodyElses() {
    reasons.hear(happened("e", "the-message", "anna"));
    reasons.hear(happened("f", "berts", "bert"));
    assertThat(reasons.sentencesOf("e", NO_RULES))
        .hasSize(2)
        .contains("  No moment that is on record came of it.");
    assertThat(reasons.sentencesOf("berts", NO_RULES)).isEmpty();
  }

  @Test
  void asksTheVersionThatDecidedWhichRuleCameNearest() {
    reasons.hear(decision(ofRetail()));
    assertThat(reasons.sentences(null, ReasonsTest::sourcesOfV1))
        .anySatisfy(line -> assertThat(line).contains("Near: "));
  }

  @Test
  void namesNoRuleOfABusinessThatNeverSaidAnythingToThem() {
    reasons.hear(decision(ofRetail()));
    Map<String, String> ofBanks = new HashMap<>();
    LIBRARY.forEach((path, text) -> ofBanks.put(path, text.replace("retail.", "banking.")));
    assertThat(reasons.sentences(null, version -> Optional.of(ofBanks)))
        .noneSatisfy(line -> assertThat(line).contains("Near: "));
  }

  private static Considered ofRetail() {
    return new Considered(RESCUE + "pen", "pen", 1, 20, "chosen", null, null, null);
  }

  @Test
  void asksTheVersionThatHadNothingToProposeWhichRuleCameNearest() {
    reasons.hear(arose("anna", NOON, "v1"));
    assertThat(reasons.sentences(null, ReasonsTest::sourcesOfV1))
        .contains("  No rule of version v1 proposed anything.")
        .anySatisfy(line -> assertThat(line).contains("Near: "))
        .noneSatisfy(line -> assertThat(line).contains("not on record"));
  }

  @Test
  void explainsNothingByRulesThatDidNotDecide() {
    reasons.hear(arose("anna", NOON, "v0"));
    assertThat(reasons.sentences(null, ReasonsTest::sourcesOfV1))
        .endsWith(
            "  No rule of version v0 proposed anything.",
            "  Nobody can tell which rules came near: the sources of version v0 are not there any"
                + " more.");
  }

  /** What failed does not tell what was known: it is told of the same moment all the same. */
  @Test
  void tellsOfAMomentAtWhichARuleFailedOnce() {
    reasons.hear(failed());
    reasons.hear(arose("anna", NOON, "v1"));
    assertThat(reasons.sentences(null, NO_RULES))
        .containsExactly(
            NOON + " CartAbandoned: items 1, worth 49.00 EUR",
            "  customer: orders 0",
            "  Rule r of version v1 failed: NullPointerException.");
  }

  @Test
  void tellsOfAMomentOfWhichNothingIsOnRecordButThatARuleFailed() {
    reasons.hear(failed());
    assertThat(reasons.sentences(null, NO_RULES))
        .containsExactly(
            NOON + " CartAbandoned", "  Rule r of version v1 failed: NullPointerException.");
  }

  private static RuleFailed failed() {
    return new RuleFailed("r", "v1", "CartAbandoned", "anna", "e", NOON, "NullPointerException");
  }

  private static Optional<Map<String, String>> sourcesOfV1(@Nullable String version) {
    return "v1".equals(version) ? Optional.of(LIBRARY) : Optional.empty();
  }

  private static EventApplied happened(String eventId, String messageId, String customer) {
    return new EventApplied(
        eventId,
        customer,
        new Identifier(IdentifierType.USER_ID, customer),
        new PageViewed(new Occurrence(messageId, NOON, null, Topic.CLICKSTREAM, null), "home"));
  }

  @Test
  void tellsOfNobodyElse() {
    reasons.hear(arose("bert", NOON));
    assertThat(reasons.sentences(null, NO_RULES)).containsExactly("Nothing has come about.");
  }

  @Test
  void tellsOfTheTimeBeforeTheCustomerWasJoinedWithAnother() {
    reasons.hear(arose("anna-before", NOON));
    assertThat(reasons.sentences(null, NO_RULES)).contains("  No rule proposed anything.");
  }

  private static MomentArose arose(String customer, Instant at) {
    return arose(customer, at, null);
  }

  private static MomentArose arose(String customer, Instant at, @Nullable String version) {
    return new MomentArose("m", "CartAbandoned", customer, "e", at, 0, 0, CART, version);
  }

  private static Considered considered(String name, double weight, String outcome) {
    return new Considered("rule." + name, name, 1, weight, outcome, null, null, null);
  }

  private static Decision decision(Considered... considered) {
    return decision(DecisionKind.OFFER, Arm.TREATED, 0.95, considered);
  }

  private static Decision decision(
      DecisionKind kind, Arm arm, double propensity, Considered... considered) {
    return new Decision(
        "d",
        kind,
        "anna",
        "CartAbandoned",
        "e",
        "offer",
        "rule.pen",
        "v1",
        null,
        NOON,
        null,
        "pen",
        null,
        null,
        List.of(),
        Map.of(
            "worthMinor", "4900",
            "currency", "EUR",
            "items", "2",
            "customer.spendMinor", "5000",
            "customer.currency", "JPY",
            "customer.tier", "silver",
            "customer.winBack", "",
            "customer.tags", "[]"),
        List.of(considered),
        null,
        null,
        arm == Arm.TREATED ? "A pen" : null,
        null,
        arm,
        propensity);
  }
}
