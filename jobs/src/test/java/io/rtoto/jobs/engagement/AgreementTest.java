package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rtoto.jobs.memory.Agreements;
import io.rtoto.jobs.memory.Appointments.Appointment;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Tags;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.facts.Agreement;
import io.rtoto.rules.facts.AgreementChanged;
import io.rtoto.rules.facts.AgreementEnding;
import io.rtoto.rules.facts.AgreementStarting;
import io.rtoto.rules.facts.AgreementUnused;
import io.rtoto.rules.facts.Proposal;
import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.settings.AgreementSettings;
import io.rtoto.rules.settings.AgreementSettings.Times;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.AgreementStatus;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies end, trips begin, accounts lie unused; days are counted from NOON. */
final class AgreementTest {
  private static final AgreementSettings SETTINGS =
      new AgreementSettings(
          Map.of(
              "policy", new Times(null, 30, null),
              "trip", new Times(14, null, null),
              "account", new Times(null, null, 60)));

  @Test
  void isSpokenOfBeforeItsEndOnce() {
    Story story = story().then(policy("p", day(100), NOON));
    assertThat(story.timePassesTo(day(70).minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(day(70)).moments()).containsExactly(ending(70, 30));
    story.then(policy("p", day(100), day(80))).timePassesTo(day(500));
    assertThat(story.moments()).hasSize(1);
    assertThat(story.open()).isEmpty();
  }

  @Test
  void isToldOfAsWhatIsToComeWithEveryOtherEarliestFirst() {
    Story story = story();
    for (int i = 4; i >= 0; i--) {
      story.then(policy("p" + i, day(100 + i), NOON));
    }
    assertThat(story.open()).extracting(Absence::deadline).containsExactly(day(70));
    assertThat(story.awaited())
        .extracting(Absence::name, Absence::deadline)
        .startsWith(tuple("AgreementEnding", day(70)), tuple("AgreementEnding", day(71)))
        .endsWith(tuple("AgreementEnding", day(74)))
        .hasSize(5);
    story.timePassesTo(day(70));
    assertThat(story.awaited()).extracting(Absence::deadline).startsWith(day(71)).hasSize(4);
  }

  @Test
  void isSpokenOfLateAsLongAsItHasNotEndedAndItsDaysAreThoseOfThen() {
    Story late = story().then(policy("p", day(100), NOON)).asOf(day(90)).timePassesTo(day(90));
    assertThat(late.moments()).containsExactly(ending(90, 10));
    Occasion occasion = late.heard().get(0).occasion();
    assertThat(occasion.saidAt()).isEqualTo(day(90));
    assertThat(occasion.at()).isEqualTo(day(70));
    assertThat(occasion.facts())
        .filteredOn(Agreement.class::isInstance)
        .extracting(fact -> ((Agreement) fact).daysToEnd())
        .containsExactly(10L);

    Story tooLate = story().then(policy("p", day(100), NOON)).asOf(day(100));
    assertThat(tooLate.timePassesTo(day(100)).heard())
        .extracting(heard -> heard.occasion().saidAt())
        .containsExactly(day(70));

    Story unused = story().then(account(NOON, NOON)).asOf(day(99)).timePassesTo(day(99));
    assertThat(unused.moments())
        .extracting(moment -> ((AgreementUnused) moment).daysUnused())
        .containsExactly(99L);
  }

  @Test
  void setsTagsAndLooksAgainAsOfWhenItIsFound() {
    FixedRules rules =
        FixedRules.on(AgreementEnding.class)
            .knowing("leaving", 7)
            .propose("a", new Proposal.Tag("leaving"))
            .propose("b", new Proposal.LookAgain("later", 60));
    CustomerMemory late =
        story(rules).then(policy("p", day(100), NOON)).asOf(day(90)).timePassesTo(day(90)).memory();
    assertThat(late.tags().all())
        .extracting(Tags.Tag::since, Tags.Tag::until)
        .containsExactly(tuple(day(90), day(97)));
    assertThat(late.appointments().all())
        .extracting(Appointment::due)
        .containsExactly(day(90).plus(Duration.ofHours(1)));
  }

  @Test
  void isOneReminderWhateverMessageToldOfItLast() {
    Story once = story().then(policy("p", day(100), NOON)).timePassesTo(day(70));
    Deed balance = held("p", "policy", AgreementStatus.ACTIVE, 9, day(100), day(60));
    Story toldAgain = story().then(policy("p", day(100), NOON)).then(balance);
    assertThat(momentIds(toldAgain.timePassesTo(day(70))))
        .isEqualTo(momentIds(once))
        .hasSize(1)
        .isNotEqualTo(momentIds(story().then(policy("q", day(100), NOON)).timePassesTo(day(70))))
        .isNotEqualTo(momentIds(story().then(policy("p", day(101), NOON)).timePassesTo(day(71))));
  }

  private static List<String> momentIds(Story story) {
    return story.heard().stream().map(heard -> heard.occasion().momentId()).toList();
  }

  @Test
  void isSpokenOfAgainBeforeTheEndToWhichItWasExtendedAndNotOfTheOneBefore() {
    Story story = story().then(policy("p", day(100), NOON)).timePassesTo(day(80));
    story.then(policy("p", day(200), day(81))).timePassesTo(day(170));
    assertThat(story.heard())
        .extracting(heard -> heard.occasion().at())
        .containsExactly(day(70), day(170));
    assertThat(story.heard())
        .extracting(heard -> heard.occasion().momentId())
        .doesNotHaveDuplicates();

    Story extended = story().then(policy("p", day(100), NOON)).then(policy("p", day(200), day(69)));
    assertThat(extended.timePassesTo(day(169)).moments()).isEmpty();
  }

  @Test
  void isSpokenOfAtOnceWhereItIsToldLaterThanThat() {
    Story story = story().then(policy("p", day(10), NOON)).timePassesTo(NOON);
    assertThat(story.moments()).containsExactly(ending(0, 10));
  }

  @Test
  void isNotSpokenOfWhereItHasEndedOrIsOfAKindThatNobodyAskedFor() {
    Story story =
        story()
            .then(policy("told too late", NOON, NOON))
            .then(policy("given notice", day(100), NOON))
            .then(held("given notice", "policy", AgreementStatus.ENDED, null, day(100), day(20)))
            .then(held("never known", "policy", AgreementStatus.ENDED, null, day(100), day(20)))
            .then(held("other", "lease", AgreementStatus.ACTIVE, null, day(100), day(20)));
    assertThat(story.timePassesTo(day(500)).moments()).isEmpty();
  }

  @Test
  void isSpokenOfEachAlsoWhereTheyEndAtTheSameTime() {
    Story story = story().then(policy("a", day(100), NOON)).then(policy("b", day(100), NOON));
    assertThat(story.timePassesTo(day(70)).moments())
        .extracting(moment -> ((AgreementEnding) moment).agreementId())
        .containsExactly("a", "b");
  }

  @Test
  void isSpokenOfBeforeItBeginsAndNotOnceItHas() {
    Story story = story().then(trip("t", day(40), NOON)).timePassesTo(day(26));
    assertThat(story.moments())
        .containsExactly(new AgreementStarting("t", "trip", "The trip", 5_000L, "EUR", 14));
    assertThat(story.timePassesTo(day(60)).moments()).hasSize(1);
    assertThat(story().then(trip("t", NOON, NOON)).timePassesTo(day(60)).moments()).isEmpty();
  }

  @Test
  void isSpokenOfWhenItWasNotUsedForAWhileAndAgainAfterTheNextUse() {
    Story story = story().then(account(day(0), day(1))).then(account(day(50), day(51)));
    assertThat(story.timePassesTo(day(110).minusMillis(1)).moments()).isEmpty();
    assertThat(story.timePassesTo(day(110)).moments())
        .containsExactly(
            new AgreementUnused("account", "account", "The account", 5_000L, "EUR", 110L, 60));
    story.then(account(day(50), day(120))).timePassesTo(day(300));
    assertThat(story.moments()).hasSize(1);
    story.then(account(day(301), day(301))).timePassesTo(day(361));
    assertThat(story.moments()).hasSize(2);
  }

  @Test
  void countsFromItsBeginningWhereItWasNeverUsed() {
    Story story = story().then(account(null, day(1)));
    assertThat(story.open()).extracting(Absence::deadline).containsExactly(day(60));
  }

  static Stream<Arguments> changes() {
    AgreementStatus active = AgreementStatus.ACTIVE;
    Deed before = held("x", "policy", active, 5_000, day(100), NOON);
    return Stream.of(
        arguments(
            "ended cancelled",
            0L,
            held("x", "policy", AgreementStatus.ENDED, 5_000, day(1), day(1))),
        arguments("ended", 0L, held("x", "policy", AgreementStatus.ENDED, null, null, day(100))),
        arguments(
            "suspended",
            0L,
            held("x", "policy", AgreementStatus.SUSPENDED, 5_000, day(100), day(1))),
        arguments("extended", 0L, held("x", "policy", active, 5_000, day(101), day(1))),
        arguments("extended", 0L, held("x", "policy", active, 5_000, null, day(1))),
        arguments("rose", 200L, held("x", "policy", active, 5_200, day(100), day(1))),
        arguments("fell", 4_000L, held("x", "policy", active, 1_000, day(100), day(1))),
        arguments(
            "suspended extended fell used",
            4_000L,
            ANNA.holds(
                "x",
                "policy",
                AgreementStatus.SUSPENDED,
                new Money(1_000, "EUR"),
                NOON,
                day(101),
                day(1),
                day(1))),
        arguments("otherwise", 0L, held("x", "policy", active, 5_000, day(99), day(1))),
        arguments("began", 0L, held("y", "policy", active, 5_000, day(100), day(1))),
        arguments("nothing", 0L, before),
        arguments(
            "nothing", 0L, held("x", "policy", active, 9_000, day(300), NOON.minusSeconds(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void isOtherwiseThanBefore(String changes, long byMinor, Deed told) {
    Story story =
        story(FixedRules.on(AgreementChanged.class))
            .then(held("x", "policy", AgreementStatus.ACTIVE, 5_000, day(100), NOON))
            .then(told);
    assertThat(story.moments().stream().skip(1).map(AgreementChanged.class::cast))
        .extracting(moment -> String.join(" ", moment.changes()), AgreementChanged::byMinor)
        .isEqualTo(changes.equals("nothing") ? List.of() : List.of(tuple(changes, byMinor)));
  }

  @Test
  void doesNotBeginAnewWhereMoreAreHeldOfAKindThanAreRemembered() {
    Story story = story(FixedRules.on(AgreementChanged.class));
    for (int i = 0; i < 7; i++) {
      story.then(policy("p" + i, day(100), NOON.plusSeconds(i)));
    }
    story
        .then(policy("p0", day(100), day(1)))
        .then(held("p1", "policy", AgreementStatus.SUSPENDED, 5_000, day(100), day(2)))
        .then(held("p2", "policy", AgreementStatus.ENDED, 5_000, day(100), day(3)))
        .then(account(NOON, day(4)));
    assertThat(story.moments().stream().skip(7).map(AgreementChanged.class::cast))
        .extracting(AgreementChanged::agreementId, AgreementChanged::changes)
        .containsExactly(
            tuple("p0", List.of("otherwise")),
            tuple("p1", List.of("suspended")),
            tuple("p2", List.of("ended")),
            tuple("account", List.of("began")));
  }

  @Test
  void beginsAlsoWhereOthersOfItsKindWereDisplaced() {
    Story story = story(FixedRules.on(AgreementChanged.class));
    for (int i = 0; i < 20; i++) {
      story.then(policy("p" + i, day(100), NOON.plusSeconds(i)));
    }
    assertThat(story.moments())
        .extracting(moment -> ((AgreementChanged) moment).changes())
        .hasSize(20)
        .containsOnly(List.of("began"));
    story
        .then(held("never known", "policy", AgreementStatus.ENDED, 5_000, day(100), day(1)))
        .then(policy("p0", day(100), day(2)))
        .then(policy("new", day(100), day(3)));
    assertThat(story.moments().stream().skip(20).map(AgreementChanged.class::cast))
        .extracting(AgreementChanged::agreementId, AgreementChanged::changes)
        .containsExactly(tuple("p0", List.of("otherwise")), tuple("new", List.of("began")));
  }

  @Test
  void doesNotBeginOnceSoManyWereToldOfThatNobodyKnowsWhichAreNew() {
    Story story = story(FixedRules.on(AgreementChanged.class));
    for (int i = 10; i < 52; i++) {
      story.then(policy("p" + i, day(100), day(i)));
    }
    story.then(policy("p10", day(100), day(53))).then(account(NOON, day(54)));
    assertThat(story.moments().stream().skip(39).map(AgreementChanged.class::cast))
        .extracting(AgreementChanged::agreementId, AgreementChanged::changes)
        .containsExactly(
            tuple("p49", List.of("began")),
            tuple("p50", List.of("otherwise")),
            tuple("p51", List.of("otherwise")),
            tuple("p10", List.of("otherwise")),
            tuple("account", List.of("began")));
  }

  @Test
  void isNoNewsWhereAnOlderStateHasAllOfALongTitle() {
    Agreements.Agreement told =
        story().then(policy("p", day(100), NOON)).memory().backOffice().agreements().all().get(0);
    assertThat(titled(told, "t".repeat(200))).isEqualTo(titled(told, "t".repeat(300)));
    assertThat(titled(told, "t".repeat(200)).title()).hasSizeLessThan(61);
  }

  private static Agreements.Agreement titled(Agreements.Agreement one, String title) {
    return new Agreements.Agreement(
        one.id(),
        one.kind(),
        title,
        one.status(),
        one.value(),
        one.startsAt(),
        one.endsAt(),
        one.lastUsedAt(),
        one.told());
  }

  @Test
  void isKnownToRulesUntilItEnds() {
    FixedRules rules = FixedRules.on(AgreementChanged.class);
    Story story = Story.of(ANNA, rules).then(policy("p", day(100), NOON));
    story.then(policy("gone", day(100), NOON));
    story.then(held("gone", "policy", AgreementStatus.ENDED, null, null, day(10)));
    assertThat(rules.factsTold().get(2))
        .filteredOn(Agreement.class::isInstance)
        .isEqualTo(
            List.of(
                new Agreement(
                    "p",
                    "policy",
                    "The policy",
                    "active",
                    5_000L,
                    "EUR",
                    0L,
                    10L,
                    true,
                    90L,
                    10L)));
    story.then(held("gone", "policy", AgreementStatus.ACTIVE, null, day(100), day(100)));
    assertThat(rules.factsTold().get(3)).noneMatch(Agreement.class::isInstance);
  }

  @Test
  void isOfNoFigureWhereNoneWasTold() {
    FixedRules rules = FixedRules.on(AgreementChanged.class);
    Story story = Story.of(ANNA, rules);
    story.then(ANNA.holds("p", "policy", AgreementStatus.ACTIVE, null, null, null, null, day(10)));
    assertThat(story.moments())
        .containsExactly(
            new AgreementChanged(List.of("began"), "p", "policy", "The policy", null, 0, "", null));
    assertThat(rules.factsTold().get(0))
        .filteredOn(Agreement.class::isInstance)
        .isEqualTo(
            List.of(
                new Agreement(
                    "p",
                    "policy",
                    "The policy",
                    "active",
                    null,
                    "",
                    null,
                    null,
                    false,
                    null,
                    null)));
    assertThat(FactSheet.of(story.heard().get(0).occasion(), rules))
        .doesNotContainKeys("daysHeld", "valueMinor", "agreement.daysHeld")
        .containsEntry("agreement.id", "p");
  }

  @Test
  void isRememberedOfSixOfAKindAndSpokenOfOnceOfEachOfHundreds() {
    Story story = story();
    for (int i = 0; i < 200; i++) {
      story.then(policy("p" + i, day(100 + i), NOON.plusSeconds(i)));
      story.timePassesTo(day(70 + i));
    }
    assertThat(story.memory().backOffice().agreements().all()).hasSize(6);
    story.then(policy("p199", day(102), day(280))).timePassesTo(day(900));
    assertThat(story.moments()).hasSize(200);
  }

  @Test
  void isDisplacedByNoNumberOfOthersOfAnotherKind() {
    Story story = story().then(account(NOON, NOON));
    for (int i = 0; i < 300; i++) {
      Instant told = NOON.plusSeconds(i + 1);
      story.then(trip("t" + i, day(20).plusSeconds(i), told));
    }
    story.timePassesTo(day(59));
    assertThat(story.memory().backOffice().agreements().find("account")).isPresent();
    assertThat(story.timePassesTo(day(60)).moments())
        .filteredOn(AgreementUnused.class::isInstance)
        .hasSize(1);
  }

  @Test
  void isRememberedOfEachKindFirstWhereThereAreMany() {
    Story story = story();
    for (int i = 0; i < 200; i++) {
      story.then(
          held("a" + i, "kind " + i % 20, AgreementStatus.ACTIVE, 1, null, NOON.plusSeconds(i)));
    }
    List<Agreements.Agreement> all = story.memory().backOffice().agreements().all();
    assertThat(all).hasSize(12);
    assertThat(all.stream().map(Agreements.Agreement::kind).distinct()).hasSize(12);
  }

  @Test
  void isNotOfferedAfterQuietHoursToWhoHasExtendedItMeanwhile() {
    Deed extended = policy("p", day(465), day(70).plusSeconds(3_600));
    assertThat(inTheSiesta().then(extended).timePassesTo(day(71)).decisions()).isEmpty();
    Deed otherWorth = held("p", "policy", AgreementStatus.ACTIVE, 9, day(100), extended.at());
    assertThat(inTheSiesta().then(otherWorth).timePassesTo(day(71)).decisions())
        .extracting(Decision::name)
        .containsExactly("renew");
  }

  /** It falls due at noon, when nobody is spoken to until two. */
  private static Story inTheSiesta() {
    ContactSettings siesta =
        LibrarySettings.in(Map.of(ContactSettings.FILE, Rules.SIESTA)).contact();
    FixedRules rules =
        FixedRules.on(AgreementEnding.class).under(siesta).propose("a", new Offer("renew", 1));
    Story story = story(rules).then(policy("p", day(100), NOON)).timePassesTo(day(70));
    assertThat(story.decisions()).isEmpty();
    return story;
  }

  @Test
  void isSpokenOfInASilentStreamAndNotAgainWhenIdentifiersComeTogether() throws Exception {
    CustomerMemory holds = CustomerMemory.EMPTY.apply(policy("p", day(100), NOON).event());
    try (Journey journey = Journey.live().rules(endings()).rulesAreThere()) {
      journey.puts(ANNA, ANNA.browser(), holds);
      assertThat(journey.timers()).isEqualTo(1);
      assertThat(journey.timeReaches(day(70).minusMillis(1)).decisions()).isEmpty();
      assertThat(journey.timeReaches(day(70)).decisions())
          .extracting(Decision::name)
          .containsExactly("renew");
      assertThat(journey.timers()).isZero();
      journey.puts(ANNA, ANNA.account(), CustomerMemory.of(ANNA.account()));
      assertThat(journey.timeReaches(day(500)).decisions()).hasSize(1);
      assertThat(journey.timers()).isZero();
    }
  }

  @Test
  void keepsItsCustomerWaitingNoLongerThanTheNextTickWhereItIsToldLate() throws Exception {
    Instant now = day(80);
    try (Journey journey = Journey.live().rules(endings()).rulesAreThere().timeReaches(now)) {
      journey.takes(policy("p", day(100), day(75)), ANNA.views(SHOES, now.plusMillis(100)));
      assertThat(journey.deferred()).isOne();
      journey.timeReaches(now.plusMillis(250));
      assertThat(journey.deferred()).isZero();
      assertThat(journey.decisions()).extracting(Decision::name).containsExactly("renew");
    }
  }

  private static RuleBundle endings() {
    Map<String, String> files = new HashMap<>();
    files.put("insurance/agreements.yaml", "agreements: {policy: {endingDays: 30}}");
    files.put(
        "insurance/agreement_ending/renewal.drl",
        """
        package insurance.agreement_ending

        rule "Propose to renew"
            @id("insurance.agreement_ending.renewal")
            @owner("tests") @since("2026-11-27")
            agenda-group "propose"
        when
            AgreementEnding( kind == "policy" )
        then
            insert( new Task( "renew", 1, "renew" ) );
        end
        """);
    return RuleCompiler.compile(new RuleLibrary(files), "tests", null, Instant.EPOCH);
  }

  private static AgreementEnding ending(long daysHeld, long daysToEnd) {
    return new AgreementEnding("p", "policy", "The policy", 5_000L, "EUR", daysHeld, daysToEnd);
  }

  private static Story story() {
    return story(
        FixedRules.on(AgreementStarting.class, AgreementEnding.class, AgreementUnused.class));
  }

  private static Story story(FixedRules rules) {
    Standards standards =
        new Standards(
            Standards.DEFAULT.tiers(),
            Standards.DEFAULT.winBack(),
            Standards.DEFAULT.dormantAfterDays(),
            Standards.DEFAULT.scores(),
            SETTINGS,
            null,
            Instant.MIN,
            null,
            Standards.DEFAULT.zone());
    return Story.of(
        ANNA, new AllInForce(rules, standards, any -> false, Map.of(), new RuleTally()));
  }

  private static Deed policy(String id, Instant ends, Instant told) {
    return held(id, "policy", AgreementStatus.ACTIVE, 5_000, ends, told);
  }

  private static Deed trip(String id, Instant begins, Instant told) {
    return ANNA.holds(
        id, "trip", AgreementStatus.ACTIVE, new Money(5_000, "EUR"), begins, null, null, told);
  }

  private static Deed account(@Nullable Instant lastUsed, Instant told) {
    return ANNA.holds(
        "account",
        "account",
        AgreementStatus.ACTIVE,
        new Money(5_000, "EUR"),
        NOON,
        null,
        lastUsed,
        told);
  }

  private static Deed held(
      String id,
      String kind,
      AgreementStatus status,
      @Nullable Integer minor,
      @Nullable Instant ends,
      Instant told) {
    return ANNA.holds(
        id, kind, status, minor == null ? null : new Money(minor, "EUR"), NOON, ends, null, told);
  }

  private static Instant day(int day) {
    return NOON.plus(Duration.ofDays(day));
  }
}
