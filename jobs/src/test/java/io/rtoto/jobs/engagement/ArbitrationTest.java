package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.engagement.Story.OFFER_AGAIN_AFTER;
import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.schemas.events.Channel.SMS;
import static io.rtoto.schemas.events.Channel.WEB;
import static io.rtoto.schemas.events.Purpose.MARKETING;
import static io.rtoto.schemas.events.Purpose.PERSONALIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.Proposal.Alert;
import io.rtoto.rules.facts.Proposal.Note;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Proposal.Recommendation;
import io.rtoto.rules.facts.Proposal.Task;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.DecisionKind;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.MomentArose;
import io.rtoto.schemas.journal.RuleFailed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArbitrationTest {
  private static final Deed LOOK = ANNA.views(SHOES, NOON);
  private static final Proposal SOCKS =
      new Recommendation("goes-with-it", 5, List.of("socks", "laces"));
  private static final Proposal REMINDER = new Offer("reminder", 10);
  private static final Proposal VOUCHER = new Offer("voucher", 30);

  @Test
  void givesASlotToTheProposalOfHighestPriority() {
    Decision decision = only(new FixedRules().propose("b", REMINDER).propose("c", VOUCHER));
    assertThat(decision.name()).isEqualTo("voucher");
    assertThat(decision.rule()).isEqualTo("c");
    assertThat(decision.considered())
        .extracting(Decision.Considered::name, Decision.Considered::outcome)
        .containsExactly(tuple("voucher", "chosen"), tuple("reminder", "outranked"));
  }

  @Test
  void givesASlotToTheFirstRuleByIdWherePrioritiesAreEqual() {
    FixedRules rules =
        new FixedRules().propose("b", new Offer("mug", 10)).propose("a", new Offer("pen", 10));
    assertThat(only(rules).rule()).isEqualTo("a");
  }

  @Test
  void fillsEachSlotOnItsOwn() {
    FixedRules rules =
        new FixedRules()
            .propose("a", new Note("one"))
            .propose("b", new Note("other"))
            .propose("c", new Alert("look-here", 1))
            .propose("d", VOUCHER)
            .propose("e", SOCKS)
            .propose("f", new Task("call", 1, "call-back"));
    assertThat(Story.of(ANNA, rules).then(LOOK).decisions())
        .extracting(Decision::slot, Decision::kind, Decision::validUntil)
        .containsExactly(
            tuple("alert", DecisionKind.ALERT, NOON.plus(Duration.ofDays(7))),
            tuple("offer", DecisionKind.OFFER, NOON.plus(Duration.ofDays(1))),
            tuple("recommendation", DecisionKind.RECOMMENDATION, NOON.plusSeconds(300)),
            tuple("record:one", DecisionKind.RECORD, null),
            tuple("record:other", DecisionKind.RECORD, null),
            tuple("task", DecisionKind.TASK, NOON.plus(Duration.ofDays(7))));
  }

  @Test
  void tellsTheAgentWhichScriptATaskGoesBy() {
    assertThat(only(new FixedRules().propose("a", new Task("call", 1, "call-back"))).script())
        .isEqualTo("call-back");
    assertThat(only(new FixedRules().propose("a", VOUCHER)).script()).isNull();
  }

  @Test
  void passesOverWhatAGuardWithdrewAndNamesTheGuard() {
    FixedRules rules =
        new FixedRules().propose("b", REMINDER).withdraw("c", VOUCHER, "common.quiet");
    Decision decision = only(rules);
    assertThat(decision.name()).isEqualTo("reminder");
    assertThat(decision.considered())
        .extracting(Decision.Considered::outcome)
        .containsExactly("withdrawn_by:common.quiet", "chosen");
  }

  @Test
  void doesNotSayTheSameAgainTooSoonButSaysWhatElseThereIs() {
    Story story =
        Story.of(ANNA, new FixedRules().propose("b", REMINDER).propose("c", VOUCHER)).then(LOOK);
    story.then(ANNA.views(SHOES, NOON.plus(OFFER_AGAIN_AFTER).minusMillis(1)));
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("voucher", "reminder");
    assertThat(story.decisions().get(1).considered())
        .extracting(Decision.Considered::outcome)
        .containsExactly("repeated_too_soon", "chosen");
  }

  @Test
  void saysTheSameAgainAfterAWhile() {
    Story story = Story.of(ANNA, new FixedRules().propose("c", VOUCHER)).then(LOOK);
    story.then(ANNA.views(SHOES, NOON.plus(OFFER_AGAIN_AFTER)));
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("voucher", "voucher");
  }

  @Test
  void recommendsAnewAtEachLookThoughTheSameProductLeads() {
    Story story = Story.of(ANNA, new FixedRules().propose("e", SOCKS)).then(LOOK);
    story.then(ANNA.views(SHOES, NOON.plusSeconds(1)));
    assertThat(story.decisions())
        .extracting(Decision::products)
        .containsExactly(List.of("socks", "laces"), List.of("socks", "laces"));
    assertThat(story.decisions()).extracting(Decision::decisionId).doesNotHaveDuplicates();
  }

  @Test
  void makesNoOfferToWhoHasForbiddenIt() {
    Story story =
        Story.of(ANNA, new FixedRules().propose("a", VOUCHER).propose("b", SOCKS))
            .then(ANNA.allows(new Consent(MARKETING, null, false), NOON.minusSeconds(1)))
            .then(LOOK);
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("goes-with-it");
    assertThat(story.heard().get(0).rulings())
        .extracting(Ruling::outcome)
        .containsExactly("no_consent", "chosen");
  }

  @Test
  void tellsWhatForAndByWhichWayItReachesTheCustomer() {
    FixedRules rules =
        new FixedRules().propose("a", VOUCHER).propose("b", SOCKS).propose("c", new Alert("x", 1));
    assertThat(Story.of(ANNA, rules).then(LOOK).decisions())
        .extracting(Decision::name, Decision::purpose, Decision::channel)
        .containsExactly(
            tuple("x", null, null),
            tuple("voucher", MARKETING, WEB),
            tuple("goes-with-it", PERSONALIZATION, WEB));
  }

  @Test
  void makesAnOfferToWhoHasForbiddenThemInTextMessagesOnly() {
    Story story =
        Story.of(ANNA, new FixedRules().propose("a", VOUCHER))
            .then(ANNA.allows(new Consent(MARKETING, SMS, false), NOON.minusSeconds(1)))
            .then(LOOK);
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("voucher");
  }

  @Test
  void obeysWhatWasSaidLastOfConsent() {
    Story story =
        Story.of(ANNA, new FixedRules().propose("a", VOUCHER))
            .then(ANNA.allows(new Consent(MARKETING, WEB, false), NOON.minusSeconds(2)))
            .then(ANNA.allows(new Consent(MARKETING, null, true), NOON.minusSeconds(1)))
            .then(LOOK);
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("voucher");
  }

  @Test
  void putsTheSameOnRecordAsOftenAsItIs() {
    Story story = Story.of(ANNA, new FixedRules().propose("a", new Note("seen"))).then(LOOK);
    story.then(ANNA.views(SHOES, NOON.plusSeconds(1)));
    assertThat(story.decisions()).hasSize(2);
    assertThat(story.decisions().get(0).decisionId())
        .isNotEqualTo(story.decisions().get(1).decisionId());
  }

  @Test
  void namesADecisionByItsOccasionAlone() {
    String first = only(new FixedRules().propose("b", REMINDER)).decisionId();
    String other = only(new FixedRules().propose("c", VOUCHER)).decisionId();
    assertThat(first).isEqualTo(other).matches("[0-9a-f]{32}");
  }

  @Test
  void tellsWhatItWentBy() {
    assertThat(only(new FixedRules().propose("b", REMINDER)).facts())
        .containsEntry("productId", "shoes")
        .containsEntry("timesSeen", "1")
        .containsEntry("customer.events", "1");
  }

  @Test
  void writesTheMomentAndTheRuleThatFailedIntoTheJournal() {
    Story story =
        Story.of(ANNA, new FixedRules().fail("broken", "NullPointerException")).then(LOOK);
    String cause = LOOK.event().eventId();
    assertThat(story.decisions()).isEmpty();
    assertThat(story.journal())
        .containsExactly(
            new EventApplied(cause, "anna", ANNA.browser(), LOOK.event().event()),
            new MomentArose(
                Occasion.hash("ProductViewed", cause),
                "ProductViewed",
                "anna",
                cause,
                NOON,
                0,
                0,
                FactSheet.of(story.heard().get(0).occasion(), RulesInForce.NONE),
                "v1"),
            new RuleFailed(
                "broken", "v1", "ProductViewed", "anna", cause, NOON, "NullPointerException"));
  }

  private static Decision only(FixedRules rules) {
    List<Decision> decisions = Story.of(ANNA, rules).then(LOOK).decisions();
    assertThat(decisions).hasSize(1);
    return decisions.get(0);
  }
}
