package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.memory.Candidate.Because.BOUGHT_TOGETHER;
import static io.rtoto.jobs.memory.Candidate.Because.LISTED;
import static io.rtoto.jobs.memory.Candidate.Because.NEW;
import static io.rtoto.jobs.memory.Candidate.Because.POPULAR;
import static io.rtoto.jobs.memory.Candidate.Because.VIEWED_TOGETHER;
import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SANDALS;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.engagement.Strip.Place;
import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.Candidate.Because;
import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.jobs.memory.Unlisted;
import io.rtoto.jobs.memory.View;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.replenishment.ReplenishmentModel.Item;
import io.rtoto.jobs.rig.Customers;
import io.rtoto.rules.settings.RecommendSettings;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.decisions.Decision.OtherReason;
import io.rtoto.schemas.decisions.Decision.Recommended;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Anna looks at shoes at noon. */
final class RecommendingTest {
  private static final Instant BEFORE = NOON.minus(Duration.ofHours(1));
  private static final ProductMention CLOGS = new ProductMention("clogs", "footwear", null);
  private static final BoughtAgain.Finder NOTHING = (bought, standards, now) -> List.of();

  /** As the library has it, but that nothing is added for what the customer is drawn to. */
  private static final RecommendSettings PLAIN = settings(12, 12, 0, 0);

  private final FixedRules rules = new FixedRules().recommending(PLAIN);
  private final Story story = Story.of(ANNA, rules);
  private double exploration = 1;

  @Test
  void ranksWhatGoesWithTheProductByItsShareOfTheBestOfItsReasonAndByHowThatCounts() {
    Strip strip =
        upon(
            candidate("a", VIEWED_TOGETHER, "shoes", 20),
            candidate("b", VIEWED_TOGETHER, "shoes", 5),
            candidate("c", LISTED, null, 1),
            candidate("d", LISTED, null, .5),
            candidate("e", POPULAR, null, .01));
    assertThat(strip.ranked())
        .extracting(Recommendable::productId, Recommendable::because, Recommendable::weight)
        .containsExactly(
            tuple("a", "viewed-together", 1.0),
            tuple("c", "goes-with-it", 1.0),
            tuple("d", "goes-with-it", .5),
            tuple("e", "popular", .3),
            tuple("b", "viewed-together", .25));
    assertThat(strip.ranked().get(0).of()).isEqualTo("shoes");
  }

  @Test
  void addsTheWeightsOfSeveralReasonsAndTellsTheStrongest() {
    Strip strip =
        upon(
            candidate("a", LISTED, null, 4),
            candidate("b", LISTED, null, 2),
            candidate("c", VIEWED_TOGETHER, "shoes", 4),
            candidate("b", VIEWED_TOGETHER, "shoes", 3));
    assertThat(strip.ranked())
        .extracting(Recommendable::productId, Recommendable::because, Recommendable::weight)
        .containsExactly(
            tuple("b", "viewed-together", 1.25),
            tuple("a", "goes-with-it", 1.0),
            tuple("c", "viewed-together", 1.0));
    assertThat(strip.recommended(List.of("b")))
        .extracting(Recommended::also)
        .containsExactly(List.of(new OtherReason("goes-with-it", null, .5)));
  }

  @Test
  void drawsTheCustomerToTheirCategoriesAndProducts() {
    rules.recommending(settings(12, 12, 0, .5));
    story.then(ANNA.views(SOCKS, BEFORE)).then(ANNA.views(SOCKS, BEFORE.plusSeconds(1)));
    Strip strip =
        upon(
            candidate("a", LISTED, null, 10),
            candidate("hat", LISTED, "clothing", 9),
            candidate("socks", LISTED, "clothing", 6));
    assertThat(strip.ranked())
        .extracting(Recommendable::productId, Recommendable::weight)
        .containsExactly(tuple("hat", .9 * 1.5), tuple("socks", .6 * 2), tuple("a", 1.0));
  }

