package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.memory.Activity;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.facts.CartChanged;
import io.rtoto.rules.facts.Contact;
import io.rtoto.rules.facts.CreditLimit;
import io.rtoto.rules.facts.OrderPlaced;
import io.rtoto.rules.facts.OrderReturned;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.facts.Proposal.Recommendation;
import io.rtoto.rules.facts.Shipment;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.PassedOver;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.OfferOutcome;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Purpose;
import io.rtoto.schemas.events.Traits;
import io.rtoto.schemas.journal.DecisionNotMade;
import io.rtoto.schemas.journal.MomentArose;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When and how often a customer is spoken to, and what is said of several things. */
final class ContactTest {
  private static final Duration AGAIN = Story.OFFER_AGAIN_AFTER;

  @Test
  void makesAnOfferAsOftenAsItsCapAllows() {
    FixedRules rules =
        under("offers: {mug: {most: 2, inDays: 1}}").propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules);
    looksTimes(3, story);
    assertThat(outcomes(story)).containsExactly("chosen", "chosen", "capped");
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofDays(1))));
    assertThat(outcomes(story)).endsWith("capped", "chosen");
  }

  @Test
  void countsForACapWhatWasSaidBeforeManyOtherContacts() {
    FixedRules rules =
        under("budget: {contacts: 30, days: 7}\noffers: {mug: {most: 1, inDays: 30}}")
            .propose("a", new Offer("mug", 2));
    Story story = Story.of(ANNA, rules);
    looksTimes(1, story);
    rules.forget().propose("b", new Offer("pen", 1));
    for (int i = 1; i <= 30; i++) {
      story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(12L * i))));
    }
    rules.propose("a", new Offer("mug", 2));
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofDays(16))));
    assertThat(story.decisions()).extracting(Decision::name).containsOnlyOnce("mug").hasSize(32);
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofDays(30))));
    assertThat(story.decisions()).extracting(Decision::name).endsWith("mug");
  }

  @Test
  void capsAnOfferAndNotTheOther() {
    FixedRules rules =
        under("offers: {mug: {most: 1, inDays: 1}}")
            .propose("a", new Offer("mug", 2))
            .propose("b", new Offer("pen", 1));
    Story story = Story.of(ANNA, rules);
    looksTimes(2, story);
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("mug", "pen");
  }

  @Test
  void keepsSomeContactsOfTheBudgetForService() {
    String settings =
        """
        budget: {contacts: 3, days: 1, reservedForService: 1}
        offers: {parcel: {purpose: service}}
        """;
    FixedRules rules = under(settings).propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules);
    looksTimes(3, story);
    assertThat(outcomes(story)).containsExactly("chosen", "chosen", "over_budget");
    rules.propose("b", new Offer("parcel", 1));
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(13))));
    assertThat(story.decisions()).extracting(Decision::name).endsWith("mug", "parcel");
    story.then(ANNA.views(SHOES, NOON.plus(Duration.ofHours(18))));
    assertThat(outcomes(story)).endsWith("over_budget", "over_budget");
  }

  @Test
  void countsNoOfferThatRanOutUnseen() {
    Story story = missedItsOnlyOffer();
    Instant again = NOON.plus(AGAIN);
    assertThat(outcomes(story.then(ANNA.views(SHOES, again)))).containsExactly("chosen", "chosen");

    String next = story.decisions().get(1).decisionId();
    story.then(ANNA.reacts(next, OfferOutcome.SHOWN, again.plusSeconds(1)));
    story.then(ANNA.reacts(next, OfferOutcome.EXPIRED, again.plusSeconds(2)));
    story.then(ANNA.views(SHOES, again.plus(AGAIN)));
    assertThat(outcomes(story)).endsWith("over_budget");
  }

  @Test
  void countsWhatReachedThemHoweverManyOffersSinceRanOutUnseen() {
    FixedRules rules =
        under("budget: {contacts: 2, days: 30, reservedForService: 0}")
            .propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules);
    isToldOfEach(story, 0, 1, OfferOutcome.SHOWN);
    isToldOfEach(story, 1, 36, OfferOutcome.EXPIRED);
    isToldOfEach(story, 36, 37, OfferOutcome.SHOWN);
    assertThat(story.decisions()).as("one at a time ran out").hasSize(37);
    story.then(ANNA.views(SHOES, NOON.plus(AGAIN.multipliedBy(37))));
    assertThat(outcomes(story)).endsWith("chosen", "over_budget");
  }

  private static void isToldOfEach(Story story, int from, int until, OfferOutcome outcome) {
    for (int i = from; i < until; i++) {
      Instant at = NOON.plus(AGAIN.multipliedBy(i));
      story.then(ANNA.views(SHOES, at));
      String said = story.decisions().get(story.decisions().size() - 1).decisionId();
      story.then(ANNA.reacts(said, outcome, at.plusSeconds(1)));
    }
  }

  @Test
  void countsNoOfferThatNoSessionCouldReceive() {
    Story story = missedItsOnlyOffer(OfferOutcome.UNDELIVERED);
    assertThat(story.memory().lastActivity())
        .as("that nobody was there shows nobody at work")
        .extracting(Activity::at)
        .isEqualTo(NOON);

    story.then(ANNA.views(SHOES, NOON.plus(AGAIN)));

    assertThat(outcomes(story)).containsExactly("chosen", "chosen");
  }

  @Test
  void knowsWhatCameOfAnOfferHoweverMuchIsToldOfRecommendationsSince() {
    Story story = missedItsOnlyOffer();
    for (int i = 0; i < 150; i++) {
      story.then(
          ANNA.reactsToRecommendation(
              Occasion.hash("strip " + i), OfferOutcome.SHOWN, NOON.plusSeconds(2 + i)));
    }
    assertThat(story.memory().reactions().elsewhere()).hasSize(20);
    story.then(ANNA.views(SHOES, NOON.plus(AGAIN)));
    assertThat(outcomes(story)).containsExactly("chosen", "chosen");
  }

  @Test
  void maySayAgainAtOnceWhatRanOutUnseen() {
    FixedRules rules = new FixedRules().propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules);
    looksTimes(1, story);
    Instant next = NOON.plusSeconds(2);
    assertThat(outcomes(story.then(ANNA.views(SHOES, next)))).endsWith("repeated_too_soon");
    String mug = story.decisions().get(0).decisionId();
    story.then(ANNA.reacts(mug, OfferOutcome.EXPIRED, next.plusSeconds(1)));
    story.then(ANNA.views(SOCKS, next.plusSeconds(2)));
    assertThat(outcomes(story)).endsWith("repeated_too_soon", "chosen");

    mug = story.decisions().get(1).decisionId();
    story.then(ANNA.reacts(mug, OfferOutcome.SHOWN, next.plusSeconds(3)));
    story.then(ANNA.reacts(mug, OfferOutcome.EXPIRED, next.plusSeconds(4)));
    story.then(ANNA.views(BOOTS, next.plusSeconds(5)));
    assertThat(outcomes(story)).endsWith("chosen", "repeated_too_soon");
  }

  @Test
  void doesNotCountWhatIsShownOnAPage() {
    FixedRules rules =
        under("budget: {contacts: 1, days: 1, reservedForService: 0}")
            .propose("a", new Recommendation("goes-with-it", 1, List.of("socks")));
    Story story = Story.of(ANNA, rules);
    looksTimes(3, story);
    assertThat(outcomes(story)).containsExactly("chosen", "chosen", "chosen");
  }

  @Test
  void leavesACustomerAloneInTheQuietHoursOfTheirZone() {
    // In Taipei it is 22:00 at 14:00 UTC.
    assertThat(textedAt("2026-11-23T14:00:00Z", "Asia/Taipei")).containsExactly("quiet_hours");
    assertThat(textedAt("2026-11-23T14:00:00Z", "Europe/Berlin")).containsExactly("chosen");
    assertThat(textedAt("2026-11-23T00:59:59Z", "Asia/Taipei")).containsExactly("quiet_hours");
    assertThat(textedAt("2026-11-23T01:00:00Z", "Asia/Taipei")).containsExactly("chosen");
    assertThat(textedAt("2026-11-23T21:00:00Z", null)).containsExactly("quiet_hours");
  }

  @Test
  void asksForConsentBeforeItSendsATextMessage() {
    FixedRules rules = under("offers: {mug: {channel: sms}}").propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules).then(ANNA.views(SHOES, NOON));
    assertThat(outcomes(story)).containsExactly("no_consent");
  }

  @Test
  void goesByTheFirstWayThatSurelyReachesTheCustomer() {
    Duration back = Duration.ofMinutes(29);
    // On the page until the visit is over: in these stories half an hour after what was done last.
    assertThat(ways("[web, email]", back, true)).containsExactly(tuple(Channel.WEB, "chosen"));
    assertThat(ways("[email, web]", back, true)).containsExactly(tuple(Channel.EMAIL, "chosen"));
    assertThat(ways("[email, web]", back, false)).containsExactly(tuple(Channel.WEB, "chosen"));
    Duration away = Duration.ofMinutes(30);
    assertThat(ways("[web, email]", away, true)).containsExactly(tuple(Channel.EMAIL, "chosen"));
    assertThat(ways("[web, email]", away, false))
        .containsExactly(tuple(Channel.EMAIL, "no_consent"));
    assertThat(ways("[web, email, web]", away, true))
        .containsExactly(tuple(Channel.EMAIL, "chosen"));
    assertThat(ways("[web, email, web]", away, false))
        .containsExactly(tuple(Channel.WEB, "chosen"));
    assertThat(ways("web", away, true)).containsExactly(tuple(Channel.WEB, "chosen"));
  }

  @Test
  void tellsWhichWaysItPassedOverAndWhy() {
    Decision decision = lookedAtLater("[web, sms, web]", Duration.ofMinutes(30), false).get(0);
    assertThat(decision.channel()).isEqualTo(Channel.WEB);
    assertThat(decision.considered().get(0).passedOver())
        .containsExactly(
            new PassedOver(Channel.WEB, "no_session"), new PassedOver(Channel.SMS, "no_consent"));
    assertThat(
            lookedAtLater("[web, email]", Duration.ofMinutes(29), true).get(0).considered().get(0))
        .satisfies(one -> assertThat(one.channel()).isEqualTo(Channel.WEB))
        .satisfies(one -> assertThat(one.passedOver()).isNull());
  }

  @Test
  void bringsNobodyBackToACartBeyondTheirCreditLimit() {
    assertThat(offeredForTwoPairs(new Money(2 * priceOfShoes() - 1, "EUR")))
        .containsExactly("over_credit");
    assertThat(offeredForTwoPairs(new Money(2 * priceOfShoes(), "EUR"))).containsExactly("chosen");
    assertThat(offeredForTwoPairs(null)).containsExactly("chosen");
  }

  @Test
  void bringsNobodyBackToWhatCannotBeShownToBeWithinTheirCreditLimit() {
    assertThat(offeredForTwoPairs(new Money(1_000_000, "JPY"))).containsExactly("credit_unknown");
    ProductMention priceless = new ProductMention("painting", "art", null);
    assertThat(offeredFor(new Money(1_000_000, "EUR"), null, priceless))
        .containsExactly("credit_unknown");
    assertThat(offeredFor(null, null, priceless)).containsExactly("chosen");
  }

  @Test
  void countsAgainstTheCreditLimitWhatIsOwedAlready() {
    Money limit = new Money(priceOfShoes() + 1_000, "EUR");
    assertThat(offeredFor(limit, new Money(1_000, "EUR"), SHOES)).containsExactly("chosen");
    assertThat(offeredFor(limit, new Money(1_001, "EUR"), SHOES)).containsExactly("over_credit");
  }

  @Test
  void tellsOfEachProposalAllThatStoppedIt() {
    FixedRules rules =
        under("offers: {mug: {channel: sms, most: 1, inDays: 1}}")
            .propose("a", new Offer("mug", 1))
            .propose("b", new Offer("pen", 1))
            .withdraw("c", new Offer("cap", 1), "common.quiet");
    Consent texts = new Consent(Purpose.MARKETING, Channel.SMS, true);
    Instant night = Instant.parse("2026-11-23T21:00:00Z");
    Story story =
        Story.of(ANNA, rules)
            .then(ANNA.allows(texts, NOON.minusSeconds(1)))
            .then(ANNA.views(SHOES, night.minus(Duration.ofHours(1))))
            .then(ANNA.allows(new Consent(Purpose.MARKETING, null, false), night.minusSeconds(2)))
            .then(
                ANNA.allows(
                    new Consent(Purpose.MARKETING, Channel.SMS, false), night.minusSeconds(1)))
            .then(ANNA.views(SHOES, night));
    assertThat(allThatStopped(story.decisions().get(0).considered()))
        .containsExactly(
            tuple("mug", "chosen", null),
            tuple("pen", "outranked", null),
            tuple("cap", "withdrawn_by:common.quiet", List.of("withdrawn_by:common.quiet")));
    DecisionNotMade last =
        (DecisionNotMade)
            story.journal().stream()
                .filter(DecisionNotMade.class::isInstance)
                .reduce((one, next) -> next)
                .orElseThrow();
    assertThat(allThatStopped(last.considered()))
        .containsExactly(
            tuple(
                "mug",
                "no_consent",
                List.of("no_consent", "repeated_too_soon", "capped", "quiet_hours")),
            tuple("pen", "no_consent", List.of("no_consent")),
            tuple(
                "cap",
                "withdrawn_by:common.quiet",
                List.of("withdrawn_by:common.quiet", "no_consent")));
  }

  private static List<Tuple> allThatStopped(List<Decision.Considered> considered) {
    return considered.stream()
        .map(one -> tuple(one.name(), one.outcome(), one.stoppedBy()))
        .toList();
  }

  @Test
  void tellsOfWhoIsAwayAndDoesNotAgreeToTheOnlyOtherWayWhatIsInTheWayOfEach() {
    Story story = upon("[web, email]", Duration.ofMinutes(30), false);
    assertThat(story.decisions()).isEmpty();
    assertThat(story.journal())
        .filteredOn(DecisionNotMade.class::isInstance)
        .singleElement()
        .satisfies(
            entry ->
                assertThat(((DecisionNotMade) entry).considered())
                    .extracting(
                        Decision.Considered::channel,
                        Decision.Considered::stoppedBy,
                        Decision.Considered::passedOver)
                    .containsExactly(
                        tuple(
                            Channel.EMAIL,
                            List.of("no_consent"),
                            List.of(new PassedOver(Channel.WEB, "no_session")))));
  }

  @Test
  void tellsTheRulesOfTheCreditLimitAndOfTheNewestParcels() {
    FixedRules rules = FixedRules.on(CartChanged.class);
    Story story =
        Story.of(ANNA, rules).then(ANNA.mayOwe(new Money(500, "EUR"), new Money(120, "EUR"), NOON));
    for (int i = 0; i < 4; i++) {
      story.then(ANNA.isSent("order " + i, "packed", NOON.plusSeconds(i)));
    }
    story.then(ANNA.isSent("order 3", "delivered", NOON.plusSeconds(10)));
    story.then(ANNA.adds(SHOES, NOON.plus(Duration.ofDays(2))));
    assertThat(new ArrayList<Object>(rules.factsTold().get(0)))
        .endsWith(
            new CreditLimit(500, 380, "EUR"),
            new Shipment("order 3", "delivered", 1),
            new Shipment("order 2", "packed", 1),
            new Shipment("order 1", "packed", 1))
        .hasSize(6);
    assertThat(arose(story).facts())
        .containsEntry("creditLimit.limitMinor", "500")
        .containsEntry("creditLimit.leftMinor", "380")
        .containsEntry("shipment.status", "delivered")
        .containsEntry("shipment3.order", "order 1");

    story.then(ANNA.mayOwe(null, NOON.plus(Duration.ofDays(3))));
    story.then(ANNA.adds(SHOES, NOON.plus(Duration.ofDays(4))));
    assertThat(rules.factsTold().get(rules.factsTold().size() - 1))
        .noneMatch(CreditLimit.class::isInstance);
  }

  @Test
  void tellsTheRulesHowTheyWereInTouch() {
    FixedRules rules = FixedRules.on(CartChanged.class);
    Instant later = NOON.plus(Duration.ofDays(10));
    Story.of(ANNA, rules)
        .then(ANNA.views(SHOES, NOON))
        .then(ANNA.visitsTheStore(NOON))
        .then(ANNA.ordersAtTheCounter(NOON.plusSeconds(1), new Money(500, "EUR")))
        .then(ANNA.isCalled(later.minus(Duration.ofDays(7))))
        .then(ANNA.isCalled(later.minus(Duration.ofDays(6))))
        .then(ANNA.adds(SHOES, later));
    assertThat(new ArrayList<Object>(rules.factsTold().get(rules.factsTold().size() - 1)))
        .filteredOn(Contact.class::isInstance)
        .containsExactly(
            new Contact("web", 0, 1, 2, "visited"),
            new Contact("call", 6, 1, 2, "spoke"),
            new Contact("store", 10, 0, 2, "bought"));
  }

  @Test
  void knowsWhenTheyWereLastInTouchThoughNewerContactsHaveDisplacedThat() {
    FixedRules rules = FixedRules.on(CartChanged.class);
    Story story = Story.of(ANNA, rules).then(ANNA.visitsTheStore(NOON));
    for (int day = 1; day <= 60; day++) {
      story.then(ANNA.adds(SHOES, NOON.plus(Duration.ofDays(day))));
    }
    story.then(ANNA.adds(BOOTS, NOON.plus(Duration.ofDays(60))));
    assertThat(new ArrayList<Object>(rules.factsTold().get(rules.factsTold().size() - 1)))
        .filteredOn(fact -> fact instanceof Contact contact && contact.channel().equals("store"))
        .containsExactly(new Contact("store", 60, 0, 1, ""));
  }

  @Test
  void writesToWhoIsAtTheCounterAndNotOnThePage() {
    Consent mail = new Consent(Purpose.MARKETING, Channel.EMAIL, true);
    FixedRules rules =
        under("offers: {mug: {channel: [web, email]}}", FixedRules.on(OrderPlaced.class))
            .propose("a", new Offer("mug", 1));
    Instant later = NOON.plus(Duration.ofHours(1));
    Story story =
        Story.of(ANNA, rules)
            .then(ANNA.tells(new Traits(null, null, null, List.of(mail), null), NOON))
            .then(ANNA.ordersAtTheCounter(later, new Money(500, "EUR")))
            .then(ANNA.orders(later.plus(AGAIN), SHOES));
    assertThat(story.decisions())
        .extracting(Decision::channel)
        .containsExactly(Channel.EMAIL, Channel.WEB);
  }

  @Test
  void takesForAContactByMailWhatTheCustomerDoesWithItAndNotThatItArrives() {
    assertThat(inTouchUpon("Email Delivered")).containsExactly("web");
    assertThat(inTouchUpon("Email Bounced")).containsExactly("web");
    assertThat(inTouchUpon("Push Notification Received")).containsExactly("web");
    assertThat(inTouchUpon("Email Opened")).containsExactly("web", "mail");
    assertThat(inTouchUpon("Email Link Clicked")).containsExactly("web", "mail");
    assertThat(inTouchUpon("Unsubscribed")).containsExactly("web", "mail");
  }

  /** Over which channels, when that happens a month before they do something on the page. */
  private static List<String> inTouchUpon(String event) {
    FixedRules rules = FixedRules.on(CartChanged.class);
    Story.of(ANNA, rules)
        .then(ANNA.tracks(event, NOON.minus(Duration.ofDays(30))))
        .then(ANNA.adds(SHOES, NOON));
    List<Contact> contacts =
        rules.factsTold().get(0).stream()
            .filter(Contact.class::isInstance)
            .map(Contact.class::cast)
            .toList();
    assertThat(contacts.get(0)).isEqualTo(new Contact("web", 0, 1, 1, "visited"));
    return contacts.stream().map(Contact::channel).toList();
  }

  @Test
  void isWithNobodyOnThePageWhoWritesOrAsksOrBuysElsewhere() {
    Instant at = NOON.plus(Duration.ofMinutes(40));
    assertThat(wayAfter(ANNA.writes("talk", "web", "Well?", at))).isEqualTo(Channel.WEB);
    assertThat(wayAfter(ANNA.writes("talk", "app", "Well?", at))).isEqualTo(Channel.WEB);
    assertThat(wayAfter(ANNA.writes("talk", "line", "Well?", at))).isEqualTo(Channel.EMAIL);
    assertThat(wayAfter(ANNA.writes("talk", "phone", "Well?", at))).isEqualTo(Channel.EMAIL);
    assertThat(wayAfter(ANNA.asksToBeCalled("web", at))).isEqualTo(Channel.WEB);
    assertThat(wayAfter(ANNA.asksToBeCalled("phone", at))).isEqualTo(Channel.EMAIL);
    assertThat(wayAfter(ANNA.ordersThrough("web", at, new Money(5, "EUR")))).isEqualTo(Channel.WEB);
    assertThat(wayAfter(ANNA.ordersThrough("phone", at, new Money(5, "EUR"))))
        .isEqualTo(Channel.EMAIL);
    assertThat(wayAfter(ANNA.tracks("Push Notification Received", at))).isEqualTo(Channel.EMAIL);
  }

  /** By which way something is said a minute later, 41 minutes after they were on the page. */
  private static @Nullable Channel wayAfter(Deed deed) {
    Consent mail = new Consent(Purpose.MARKETING, Channel.EMAIL, true);
    FixedRules rules =
        under("offers: {mug: {channel: [web, email]}}", FixedRules.on(OrderReturned.class))
            .propose("a", new Offer("mug", 1));
    Story story =
        Story.of(ANNA, rules)
            .then(ANNA.orders(NOON.minusSeconds(1)))
            .then(ANNA.tells(new Traits(null, null, null, List.of(mail), null), NOON))
            .then(deed)
            .then(ANNA.returns(NOON.plus(Duration.ofMinutes(41)), new Money(500, "EUR")));
    assertThat(story.decisions()).hasSize(1);
    return story.decisions().get(0).channel();
  }

  private static List<String> offeredForTwoPairs(@Nullable Money limit) {
    return offeredFor(limit, null, SHOES, SHOES);
  }

  /** What comes of an offer to come back to a cart with these. */
  private static List<String> offeredFor(
      @Nullable Money limit, @Nullable Money owed, ProductMention... cart) {
    FixedRules rules = new FixedRules().propose("a", new Offer("mug", 1));
    Story story =
        Story.of(ANNA, rules)
            .then(ANNA.mayOwe(new Money(1, "EUR"), NOON.minusSeconds(1)))
            .then(ANNA.mayOwe(limit, owed, NOON));
    for (int i = 0; i < cart.length; i++) {
      story.then(ANNA.adds(cart[i], NOON.plusSeconds(i)));
    }
    return outcomes(story.timePassesTo(NOON.plus(Duration.ofMinutes(40))));
  }

  /** By the number of poison rules in docs/security.md: no rule has a say in it. */
  @Test
  void p21MakesNoOfferThatLeavesLessThanTheMarginIsToBe() {
    long two = 2 * priceOfShoes();
    // A cent more than is left of 35 percent when 10 are to be kept.
    assertThat(offeredUnder(giving("costs: " + euros(two / 4)))).containsExactly("chosen");
    assertThat(offeredUnder(giving("costs: " + euros(two / 4 + 1))))
        .containsExactly("below_margin");
    assertThat(offeredUnder(giving("takesOff: 25"))).containsExactly("chosen");
    assertThat(offeredUnder(giving("takesOff: 26"))).containsExactly("below_margin");
    assertThat(offeredUnder(giving("takesOff: 15, costs: " + euros(two / 10))))
        .containsExactly("chosen");
    assertThat(offeredUnder(giving("takesOff: 16, costs: " + euros(two / 10))))
        .containsExactly("below_margin");
    // Of what is about no cart nobody knows what it comes to: only what is taken off counts.
    assertThat(offeredUnder(giving("cart: no, costs: 10000 EUR"))).containsExactly("chosen");
    assertThat(offeredUnder(giving("cart: no, takesOff: 26"))).containsExactly("below_margin");
    // Where no margin is set, an offer costs no more than all that it is about.
    assertThat(offeredUnder(under("offers: {mug: {costs: %s}}".formatted(euros(two)))))
        .containsExactly("chosen");
    assertThat(offeredUnder(under("offers: {mug: {costs: %s}}".formatted(euros(two + 1)))))
        .containsExactly("below_margin");
    // Nothing shows that it bears costs in another currency, or that a cart without prices does.
    assertThat(offeredUnder(giving("costs: 0.01 USD"))).containsExactly("below_margin");
    ProductMention priceless = new ProductMention("gift", null, null);
    assertThat(offeredUnder(giving("costs: 0.01 EUR"), priceless)).containsExactly("below_margin");
    assertThat(offeredUnder(giving("takesOff: 25"), priceless)).containsExactly("chosen");
  }

  private static String euros(long cents) {
    return BigDecimal.valueOf(cents, 2) + " EUR";
  }

  private static FixedRules giving(String offer) {
    return under("margin: {usual: 35, least: 10}\noffers: {mug: {%s}}".formatted(offer));
  }

  private static List<String> offeredUnder(FixedRules rules) {
    return offeredUnder(rules, SHOES);
  }

  private static List<String> offeredUnder(FixedRules rules, ProductMention product) {
    return outcomes(
        Story.of(ANNA, rules.propose("a", new Offer("mug", 1)))
            .then(ANNA.adds(product, 2, NOON))
            .timePassesTo(NOON.plus(Duration.ofMinutes(30))));
  }

  private static long priceOfShoes() {
    return Objects.requireNonNull(SHOES.price()).minor();
  }

  @Test
  void namesNoProductThatIsSoldOut() {
    FixedRules rules =
        new FixedRules()
            .sellsOut("socks")
            .propose("a", new Recommendation("x", 1, List.of("socks")));
    Story story = Story.of(ANNA, rules).then(ANNA.views(SHOES, NOON));
    assertThat(outcomes(story)).containsExactly("out_of_stock");
    rules.forget().propose("a", new Recommendation("x", 1, List.of("laces")));
    story.then(ANNA.views(SHOES, NOON.plusSeconds(1)));
    assertThat(outcomes(story)).endsWith("chosen");
  }

  @Test
  void offersSomethingElseToWhoseCartIsSoldOut() {
    FixedRules rules =
        under("offers: {like-product-in-stock: {cart: no}}")
            .sellsOut("shoes")
            .propose("a", new Offer("reminder", 2))
            .propose("b", new Offer("like-product-in-stock", 1));
    Story story =
        Story.of(ANNA, rules)
            .then(ANNA.adds(SHOES, NOON))
            .timePassesTo(NOON.plus(Duration.ofMinutes(30)));
    assertThat(outcomes(story)).containsExactly("out_of_stock", "chosen");
  }

  @Test
  void prefersWhatIsWorthMoreToWhatFitsBetter() {
    FixedRules rules =
        new FixedRules()
            .propose("a", new Offer("mug", 20, 500))
            .propose("b", new Offer("coat", 10, 2_000));
    assertThat(considered(rules))
        .containsExactly(tuple("coat", 10, 200.0, "chosen"), tuple("mug", 20, 100.0, "outranked"));
  }

  @Test
  void weighsAnOfferWithTheLeversOfItselfAndOfItsOwner() {
    FixedRules rules =
        under("offers: {mug: {lever: 3}}\nowners: {owner of b: {lever: 2.5}}")
            .propose("a", new Offer("mug", 10))
            .propose("b", new Offer("pen", 10))
            .propose("c", new Offer("cap", 10));
    assertThat(considered(rules))
        .containsExactly(
            tuple("mug", 10, 30.0, "chosen"),
            tuple("pen", 10, 25.0, "outranked"),
            tuple("cap", 10, 10.0, "outranked"));
  }

  @Test
  void prefersWhatTheCustomerDoesNotPassOverEachTime() {
    FixedRules rules =
        new FixedRules().propose("a", new Offer("mug", 10)).propose("b", new Offer("pen", 9));
    Story story = Story.of(ANNA, rules).then(ANNA.views(SHOES, NOON));
    String mug = story.decisions().get(0).decisionId();
    story
        .then(ANNA.reacts(mug, OfferOutcome.SHOWN, NOON.plusSeconds(1)))
        .then(ANNA.views(SHOES, NOON.plus(AGAIN)));
    assertThat(story.decisions()).extracting(Decision::name).containsExactly("mug", "pen");
    story
        .then(ANNA.reacts(mug, OfferOutcome.CLICKED, NOON.plus(AGAIN).plusSeconds(1)))
        .then(ANNA.views(SHOES, NOON.plus(AGAIN.multipliedBy(2))));
    assertThat(story.decisions()).extracting(Decision::name).endsWith("pen", "mug");
  }

  @Test
  void writesIntoTheJournalWhatWasNotDecidedAndWhy() {
    FixedRules rules = under("offers: {mug: {channel: sms}}").propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules).then(ANNA.views(SHOES, NOON));
    assertThat(story.journal())
        .last()
        .isInstanceOfSatisfying(
            DecisionNotMade.class,
            none -> {
              assertThat(none.slot()).isEqualTo("offer");
              assertThat(none.facts()).containsEntry("productId", "shoes");
              assertThat(none.considered())
                  .extracting(Decision.Considered::name, Decision.Considered::outcome)
                  .containsExactly(tuple("mug", "no_consent"));
            });
  }

  @Test
  void tellsWhatTheRulesWentByOnlyWhereNoneOfThemSpoke() {
    Story silent = Story.of(ANNA, FixedRules.on(CartChanged.class)).then(ANNA.adds(SHOES, NOON));
    assertThat(arose(silent).facts()).containsEntry("productId", "shoes");
    assertThat(silent.journal()).noneMatch(DecisionNotMade.class::isInstance);
    Story said =
        Story.of(ANNA, FixedRules.on(CartChanged.class).propose("a", new Offer("mug", 1)))
            .then(ANNA.adds(SHOES, NOON));
    assertThat(arose(said).facts()).isEmpty();
  }

  @Test
  void tellsNothingOfALookThatNoRuleSpokeTo() {
    Story story = Story.of(ANNA, new FixedRules()).then(ANNA.views(SHOES, NOON));
    assertThat(arose(story).moment()).isEqualTo("ProductViewed");
    assertThat(arose(story).facts()).isEmpty();
  }

  private static MomentArose arose(Story story) {
    return (MomentArose)
        story.journal().stream().filter(MomentArose.class::isInstance).findFirst().orElseThrow();
  }

  private static List<String> textedAt(String at, @Nullable String zone) {
    FixedRules rules = under("offers: {mug: {channel: sms}}").propose("a", new Offer("mug", 1));
    Instant then = Instant.parse(at);
    Consent texts = new Consent(Purpose.MARKETING, Channel.SMS, true);
    return outcomes(
        Story.of(ANNA, rules)
            .then(
                ANNA.tells(
                    new Traits(null, zone, null, List.of(texts), null), then.minusSeconds(1)))
            .then(ANNA.views(SHOES, then)));
  }

  /** By which ways it was tried to say something a while after the customer did something. */
  private static List<Tuple> ways(String channels, Duration later, boolean agreed) {
    return upon(channels, later, agreed).heard().stream()
        .flatMap(heard -> heard.rulings().stream())
        .map(ruling -> tuple(ruling.channel(), ruling.outcome()))
        .toList();
  }

  private static List<Decision> lookedAtLater(String channels, Duration later, boolean agreed) {
    return upon(channels, later, agreed).decisions();
  }

  /** The goods come back some time after the customer was here: that is not their doing. */
  private static Story upon(String channels, Duration later, boolean agreed) {
    FixedRules rules =
        under(
                "offers: {mug: {channel: %s}}".formatted(channels),
                FixedRules.on(OrderReturned.class))
            .propose("a", new Offer("mug", 1));
    Consent mail = new Consent(Purpose.MARKETING, Channel.EMAIL, agreed);
    return Story.of(ANNA, rules)
        .then(ANNA.orders(NOON.minusSeconds(1)))
        .then(ANNA.tells(new Traits(null, null, null, List.of(mail), null), NOON))
        .then(ANNA.returns(NOON.plus(later), new Money(500, "EUR")));
  }

  private static void looksTimes(int times, Story story) {
    for (int i = 0; i < times; i++) {
      story.then(ANNA.views(SHOES, NOON.plus(AGAIN.multipliedBy(i))));
    }
  }

  private static List<Tuple> considered(FixedRules rules) {
    return Story.of(ANNA, rules)
        .then(ANNA.views(SHOES, NOON))
        .decisions()
        .get(0)
        .considered()
        .stream()
        .map(one -> tuple(one.name(), one.priority(), one.weight(), one.outcome()))
        .toList();
  }

  private static List<String> outcomes(Story story) {
    return story.heard().stream()
        .flatMap(heard -> heard.rulings().stream())
        .map(Ruling::outcome)
        .toList();
  }

  /** Of one contact a day, which ran out unseen. */
  private static Story missedItsOnlyOffer() {
    return missedItsOnlyOffer(OfferOutcome.EXPIRED);
  }

  private static Story missedItsOnlyOffer(OfferOutcome how) {
    FixedRules rules =
        under("budget: {contacts: 1, days: 1, reservedForService: 0}")
            .propose("a", new Offer("mug", 1));
    Story story = Story.of(ANNA, rules);
    looksTimes(1, story);
    String mug = story.decisions().get(0).decisionId();
    return story.then(ANNA.reacts(mug, how, NOON.plusSeconds(1)));
  }

  private static FixedRules under(String settings) {
    return under(settings, new FixedRules());
  }

  private static FixedRules under(String settings, FixedRules rules) {
    return rules.under(LibrarySettings.in(Map.of(ContactSettings.FILE, settings)).contact());
  }
}
