package io.rtoto.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import io.rtoto.jobs.memory.Candidate;
import io.rtoto.jobs.memory.Candidate.Because;
import io.rtoto.jobs.memory.ProductUnlisted;
import io.rtoto.jobs.memory.ViewAnswered;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.catalog.CatalogEntry;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.flow.CatalogChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From catalogue entries, looks and orders to candidates, through all the functions. */
final class AssociationTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final EngageSettings LIVE = EngageSettings.defaults("nowhere:9092");

  private AssociationRig rig = new AssociationRig(LIVE);
  private Instant now = NOON;

  AssociationTest() throws Exception {}

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  void answersWithTheCompanionsInTheirOrder() throws Exception {
    sells("wax", 1);
    sells("laces", 1);
    sells("boots", 1, "wax", "laces");

    assertThat(looks("anna", "boots"))
        .filteredOn(one -> one.because() == Because.LISTED)
        .extracting(Candidate::productId)
        .containsExactly("wax", "laces");
  }

  @Test
  void leavesOutACompanionThatIsSoldOutUntilItIsThereAgain() throws Exception {
    sells("boots", 1, "wax", "laces");
    sells("wax", 0);
    sells("laces", 1);
    assertThat(companionsOf("boots")).containsExactly("laces");

    sells("wax", 5);
    assertThat(companionsOf("boots")).containsExactly("wax", "laces");
  }

  @Test
  void takesAnUncountedStockForEnough() throws Exception {
    sells("wax", null);
    sells("boots", 1, "wax");

    assertThat(companionsOf("boots")).containsExactly("wax");
  }

  @Test
  void leavesOutACompanionThatIsNoLongerSold() throws Exception {
    sells("wax", 1);
    sells("boots", 1, "wax");
    rig.changes(new CatalogChange("wax", null));

    assertThat(companionsOf("boots")).isEmpty();
  }

  @Test
  void leavesOutACompanionThatIsNoLongerListedWhateverComesOfItsStock() throws Exception {
    sells("wax", 1);
    sells("laces", 1);
    sells("boots", 1, "wax", "laces");
    sells("boots", 1, "laces");
    sells("wax", 9);

    assertThat(companionsOf("boots")).containsExactly("laces");
  }

  @Test
  void tellsACompanionsNewPrice() throws Exception {
    sells("wax", 1);
    sells("boots", 1, "wax");
    rig.changes(new CatalogChange("wax", entry("wax", "care", 750, 1)));

    assertThat(looks("anna", "boots"))
        .filteredOn(one -> one.because() == Because.LISTED)
        .extracting(Candidate::price, Candidate::category)
        .containsExactly(tuple(new Money(750, "USD"), "care"));
  }

  @Test
  void forgetsWhatNobodyListsAndNobodySells() throws Exception {
    sells("wax", 1);
    sells("boots", 1, "wax");
    looks("anna", "boots");
    looks("anna", "wax");
    rig.changes(new CatalogChange("boots", null));
    sells("hat", 1);
    looks("anna", "hat"); // boots are told of it, which are not sold any more
    rig.changes(new CatalogChange("wax", null));
    rig.changes(new CatalogChange("hat", null));

    assertThat(companionsOf("boots")).isEmpty();
    looks("berta", "wax");
    looks("berta", "hat");
    for (String state :
        List.of(
            "companions",
            "ware",
            "places",
            "shelf",
            "assortment",
            "bar",
            "associations",
            "laid-aside",
            "early")) {
      assertThat(rig.remembers(state)).as(state).isEmpty();
    }
  }

  @Test
  void learnsFromOneLookWhatTheNextVisitorIsShown() throws Exception {
    sellsAll("boots", "wax");
    looks("anna", "boots");
    looks("anna", "wax");

    assertThat(looks("berta", "boots"))
        .first()
        .satisfies(
            one -> {
              assertThat(one.productId()).isEqualTo("wax");
              assertThat(one.because()).isEqualTo(Because.VIEWED_TOGETHER);
              assertThat(one.of()).isEqualTo("boots");
              assertThat(one.category()).isEqualTo("shoes");
              assertThat(one.price()).isEqualTo(new Money(1, "USD"));
            });
  }

  @Test
  void whatWasLookedAtBeforeCountsToo() throws Exception {
    sellsAll("boots", "wax", "hat", "scarf", "gloves");
    looks("anna", "boots");
    looks("anna", "wax");
    looks("berta", "hat");
    looks("berta", "scarf");

    looks("carla", "boots");
    assertThat(looks("carla", "hat"))
        .filteredOn(one -> one.because() == Because.VIEWED_TOGETHER)
        .extracting(Candidate::productId, Candidate::of)
        .contains(tuple("scarf", "hat"), tuple("wax", "boots"));
  }

  @Test
  void aVisitIsOverAfterHalfAnHour() throws Exception {
    sellsAll("boots", "wax");
    looks("anna", "boots");
    now = now.plus(Duration.ofMinutes(31));
    looks("anna", "wax");

    assertThat(viewedTogether("berta", "boots")).isEmpty();
  }

  @Test
  void recommendsNothingThatTheCatalogueDoesNotHave() throws Exception {
    sellsAll("boots", "wax");
    looks("anna", "boots");
    looks("anna", "made-up");
    looks("anna", "wax");

    assertThat(looks("berta", "boots")).extracting(Candidate::productId).containsOnly("wax");
    assertThat(looks("berta", "made-up")).extracting(Candidate::productId).contains("wax");
    assertThat(rig.remembers("associations")).containsOnly("boots", "wax");
    assertThat(rig.remembers("ware")).containsOnly("boots", "wax");
  }

  @Test
  void tellsTheCustomerWhichOfWhatTheyNamedTheCatalogueDoesNotHave() throws Exception {
    sellsAll("boots");
    looks("anna", "boots");
    looks("anna", "made-up");
    rig.adds("anna", "nothing", tick());
    rig.orders("anna", tick(), "boots", "gift-wrap-123");
    rig.looks("anna", "of-the-future", Instant.parse("2099-01-01T00:00:00Z"));
    assertThat(rig.unlisted())
        .extracting(ProductUnlisted::customerId, ProductUnlisted::productId)
        .containsExactly(
            tuple("anna", "made-up"),
            tuple("anna", "gift-wrap-123"),
            tuple("anna", "of-the-future"));
  }

  @Test
  void isToldOfNoIdThatIsTooLong() throws Exception {
    String longId = "x".repeat(10_000);
    sellsAll("boots", "wax", longId);
    looks("anna", "boots");
    looks("anna", longId);

    assertThat(looks("berta", "boots")).extracting(Candidate::productId).doesNotContain(longId);
    assertThat(rig.remembers("ware")).containsOnly("boots", "wax");
  }

  @Test
  void learnsNothingFromWhatClaimsToBeOfTheFuture() throws Exception {
    sellsAll("boots", "wax", "hat");
    looks("anna", "boots");
    looks("anna", "wax");
    Instant farAhead = Instant.parse("2099-01-01T00:00:00Z");
    rig.looks("liar", "boots", farAhead);
    rig.looks("liar", "hat", farAhead.plusSeconds(1));
    rig.orders("liar", farAhead, "boots", "hat");

    assertThat(looks("berta", "boots"))
        .first()
        .extracting(Candidate::productId, Candidate::because)
        .containsExactly("wax", Because.VIEWED_TOGETHER);
    assertThat(looks("carla", "boots"))
        .noneMatch(one -> one.productId().equals("hat") && one.because() != Because.NEW);
  }

  @Test
  void remembersNothingOfAProductThatOnlyAnOrderNames() throws Exception {
    sellsAll("pasta");
    rig.orders("anna", tick(), "pasta", "gift-wrap-123");

    assertThat(rig.remembers("associations")).containsExactly("pasta");
  }

  @Test
  void learnsNothingFromAMachineThatReadsTheShop() throws Exception {
    for (int i = 0; i < 300; i++) {
      sells("p" + i, 1);
    }
    for (int i = 0; i < 300; i++) {
      looks("machine", "p" + i);
    }

    assertThat(viewedTogether("berta", "p100")).contains("p101");
    assertThat(viewedTogether("carla", "p250")).isEmpty();
  }

  @Test
  void recommendsWhatIsBoughtTogether() throws Exception {
    sellsAll("pasta", "sauce");
    rig.orders("anna", tick(), "pasta", "sauce");

    assertThat(looks("berta", "pasta"))
        .first()
        .extracting(Candidate::productId, Candidate::because, Candidate::of)
        .containsExactly("sauce", Because.BOUGHT_TOGETHER, "pasta");
  }

  @Test
  void learnsFromTheOtherHalfOfAnOrderThatComesBeforeItsOwn() throws Exception {
    sellsAll("pasta", "sauce");
    rig.orders(
        "anna", tick(), "pasta", "sauce"); // sauce hears of pasta before it is ordered itself

    assertThat(looks("berta", "sauce"))
        .first()
        .extracting(Candidate::productId, Candidate::because, Candidate::of)
        .containsExactly("pasta", Because.BOUGHT_TOGETHER, "sauce");
    assertThat(rig.remembers("early")).isEmpty();
  }

  @Test
  void whatIsBoughtWithTheCartIsThereOnAnotherProductsPage() throws Exception {
    sellsAll("pasta", "sauce", "wine");
    rig.orders("anna", tick(), "pasta", "sauce");
    rig.adds("berta", "pasta", tick());

    assertThat(looks("berta", "wine"))
        .filteredOn(one -> one.because() == Because.BOUGHT_TOGETHER)
        .extracting(Candidate::productId, Candidate::of)
        .containsExactly(tuple("sauce", "pasta"));
  }

  @Test
  void fillsUpWithWhatIsPopularInTheCategoryThenInTheShop() throws Exception {
    sellsAll("boots", "wax", "laces");
    rig.changes(new CatalogChange("tea", entry("tea", "drinks", 400, 1)));
    looks("anna", "tea");
    looks("berta", "wax");
    looks("carla", "wax");
    looks("dora", "laces");

    assertThat(looks("emma", "boots"))
        .filteredOn(one -> one.because() == Because.POPULAR)
        .extracting(Candidate::productId)
        .containsExactly("wax", "laces", "tea");
  }

  @Test
  void learnsOnceWhatWasLaidAsideBeforeACrash() throws Exception {
    sellsAll("boots", "wax", "hat");
    looks("anna", "boots");
    looks("anna", "wax");
    looks("anna", "hat");
    assertThat(rig.remembers("laid-aside")).containsExactlyInAnyOrder("boots", "wax");

    rig.restarts();
    looks("berta", "boots");
    rig.restarts();

    assertThat(rig.remembers("laid-aside")).containsExactly("wax");
    assertThat(looks("carla", "boots"))
        .filteredOn(one -> one.because() == Because.VIEWED_TOGETHER)
        .extracting(Candidate::productId)
        .containsExactly("wax", "hat");
  }

  @Test
  void showsTheSameOfWhatIsKnownToWhoeverExplores() throws Exception {
    for (int i = 0; i < 14; i++) {
      sells("known" + i, 1);
      looks("first" + i, "known" + i);
    }
    sellsAll("boots", "new");
    Set<List<String>> known = new HashSet<>();
    int explorers = 0;
    for (int i = 0; i < 200; i++) {
      List<Candidate> answer = looks("visitor" + i, "boots");
      known.add(
          answer.stream()
              .filter(one -> one.because() == Because.POPULAR)
              .map(Candidate::productId)
              .toList());
      explorers += answer.stream().anyMatch(one -> one.because() == Because.NEW) ? 1 : 0;
    }

    assertThat(explorers).isPositive();
    assertThat(known).hasSize(1);
  }

  @Test
  void showsWhatNobodyKnowsYetToWhoeverExplores() throws Exception {
    sellsAll("boots", "new");
    int explorers = 0;
    for (int i = 0; i < 1000; i++) {
      boolean explores =
          looks("visitor" + i, "boots").stream().anyMatch(one -> one.because() == Because.NEW);
      explorers += explores ? 1 : 0;
    }

    assertThat(explorers / 1000.0).isCloseTo(LIVE.exploration(), offset(0.03));
  }

  @Test
  void theVisitGoesOnWhenItsVisitorTurnsOutToBeSomebodyElse() throws Exception {
    sellsAll("boots", "wax", "hat");
    looks("anna", "boots");
    looks("anna", "wax");
    Identifier browser = new Identifier(IdentifierType.ANONYMOUS_ID, "b");
    Identifier account = new Identifier(IdentifierType.USER_ID, "berta");

    rig.happens("anonymous", List.of(browser), viewed("boots", tick()));
    rig.happens("berta", List.of(account, browser), viewed("hat", tick()));

    ViewAnswered last = rig.answers().get(1);
    assertThat(last.customerId()).isEqualTo("berta");
    assertThat(last.candidates())
        .filteredOn(one -> one.because() == Because.VIEWED_TOGETHER)
        .extracting(Candidate::productId, Candidate::of)
        .contains(tuple("wax", "boots"));
  }

  @Test
  void aReplayAnswersTheSameInWhateverOrderItReads() throws Exception {
    assertThat(replayed(false)).isEqualTo(replayed(true)).isNotEmpty();
  }

  private List<List<Candidate>> replayed(boolean backwards) throws Exception {
    rig.close();
    rig = new AssociationRig(LIVE.replayUntil(NOON.plus(Duration.ofHours(1))));
    List<String> products = List.of("boots", "wax", "laces", "hat");
    List<String> visitors = List.of("anna", "berta", "carla");
    List<ProductViewed> looks = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String product = products.get((i * 7 + i / 5) % products.size());
      looks.add(viewed(product, NOON.plusSeconds(i)));
    }
    if (backwards) {
      Collections.reverse(looks);
    }
    for (ProductViewed look : looks) {
      int second = (int) Duration.between(NOON, look.occurrence().at()).toSeconds();
      String visitor = visitors.get(second % visitors.size());
      rig.happens(visitor, List.of(new Identifier(IdentifierType.ANONYMOUS_ID, visitor)), look);
    }
    assertThat(rig.answers()).isEmpty();
    // The catalogue is read before time moves on, however late it comes.
    sellsAll("boots", "wax", "laces", "hat");
    rig.ends();
    return rig.answers().stream()
        .sorted(Comparator.comparing(one -> one.view().at()))
        .map(ViewAnswered::candidates)
        .toList();
  }

  private static ProductViewed viewed(String product, Instant at) {
    return new ProductViewed(
        new Occurrence("m" + at.getEpochSecond(), at, null, Topic.CLICKSTREAM, null),
        new ProductMention(product, null, null));
  }

  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  private List<Candidate> looks(String visitor, String product) throws Exception {
    return rig.looks(visitor, product, tick());
  }

  private List<String> viewedTogether(String visitor, String product) throws Exception {
    return looks(visitor, product).stream()
        .filter(one -> one.because() == Because.VIEWED_TOGETHER)
        .map(Candidate::productId)
        .toList();
  }

  private List<String> companionsOf(String product) throws Exception {
    return looks("anna", product).stream()
        .filter(one -> one.because() == Because.LISTED)
        .map(Candidate::productId)
        .toList();
  }

  private void sellsAll(String... products) throws Exception {
    for (String product : products) {
      sells(product, 1);
    }
  }

  private void sells(String product, @Nullable Integer stock, String... companions)
      throws Exception {
    rig.changes(new CatalogChange(product, entry(product, "shoes", 1, stock, companions)));
  }

  private static CatalogEntry entry(
      String product, String category, long price, @Nullable Integer stock, String... companions) {
    return new CatalogEntry(
        product, Map.of(), category, new Money(price, "USD"), stock, List.of(companions));
  }
}