  @Test
  void knowsWhatGoesWithTheCartFromWhatGoesWithThePage() {
    story.then(ANNA.adds(SOCKS, BEFORE));
    Strip strip =
        upon(
            candidate("a", BOUGHT_TOGETHER, "shoes", 1),
            candidate("b", BOUGHT_TOGETHER, "socks", 1));
    assertThat(strip.ranked())
        .extracting(Recommendable::productId, Recommendable::because, Recommendable::weight)
        .containsExactly(tuple("b", "goes-with-basket", 1.5), tuple("a", "bought-together", 1.0));
  }

  @Test
  void leavesOutWhatIsOnThePageInTheCartBlockedSoldOutOrBoughtAndCountsIt() {
    rules.recommending(
        new RecommendSettings(
            12, 12, 0, 0, 0, Map.of(), Set.of("gift-cards"), Set.of("sample"), false));
    rules.sellsOut("rare");
    story.then(ANNA.adds(SOCKS, BEFORE)).then(ANNA.orders(BEFORE.plusSeconds(1), BOOTS));
    Strip strip =
        upon(
            listed("shoes"),
            listed("socks"),
            listed("sample"),
            candidate("card", LISTED, "gift-cards", 1),
            listed("rare"),
            listed("boots"),
            listed("hat"));
    assertThat(strip.products()).containsExactly("hat");
    assertThat(strip.leftOut())
        .isEqualTo(
            Map.of("on-the-page", 1, "in-cart", 1, "blocked", 2, "sold-out", 1, "bought", 1));
  }

  @Test
  void showsWhatWasBoughtWhereItIsBoughtAgain() {
    story.then(ANNA.orders(NOON.minus(Duration.ofDays(9)), SOCKS, BOOTS, SANDALS));
    story.then(ANNA.orders(NOON.minus(Duration.ofDays(2)), SOCKS));
    rules.by(new ReplenishmentModel("m", Map.of("boots", new Item(400, 2))));
    assertThat(upon(listed("socks"), listed("boots"), listed("sandals")).products())
        .containsExactly("socks", "boots");
  }

  @Test
  void showsWhatWasBoughtOnceWhereTheShopSellsToShops() {
    story.then(ANNA.orders(NOON.minus(Duration.ofDays(9)), SOCKS));
    assertThat(upon(BoughtAgain::in, listed("socks")).products()).isEmpty();
    rules.recommending(new RecommendSettings(12, 12, 0, 0, 0, Map.of(), Set.of(), Set.of(), true));
    assertThat(upon(BoughtAgain::in).ranked())
        .extracting(Recommendable::productId, Recommendable::because, Recommendable::everyDays)
        .containsExactly(tuple("socks", "bought-again", null));
  }

  @Test
  void asksOnlyOfWhatMayBeShownWhetherItIsBoughtAgain() {
    story.then(ANNA.orders(NOON.minus(Duration.ofDays(9)), SOCKS, BOOTS));
    story.then(ANNA.orders(NOON.minus(Duration.ofDays(2)), SOCKS));
    Set<String> asked = new HashSet<>();
    upon(
        (bought, standards, now) -> {
          asked.addAll(bought.keySet());
          return List.of();
        });
    assertThat(asked).containsExactly("socks");
  }

  @Test
  void showsWhatTheCustomerBuysAgainThoughNothingGoesWithTheProduct() {
    Strip strip = upon((bought, standards, now) -> List.of(new BoughtAgain("coffee", 35, .7)));
    assertThat(strip.recommended(strip.products()))
        .containsExactly(new Recommended("coffee", "bought-again", null, .7, 1, 35, null));
  }

  @Test
  void showsWhatWasLookedAtBeforeInTheSameCategoryOnceItIsTwo() {
    story.then(ANNA.views(BOOTS, BEFORE)).then(ANNA.views(SOCKS, BEFORE.plusSeconds(1)));
    assertThat(upon().products()).isEmpty();
    story.then(ANNA.views(SANDALS, BEFORE.plusSeconds(2)));
    assertThat(upon().ranked())
        .extracting(Recommendable::productId, Recommendable::because, Recommendable::weight)
        .containsExactly(
            tuple("sandals", "looked-at-before", .4), tuple("boots", "looked-at-before", .2));
  }

