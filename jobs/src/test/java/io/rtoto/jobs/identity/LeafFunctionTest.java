package io.rtoto.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.identity.LeafMessage.Remarked;
import io.rtoto.jobs.identity.protocol.Command;
import io.rtoto.jobs.identity.protocol.Edge;
import io.rtoto.jobs.memory.ContributionPut;
import io.rtoto.jobs.memory.ContributionRemarked;
import io.rtoto.jobs.memory.ContributionRetracted;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.CustomerMessage;
import io.rtoto.jobs.memory.EventCounted;
import io.rtoto.jobs.memory.OffersMade;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.events.ProductAddedToCart;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.SoundEvent;
import io.rtoto.schemas.identity.IdentifierBlocked;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.LinkCut;
import io.rtoto.schemas.journal.CustomerErased;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.EventSuppressed;
import io.rtoto.schemas.naming.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rows of the catalogue of bad input that a test covers are in its name. */
final class LeafFunctionTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final EngageSettings LIVE = EngageSettings.defaults("nowhere:9092");
  private static final EngageSettings REPLAY = LIVE.replayUntil(NOON.plus(Duration.ofDays(1)));
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Identifier ANNA = new Identifier(IdentifierType.USER_ID, "aa");
  private static final Identifier BERT = new Identifier(IdentifierType.USER_ID, "bb");
  private static final Identifier BROWSER = new Identifier(IdentifierType.ANONYMOUS_ID, "cc");
  private static final LinkCut CUT = new LinkCut(ANNA, BROWSER, "privacy", "a shared desk", NOON);
  private static final IdentifierErased ERASED =
      new IdentifierErased(
          BROWSER, NOON.plusSeconds(60), "privacy", "asked for", NOON.plusSeconds(60));

  private Leaves leaves = Leaves.of(LIVE);

  LeafFunctionTest() throws Exception {}

  @AfterEach
  void close() {
    leaves.close();
  }

  @Test
  void b54AppliesAMessageOnceHoweverOftenItComes() throws Exception {
    for (int i = 0; i < 1000; i++) {
      says("m1", 7, NOON, ANNA);
    }

    assertThat(leaves.events()).containsExactly("m1");
    assertThat(repeats()).hasSize(999).allMatch(repeat -> repeat.messageId().equals("m1"));
    assertThat(repeats().get(0).eventId())
        .isEqualTo(leaves.counted().get(0).identified().eventId());
  }

  @Test
  void b55RefusesAnotherMessageUnderTheSameIdWithItsOriginal() throws Exception {
    says("m1", 7, NOON, ANNA);
    says("m1", 8, NOON, ANNA);

    assertThat(leaves.events()).containsExactly("m1");
    assertThat(leaves.journal()).isEmpty();
    assertThat(leaves.letters())
        .extracting(DeadLetter::reason)
        .containsExactly(Reason.ID_COLLISION);
    assertThat(leaves.letters()).extracting(DeadLetter::original).containsExactly("8");
  }

  @Test
  void b56TakesTheSameIdOfTwoCustomersForTwoEvents() throws Exception {
    says("m1", 7, NOON, ANNA);
    says("m1", 7, NOON, BERT);

    assertThat(leaves.events()).containsExactly("m1", "m1");
    assertThat(leaves.counted())
        .extracting(one -> one.identified().customerId())
        .doesNotHaveDuplicates();
    assertThat(leaves.counted())
        .extracting(one -> one.identified().eventId())
        .doesNotHaveDuplicates();
  }

  @Test
  void b58KnowsAMessageUntilTheHorizonAndForgetsItThere() throws Exception {
    leaves.keptFor(Duration.ZERO);
    says("m1", 7, NOON, ANNA);
    leaves.keptFor(LIVE.repeatsKeptFor().minusSeconds(1));
    says("m1", 7, NOON, ANNA);
    assertThat(leaves.events()).containsExactly("m1");

    leaves.keptFor(LIVE.repeatsKeptFor().plusSeconds(1));
    says("m1", 7, NOON, ANNA);

    assertThat(leaves.events()).containsExactly("m1", "m1");
  }

  @Test
  void b59KnowsAMessageFromBeforeACrash() throws Exception {
    says("m1", 7, NOON, ANNA);
    resume();

    says("m1", 7, NOON, ANNA);

    assertThat(leaves.events()).isEmpty();
    assertThat(repeats()).hasSize(1);
  }

  @Test
  void takesEventsAsTheyComeWhenLive() throws Exception {
    says("later", 1, NOON.plusSeconds(5), ANNA);
    says("earlier", 2, NOON, ANNA);

    assertThat(leaves.events()).containsExactly("later", "earlier");
    assertThat(leaves.eventTimers()).isZero();
  }

  @Test
  void makesACustomerOfANewIdentifierBeforeItCountsTheEvent() throws Exception {
    says("m1", 1, NOON, BROWSER);

    assertThat(leaves.toCustomers().get(0))
        .isEqualTo(
            new ContributionPut(idOf(BROWSER), BROWSER, CustomerMemory.of(BROWSER), List.of()));
    assertThat(leaves.toCustomers()).hasSize(2).last().isEqualTo(leaves.counted().get(0));
    assertThat(leaves.counted().get(0).customerId()).isEqualTo(idOf(BROWSER));
    assertThat(leaves.looped()).isEmpty();
    assertThat(leaves.remembered()).isEqualTo(1);
  }

  @Test
  void makesOneCustomerOfTwoIdentifiersThatAreSeenTogether() throws Exception {
    says("m1", 1, NOON, BROWSER);
    says("m2", 2, NOON, ANNA);
    assertThat(leaves.customers()).hasSize(2);

    says("m3", 3, NOON, ANNA, BROWSER);

    assertThat(leaves.customers()).isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 2L, BROWSER, 1L)));
    assertThat(leaves.toCustomers())
        .contains(new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(ANNA), false));
    says("m4", 4, NOON, BROWSER);
    assertThat(leaves.counted()).last().matches(one -> one.customerId().equals(idOf(ANNA)));
    assertThat(leaves.clockTimers()).isZero();
  }

  /** Before a crash it may have been one, of whom readers have heard. */
  @Test
  void saysWhoseItIsAlsoToTheCustomerThatItNeverWas() throws Exception {
    says("m1", 1, NOON, ANNA, BROWSER);

    assertThat(leaves.toCustomers())
        .filteredOn(ContributionRetracted.class::isInstance)
        .containsExactly(new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(ANNA), false));
  }

  @Test
  void movesTheContributionThatItHadBeforeACrash() throws Exception {
    says("m1", 1, NOON, BROWSER);
    resume();
    says("m2", 2, NOON, ANNA, BROWSER);
    leaves.tellEachOther();

    assertThat(leaves.contributions()).last().matches(memory -> memory.events() == 1);
    assertThat(leaves.toCustomers())
        .contains(new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(ANNA), false));
  }

  @Test
  void movesWithEachOfItsEventsWhetherPutTogetherOrNot() throws Exception {
    CustomerMemory all = CustomerMemory.of(BROWSER);
    for (int i = 0; i < 200; i++) {
      if (i == 100) {
        all = fold(all);
        resume();
      }
      String extras = i % 3 == 0 ? null : "{\"colour\":\"red\"}";
      Occurrence occurrence =
          new Occurrence(
              "m" + i,
              NOON.plusSeconds(i * 50L),
              null,
              i % 2 == 0 ? Topic.CLICKSTREAM : Topic.ORDERS,
              extras);
      ProductMention product =
          new ProductMention("p" + i % 7, i % 5 == 0 ? null : "shoes", new Money(i, "EUR"));
      says(
          i % 4 == 0
              ? new ProductAddedToCart(occurrence, product, 1)
              : new ProductViewed(occurrence, product),
          i,
          BROWSER);
    }
    all = fold(all);
    says("last", 200, NOON.plusSeconds(20_000), ANNA, BROWSER);
    leaves.tellEachOther();

    assertThat(leaves.toCustomers())
        .contains(new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(ANNA), false));
    assertThat(leaves.contributions()).last().isEqualTo(all);
  }

  private CustomerMemory fold(CustomerMemory before) {
    CustomerMemory all = before;
    for (EventCounted one : leaves.counted()) {
      all = all.apply(one.identified());
    }
    return all;
  }

  @Test
  void givesEachItsOwnBackWhenTheLinkIsCut() throws Exception {
    isOneCustomer();
    leaves.obey(1, CUT).tellEachOther().clockSays(SECOND);

    assertThat(leaves.customers())
        .isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 2L), idOf(BROWSER), Map.of(BROWSER, 1L)));
    assertThat(leaves.clockTimers()).isZero();
    says("m5", 5, NOON, ANNA, BROWSER);
    leaves.tellEachOther().clockSays(SECOND.multipliedBy(2));
    assertThat(leaves.customers()).hasSize(2);
  }

  @Test
  void waitsASecondAfterAnOrderForTheLabelMayComeBack() throws Exception {
    isOneCustomer();
    leaves.obey(1, CUT).tellEachOther().clockSays(SECOND.minusMillis(1));
    assertThat(leaves.customers()).hasSize(1);

    leaves.clockSays(SECOND);
    assertThat(leaves.customers()).hasSize(2);
  }

  @Test
  void staysWhereAnotherWayLeadsThereThoughALinkIsCut() throws Exception {
    Identifier email = new Identifier(IdentifierType.EMAIL, "ee");
    isOneCustomer();
    says("m5", 5, NOON, ANNA, email);
    says("m6", 6, NOON, email, BROWSER);
    leaves.tellEachOther();
    int told = leaves.toCustomers().size();

    leaves.obey(1, CUT).tellEachOther().clockSays(SECOND.multipliedBy(2));

    assertThat(leaves.toCustomers().subList(told, leaves.toCustomers().size()))
        .filteredOn(ContributionRetracted.class::isInstance)
        .extracting(CustomerMessage::customerId)
        .doesNotContain(idOf(ANNA));
    assertThat(leaves.customers().keySet()).containsExactly(idOf(ANNA));
  }

  @Test
  void givesItsOwnBackAlsoWhereItCrashesBetweenTheOrderAndTheMove() throws Exception {
    isOneCustomer();
    leaves.obey(1, CUT).tellEachOther();
    resume();
    leaves.clockSays(SECOND.multipliedBy(2));

    assertThat(leaves.toCustomers())
        .containsOnlyOnce(new ContributionRetracted(idOf(ANNA), BROWSER, idOf(ANNA), false));
    assertThat(leaves.contributions()).last().matches(memory -> memory.events() == 1);
  }

  @Test
  void knowsTheOrdersFromBeforeACrash() throws Exception {
    leaves.learn(1, CUT);
    resume();
    says("m1", 1, NOON, ANNA, BROWSER);
    says("m2", 2, NOON, BROWSER);
    leaves.tellEachOther();

    assertThat(leaves.customers())
        .isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 1L), idOf(BROWSER), Map.of(BROWSER, 1L)));
  }

  /** They are kept by the thousand, and none may be lost where one page ends. */
  @Test
  void knowsEachOfThousandsOfOrdersFromBeforeACrash() throws Exception {
    List<Identifier> blocked = new ArrayList<>();
    for (int seq = 1; seq <= 2001; seq++) {
      Identifier browser = new Identifier(IdentifierType.ANONYMOUS_ID, "b" + seq);
      blocked.add(browser);
      leaves.learn(seq, new IdentifierBlocked(browser, "support", "a kiosk", NOON));
      if (seq == 1500) {
        resume();
      }
    }
    resume();
    for (Identifier browser : blocked) {
      says("m" + browser.hash(), 1, NOON, ANNA, browser);
    }
    says("m", 1, NOON, ANNA, BROWSER);
    leaves.tellEachOther();

    assertThat(leaves.customers().get(idOf(ANNA))).containsOnlyKeys(ANNA, BROWSER);
  }

  @Test
  void putsBackWhatComesBeforeTheOrderThatItKnowsOf() throws Exception {
    isOneCustomer();
    leaves.areTold(1, CUT);
    assertThat(leaves.looped()).hasSizeGreaterThanOrEqualTo(2);
    leaves.learn(1, CUT).tellEachOther().clockSays(SECOND);

    assertThat(leaves.customers()).hasSize(2);
  }

  @Test
  void forgetsWhatAnErasedIdentifierContributed() throws Exception {
    says("m1", 1, NOON, BROWSER);
    leaves.obey(1, ERASED);

    assertThat(leaves.toCustomers())
        .last()
        .isEqualTo(
            new ContributionPut(idOf(BROWSER), BROWSER, CustomerMemory.of(BROWSER), List.of()));
    assertThat(leaves.customers()).isEqualTo(Map.of(idOf(BROWSER), Map.of(BROWSER, 0L)));
  }

  @Test
  void suppressesWhatComesLateOfAnErasedTimeAlsoAfterACrash() throws Exception {
    says("m1", 1, NOON, BROWSER);
    leaves.obey(1, ERASED);
    resume();
    says("m2", 2, NOON, BROWSER);
    says("m3", 3, ERASED.upTo(), BROWSER);
    says("m4", 4, ERASED.upTo().plusMillis(1), BROWSER);

    assertThat(leaves.events()).containsExactly("m4");
    assertThat(leaves.journal())
        .hasSize(2)
        .allSatisfy(
            entry ->
                assertThat(entry)
                    .isInstanceOfSatisfying(
                        EventSuppressed.class,
                        one -> assertThat(one.identifier()).isEqualTo(BROWSER)));
    assertThat(leaves.letters()).isEmpty();
  }

  @Test
  void suppressesWhatComesOfAnErasedTimeThoughNothingWasKnownWhenItWasErased() throws Exception {
    leaves.obey(1, ERASED);
    // Before a crash, something may have been known.
    assertThat(leaves.toCustomers())
        .containsExactly(new ContributionRetracted(idOf(BROWSER), BROWSER, idOf(BROWSER), true));
    says("m1", 1, NOON, BROWSER);

    assertThat(leaves.events()).isEmpty();
    assertThat(leaves.journal())
        .extracting(Object::getClass)
        .containsExactly(CustomerErased.class, EventSuppressed.class);
  }

  /** So whoever keeps what was decided deletes also what came of the events after the order's. */
  @Test
  void tellsOfWhatLastTimeAnythingWasForgotten() throws Exception {
    Instant later = ERASED.upTo().plusMillis(1);
    says("m1", 1, NOON, BROWSER);
    says("m2", 2, later, BROWSER);
    leaves.obey(1, ERASED);

    assertThat(leaves.journal())
        .containsExactly(new CustomerErased(idOf(BROWSER), BROWSER, later, 2));
  }

  /** What was decided then is under that id still, and topic customers forgets whose it became. */
  @Test
  void tellsAlsoUnderTheIdOfTheCustomerThatAnErasedIdentifierWasByItself() throws Exception {
    isOneCustomer();
    leaves.obey(1, ERASED);

    assertThat(leaves.journal())
        .containsExactly(
            new CustomerErased(idOf(ANNA), BROWSER, ERASED.upTo(), 1),
            new CustomerErased(idOf(BROWSER), BROWSER, ERASED.upTo(), 0));
  }

  @Test
  void doesNotForgetAgainWhenTheSameOrderComesTwice() throws Exception {
    says("m1", 1, NOON, BROWSER);
    leaves.obey(1, ERASED);
    says("m2", 2, ERASED.upTo().plusMillis(1), BROWSER);
    int told = leaves.toCustomers().size();
    leaves.obey(1, ERASED).obey(2, ERASED);

    assertThat(leaves.toCustomers()).hasSize(told);
  }

  @Test
  void takesAlongWhatWasOfferedUponItsEvents() throws Exception {
    says("m1", 1, NOON, BROWSER);
    says("m2", 2, NOON, ANNA);
    leaves.hears(offeredAt(NOON));
    resume();
    says("m3", 3, NOON, ANNA, BROWSER);
    leaves.tellEachOther();

    assertThat(leaves.toCustomers())
        .filteredOn(ContributionPut.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            ContributionPut.class,
            put -> {
              assertThat(put.customerId()).isEqualTo(idOf(ANNA));
              assertThat(put.contribution().offersMade().offers())
                  .isEqualTo(offeredAt(NOON).offers());
            });
  }

  @Test
  void tellsTheCustomerWhoseItIsByNowOnceWhatWasOffered() throws Exception {
    isOneCustomer();
    leaves.hears(offeredAt(NOON)).hears(offeredAt(NOON));

    assertThat(remarked())
        .containsExactly(
            new ContributionRemarked(
                idOf(ANNA),
                Remark.offered(
                    BROWSER,
                    new OffersMade(
                        offeredAt(NOON).offers(), List.of(), List.of(), List.of(), List.of()))));
  }

  @Test
  void forgetsWhatWasOfferedInAnErasedTime() throws Exception {
    says("m1", 1, NOON, BROWSER);
    leaves.hears(offeredAt(NOON)).obey(1, ERASED);
    assertThat(leaves.contributions()).last().isEqualTo(CustomerMemory.of(BROWSER));

    leaves.hears(offeredAt(NOON)).hears(offeredAt(ERASED.upTo()));
    assertThat(remarked()).hasSize(1);
    leaves.hears(offeredAt(ERASED.upTo().plusMillis(1)));
    assertThat(remarked()).hasSize(2);
  }

  @Test
  void hearsNothingInAReplayOfWhatWasOfferedLive() throws Exception {
    for (EngageSettings settings : List.of(LIVE, REPLAY)) {
      begin(settings);
      leaves.hears(offeredAt(NOON));
      assertThat(leaves.remembered()).isEqualTo(settings.isReplay() ? 0 : 1);
    }
  }

  @Test
  void leavesItsCustomerWhenItIsErased() throws Exception {
    isOneCustomer();
    leaves.obey(1, ERASED).tellEachOther().clockSays(SECOND);

    assertThat(leaves.customers())
        .isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 2L), idOf(BROWSER), Map.of(BROWSER, 0L)));
  }

  /** Else the id of one who was erased would lead to whoever uses their browser next. */
  @Test
  void takesNotThePlaceOfTheCustomerThatItIsSetApartFrom() throws Exception {
    isOneCustomer();
    leaves
        .obey(1, new IdentifierErased(ANNA, ERASED.upTo(), "privacy", "asked for", ERASED.at()))
        .obey(2, ERASED)
        .tellEachOther()
        .clockSays(SECOND);

    assertThat(leaves.customers().keySet()).containsExactlyInAnyOrder(idOf(ANNA), idOf(BROWSER));
    assertThat(leaves.toCustomers())
        .filteredOn(ContributionRetracted.class::isInstance)
        .filteredOn(one -> one.customerId().equals(idOf(ANNA)))
        .extracting(one -> ((ContributionRetracted) one).movedTo())
        .containsOnly(idOf(ANNA));
  }

  @Test
  void forgetsAnAddressAndNothingElseOfItsCustomer() throws Exception {
    Identifier email = new Identifier(IdentifierType.EMAIL, "ee");
    isOneCustomer();
    says("m5", 5, NOON, email, BROWSER);
    says("m6", 6, NOON, ANNA, email);
    leaves.tellEachOther();
    assertThat(leaves.customers())
        .isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 3L, email, 1L, BROWSER, 1L)));

    leaves
        .obey(1, new IdentifierErased(email, ERASED.upTo(), "privacy", "asked for", ERASED.at()))
        .tellEachOther()
        .clockSays(SECOND);

    assertThat(leaves.customers())
        .isEqualTo(
            Map.of(idOf(ANNA), Map.of(ANNA, 3L, BROWSER, 1L), idOf(email), Map.of(email, 0L)));
    assertThat(edgesOf(ANNA)).extracting(Edge::to).containsExactly(BROWSER);
    assertThat(edgesOf(BROWSER)).extracting(Edge::to).containsExactly(ANNA);
    assertThat(edgesOf(email)).isEmpty();
    assertThat(leaves.journal())
        .containsExactly(
            new CustomerErased(idOf(ANNA), email, ERASED.upTo(), 1),
            new CustomerErased(idOf(email), email, ERASED.upTo(), 0));
  }

  @Test
  void keepsTogetherWhoWereSeenTogetherAfterTheErasedTime() throws Exception {
    isOneCustomer();
    says("m5", 5, ERASED.upTo().plusMillis(1), ANNA, BROWSER);
    leaves.obey(1, ERASED).tellEachOther().clockSays(SECOND);

    assertThat(leaves.customers()).isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 3L, BROWSER, 0L)));
  }

  /** As its customer was told last. */
  private List<Edge> edgesOf(Identifier leaf) {
    List<Edge> edges = List.of();
    for (CustomerMessage message : leaves.toCustomers()) {
      if (message instanceof ContributionPut put && put.leaf().equals(leaf)) {
        edges = put.edges();
      }
    }
    return edges;
  }

  @Test
  void namesOfAMessageUnderTheIdOfAnotherBelongTogetherLiveAndInAReplay() throws Exception {
    for (EngageSettings settings : List.of(LIVE, REPLAY)) {
      begin(settings);
      says("m1", 1, NOON, ANNA);
      says("m1", 2, NOON, ANNA, BROWSER);
      says("m2", 3, NOON, BROWSER);
      leaves.tellEachOther().inputEnds();

      assertThat(leaves.letters()).hasSize(1);
      assertThat(leaves.customers()).isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 1L, BROWSER, 1L)));
    }
  }

  @Test
  void partsACustomerOfTooManyIdentifiersIntoTwoWithExactlyTheirOwn() throws Exception {
    Identifier email = new Identifier(IdentifierType.EMAIL, "ee");
    says("both", 1, NOON, ANNA, email);
    says("also", 2, NOON, BERT, email);
    Map<Identifier, Long> annas = new HashMap<>(Map.of(ANNA, 1L));
    Map<Identifier, Long> berts = new HashMap<>(Map.of(BERT, 1L, email, 0L));
    for (int i = 0; i < LIVE.identityLimits().members(); i++) {
      Identifier one = new Identifier(IdentifierType.ANONYMOUS_ID, "browser-" + i);
      Identifier user = i % 2 == 0 ? ANNA : BERT;
      says("alone" + i, i, NOON, one);
      says("signs in" + i, i, NOON, user, one);
      (i % 2 == 0 ? annas : berts).put(one, 1L);
      (i % 2 == 0 ? annas : berts).merge(user, 1L, Long::sum);
    }
    leaves.tellEachOther();
    assertThat(leaves.customers().keySet()).containsExactly(idOf(ANNA));

    LinkCut cut = new LinkCut(ANNA, email, "engage", "too many", NOON);
    leaves.obey(1, cut).tellEachOther().clockSays(SECOND);

    assertThat(leaves.customers()).isEqualTo(Map.of(idOf(ANNA), annas, idOf(BERT), berts));
  }

  @Test
  void asksToBeBlockedWhenItJoinsTooManyCustomers() throws Exception {
    for (int i = 0; i < 5; i++) {
      says("m" + i, i, NOON, new Identifier(IdentifierType.USER_ID, "u" + i), BROWSER);
    }

    assertThat(leaves.asked()).containsExactly(new Command.Blocked(BROWSER));
  }

  @Test
  void b61b66b67TakesEventsInTheOrderOfTheirTimeInAReplay() throws Exception {
    begin(REPLAY);
    says("c", 3, NOON.plusSeconds(5), ANNA);
    says("b", 2, NOON, ANNA);
    says("a", 1, NOON, ANNA);
    assertThat(leaves.events()).isEmpty();
    assertThat(leaves.eventTimers()).isEqualTo(2);

    leaves.timeReaches(NOON.plusSeconds(4));
    assertThat(leaves.events()).containsExactly("a", "b");

    leaves.timeReaches(NOON.plusSeconds(5));
    assertThat(leaves.events()).containsExactly("a", "b", "c");
    assertThat(leaves.eventTimers()).isZero();
  }

  @Test
  void knowsWhoIsWhoFromTheFirstEventOnInAReplay() throws Exception {
    begin(REPLAY);
    says("m1", 1, NOON, BROWSER);
    says("m2", 2, NOON, ANNA);
    says("m3", 3, NOON.plusSeconds(1), ANNA, BROWSER);
    leaves.tellEachOther();
    assertThat(leaves.counted()).isEmpty();

    leaves.inputEnds();

    assertThat(leaves.counted()).hasSize(3).allMatch(one -> one.customerId().equals(idOf(ANNA)));
    assertThat(leaves.customers()).isEqualTo(Map.of(idOf(ANNA), Map.of(ANNA, 2L, BROWSER, 1L)));
    assertThat(leaves.eventTimers()).isZero();
  }

  @Test
  void settlesACollisionInAReplayByTheEventsAlone() throws Exception {
    for (List<Long> arrivals : List.of(List.of(1L, 2L), List.of(2L, 1L))) {
      begin(REPLAY);
      for (long fingerprint : arrivals) {
        says("m1", fingerprint, NOON, ANNA);
      }
      leaves.inputEnds();

      assertThat(leaves.letters()).extracting(DeadLetter::original).containsExactly("2");
    }
  }

  @Test
  void stopsAReplayWhoseEventsOvertakeEachOtherByMoreThanWasSaid() throws Exception {
    begin(REPLAY);
    leaves.timeReaches(NOON);

    assertThatThrownBy(() -> says("late", 1, NOON, ANNA))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage(
            "An event of 2026-11-23T12:00:00Z came when the replay had passed"
                + " 2026-11-23T12:00:00Z.\n"
                + "Maybe the input is less well ordered than OUT_OF_ORDER says.");
  }

  private void isOneCustomer() throws Exception {
    says("m1", 1, NOON, BROWSER);
    says("m2", 2, NOON, ANNA);
    says("m3", 3, NOON, ANNA, BROWSER);
    leaves.tellEachOther();
    assertThat(leaves.customers()).hasSize(1);
  }

  private void says(String messageId, long fingerprint, Instant at, Identifier... who)
      throws Exception {
    Occurrence occurrence = new Occurrence(messageId, at, null, Topic.CLICKSTREAM, null);
    says(new PageViewed(occurrence, "home"), fingerprint, who);
  }

  private void says(CustomerEvent event, long fingerprint, Identifier... who) throws Exception {
    byte[] original = Long.toString(fingerprint).getBytes(StandardCharsets.UTF_8);
    leaves.see(
        new SoundEvent(
            event, List.of(who), true, fingerprint, new Arrival("clickstream", 0, 0, original)));
  }

  private static Remarked offeredAt(Instant at) {
    return new Remarked(
        BROWSER,
        List.of(new OfferMade(7, at, 1)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private List<ContributionRemarked> remarked() {
    return leaves.toCustomers().stream()
        .filter(ContributionRemarked.class::isInstance)
        .map(ContributionRemarked.class::cast)
        .toList();
  }

  private static String idOf(Identifier strongest) {
    return new Pseudonyms(LIVE.identitySecret()).customerId(strongest);
  }

  private List<EventRepeated> repeats() {
    return leaves.journal().stream().map(entry -> (EventRepeated) entry).toList();
  }

  private void begin(EngageSettings settings) throws Exception {
    leaves.close();
    leaves = Leaves.of(settings);
  }

  private void resume() throws Exception {
    OperatorSubtaskState kept = leaves.keep();
    leaves.close();
    leaves = Leaves.resumed(LIVE, kept);
  }
}