  @Test
  void showsNothingOfTheCustomersOwnThatTheCatalogueDoesNotHaveUntilItDoes() {
    story
        .then(ANNA.views(BOOTS, BEFORE))
        .then(ANNA.views(SANDALS, BEFORE.plusSeconds(1)))
        .then(ANNA.views(CLOGS, BEFORE.plusSeconds(2)))
        .then(ANNA.orders(NOON.minus(Duration.ofDays(19)), SOCKS))
        .then(ANNA.orders(NOON.minus(Duration.ofDays(9)), SOCKS));
    Strip before = upon(BoughtAgain::in);
    assertThat(before.products()).containsExactlyInAnyOrder("socks", "clogs", "sandals", "boots");
    CustomerMemory memory =
        story
            .memory()
            .with(unlisted("socks", NOON.minus(Duration.ofDays(9))))
            .with(unlisted("clogs", BEFORE.plusSeconds(2)))
            .with(unlisted("boots", BEFORE.minusSeconds(1)));
    assertThat(upon(memory).products()).containsExactly("sandals", "boots");
  }

  private static Remark unlisted(String product, Instant at) {
    return Remark.unlisted(ANNA.browser(), Unlisted.of(product, at));
  }

  private Strip upon(CustomerMemory memory) {
    return Recommending.upon(
        new ViewAnswered(look("a look"), List.of()), memory, rules, exploration, BoughtAgain::in);
  }

  @Test
  void usesNothingOfTheCustomerWhoForbidsIt() {
    rules.recommending(settings(12, 12, 0, .5));
    story
        .then(ANNA.views(BOOTS, BEFORE))
        .then(ANNA.views(SANDALS, BEFORE.plusSeconds(1)))
        .then(ANNA.allows(new Consent(Purpose.PERSONALIZATION, null, false), BEFORE));
    Strip strip =
        upon(
            (bought, standards, now) -> List.of(new BoughtAgain("coffee", 35, .7)),
            listed("hat"),
            candidate("clogs", LISTED, "footwear", 1));
    assertThat(strip.ranked())
        .extracting(Recommendable::productId, Recommendable::weight)
        .containsExactly(tuple("hat", 1.0), tuple("clogs", 1.0));
  }

  @Test
  void leavesOutWhatIsBeyondTheCreditLimitUnlessNothingElseIsLeft() {
    story.then(ANNA.mayOwe(new Money(1_000, "EUR"), BEFORE));
    Candidate dear = new Candidate("coat", LISTED, null, 2, null, new Money(1_001, "EUR"));
    Candidate cheap = new Candidate("hat", LISTED, null, 1, null, new Money(1_000, "EUR"));
    Strip strip = upon(dear, cheap);
    assertThat(strip.products()).containsExactly("hat");
    assertThat(strip.leftOut()).isEqualTo(Map.of("over-credit", 1));
    assertThat(upon(dear).products()).containsExactly("coat");
    BoughtAgain.Finder coat = (bought, standards, now) -> List.of(new BoughtAgain("coat", 9, 1));
    assertThat(upon(coat, dear, cheap).products()).containsExactly("hat");
  }

  @Test
  void leavesOutWhatCannotBeShownToBeWithinTheCreditLimit() {
    story.then(ANNA.mayOwe(new Money(1_000, "EUR"), BEFORE));
    Candidate cheap = new Candidate("hat", LISTED, null, 1, null, new Money(1_000, "EUR"));
    Candidate abroad = new Candidate("kimono", LISTED, null, 2, null, new Money(1, "JPY"));
    Strip strip = upon(candidate("painting", LISTED, null, 3), abroad, cheap);
    assertThat(strip.products()).containsExactly("hat");
    assertThat(strip.leftOut()).isEqualTo(Map.of("credit-unknown", 2));
  }

  @Test
  void showsWhatIsBoughtAgainWhereItsLastPriceIsWithinTheCreditLimit() {
    ProductMention coat = Customers.product("coat", "clothes", 1_001);
    story
        .then(ANNA.mayOwe(new Money(1_000, "EUR"), BEFORE.minus(Duration.ofDays(2))))
        .then(ANNA.orders(BEFORE.minus(Duration.ofDays(1)), coat))
        .then(ANNA.orders(BEFORE, coat));
    BoughtAgain.Finder again = (bought, standards, now) -> List.of(new BoughtAgain("coat", 9, 1));
    Candidate cheap = new Candidate("hat", LISTED, null, 1, null, new Money(1_000, "EUR"));
    assertThat(upon(again, cheap).leftOut()).isEqualTo(Map.of("over-credit", 1));
    story.then(ANNA.orders(BEFORE.plusSeconds(1), Customers.product("coat", "clothes", 1_000)));
    assertThat(upon(again, cheap).products()).contains("coat", "hat");
  }

  @Test
  void showsNoMoreThanAFewOfACategoryAsLongAsOthersAreLeft() {
    rules.recommending(settings(4, 2, 0, 0));
    Candidate[] candidates = {
      candidate("a1", LISTED, "a", 9),
      candidate("a2", LISTED, "a", 8),
      candidate("a3", LISTED, "a", 7),
      candidate("b1", LISTED, "b", 6),
      candidate("x1", LISTED, null, 5),
      candidate("x2", LISTED, null, 4),
      candidate("x3", LISTED, null, 3)
    };
    assertThat(upon(candidates).products()).containsExactly("a1", "a2", "b1", "x1");
    assertThat(upon(candidates[0], candidates[1], candidates[2]).products())
        .containsExactly("a1", "a2", "a3");
  }

  @Test
  void givesTheLastPlaceToOthersInTheShareThatIsSetAndTellsHowLikelyThatWas() {
    rules.recommending(settings(3, 12, 20, 0));
    exploration = .4;
    assertThat(frequencies(2, listed("a"), listed("b"), listed("c"), listed("d")))
        .containsExactlyInAnyOrder(
            new Place("c", .8),
            new Place("d", .1),
            new Place("new 0", .025),
            new Place("new 1", .025),
            new Place("new 2", .025),
            new Place("new 3", .025));
  }

  @Test
  void fillsWhatIsLeftOfTheStripWithWhatIsNewAndTellsHowLikelyItWasToBeDrawn() {
    rules.recommending(settings(3, 12, 20, 0));
    exploration = .4;
    assertThat(frequencies(1, listed("a")))
        .containsExactlyInAnyOrder(
            new Place("new 0", .1),
            new Place("new 1", .1),
            new Place("new 2", .1),
            new Place("new 3", .1));
  }

  /** What came to that place, if anything did, once it is checked that it did as often as told. */
  private Set<Place> frequencies(int place, Candidate... candidates) {
    Map<Place, Integer> times = new HashMap<>();
    int looks = 40_000;
    for (int i = 0; i < looks; i++) {
      List<Place> places = upon("look " + i, NOTHING, drawing("look " + i, candidates)).places();
      assertThat(places.subList(0, place)).extracting(Place::propensity).allMatch(one -> one == 1);
      if (places.size() > place) {
        times.merge(places.get(place), 1, Integer::sum);
      }
    }
    times.forEach(
        (one, often) ->
            assertThat(often / (double) looks).isEqualTo(one.propensity(), within(.005)));
    return times.keySet();
  }

  /** With one of four new products more, where a look may explore: as its category draws it. */
  private Candidate[] drawing(String eventId, Candidate... candidates) {
    if (look(eventId).chance() >= exploration) {
      return candidates;
    }
    Candidate[] more = Arrays.copyOf(candidates, candidates.length + 1);
    more[candidates.length] =
        candidate("new " + Math.floorMod(eventId.hashCode(), 4), NEW, null, .25);
    return more;
  }

  @Test
  void exploresNoMoreThanTheJobDraws() {
    rules.recommending(settings(1, 12, 100, 0));
    exploration = .1;
    assertThat(frequencies(0, listed("a"), listed("b")))
        .contains(new Place("a", .9), new Place("b", .05), new Place("new 0", .0125));
  }

  @Test
  void ranksWhatIsNewAfterAllElseUnlessThatIsKnownForAReason() {
    exploration = .4;
    Candidate[] candidates = {
      candidate("a", NEW, null, .5), candidate("b", NEW, null, .5), candidate("c", POPULAR, null, 0)
    };
    assertThat(upon(candidates).ranked())
        .extracting(Recommendable::productId)
        .containsExactly("c", "a", "b");
    BoughtAgain.Finder b = (bought, standards, now) -> List.of(new BoughtAgain("b", 9, .7));
    Strip strip = upon(b, candidates);
    assertThat(strip.recommended(List.of("b", "a")))
        .extracting(Recommended::productId, Recommended::because, Recommended::weight)
        .containsExactly(tuple("b", "bought-again", .7), tuple("a", "new", 0.0));
    assertThat(strip.recommended(List.of("b", "a")))
        .extracting(Recommended::propensity)
        .containsExactly(1.0, .2);
  }

  @Test
  void decidesALookAlwaysTheSame() {
    rules.recommending(settings(2, 12, 50, 0));
    Candidate[] candidates = {listed("a"), listed("b"), listed("c"), listed("d")};
    for (int i = 0; i < 20; i++) {
      assertThat(upon("look " + i, NOTHING, candidates))
          .isEqualTo(upon("look " + i, NOTHING, candidates));
    }
  }

  @Test
  void leavesNothingToChanceWhereAllIsShownOrARuleNarrowsIt() {
    rules.recommending(settings(3, 12, 100, 0));
    assertThat(upon(listed("a"), listed("b"), listed("c")).places())
        .extracting(Place::propensity)
        .containsOnly(1.0);
    Strip strip = upon(listed("a"), listed("b"), listed("c"), listed("d"));
    assertThat(strip.places()).last().isEqualTo(new Place("d", 1));
    rules.recommending(settings(3, 12, 10, 0));
    strip = upon(listed("a"), listed("b"), listed("c"), listed("d"));
    assertThat(strip.recommended(List.of("d", "b", "unknown")))
        .extracting(Recommended::productId, Recommended::propensity)
        .containsExactly(tuple("d", 1.0), tuple("b", 1.0));
  }

  private Strip upon(Candidate... candidates) {
    return upon(NOTHING, candidates);
  }

  private Strip upon(BoughtAgain.Finder repeats, Candidate... candidates) {
    return upon("a look", repeats, candidates);
  }

  private Strip upon(String eventId, BoughtAgain.Finder repeats, Candidate... candidates) {
    return Recommending.upon(
        new ViewAnswered(look(eventId), List.of(candidates)),
        story.memory(),
        rules,
        exploration,
        repeats);
  }

  private static View look(String eventId) {
    return new View(ANNA.id(), ANNA.browser(), eventId, eventId, NOON, SHOES);
  }

  private static Candidate listed(String product) {
    return candidate(product, LISTED, null, 1);
  }

  /** Of a reason the product that it is about, where there is one; else of which category. */
  private static Candidate candidate(
      String product, Because because, @Nullable String ofOrCategory, double weight) {
    boolean isAboutAnother = because == VIEWED_TOGETHER || because == BOUGHT_TOGETHER;
    return new Candidate(
        product,
        because,
        isAboutAnother ? ofOrCategory : null,
        weight,
        isAboutAnother ? null : ofOrCategory,
        null);
  }

  private static RecommendSettings settings(
      int most, int mostOfACategory, int explorePercent, double affinity) {
    return new RecommendSettings(
        most,
        mostOfACategory,
        explorePercent,
        affinity,
        affinity,
        RecommendSettings.DEFAULT.weights(),
        Set.of(),
        Set.of(),
        false);
  }
}
