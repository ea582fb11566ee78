package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.product;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Interest;
import io.rtoto.jobs.memory.Standing;
import io.rtoto.jobs.replenishment.ReplenishmentModel;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.events.Channel;
import io.rtoto.schemas.events.Consent;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What audiences hear of a customer, and what they need not hear. */
final class InterestsTest {
  private static final int TODAY = (int) (NOON.getEpochSecond() / 86_400);
  private static final Standards SHOES_LAST =
      Standards.DEFAULT.with(
          null,
          Instant.MIN,
          new ReplenishmentModel("v", Map.of("shoes", new ReplenishmentModel.Item(30, 4))));

  /** What the audiences believe, from all that they were told. */
  private final Map<String, Standing> believed = new HashMap<>();

  private Standards standards = Standards.DEFAULT;
  private Instant clock = NOON.plus(Duration.ofDays(365));
  private CustomerMemory memory = CustomerMemory.EMPTY;
  private int told;

  @Test
  void aSingleLookIsNotTold() {
    after(ANNA.views(SHOES, NOON));
    assertThat(told).isZero();
  }

  @Test
  void theSecondLookIsToldOfProductAndCategory() {
    after(ANNA.views(SHOES, NOON), ANNA.views(SHOES, NOON.plusSeconds(1)));
    assertThat(believed).containsOnlyKeys("product:shoes", "category:footwear");
    assertThat(believed.get("product:shoes"))
        .isEqualTo(new Standing(1 + TODAY / 14.0, TODAY, null, false));
  }

  @Test
  void whatAudiencesBelieveIsNeverMoreThanAStepBehindAndCostsFewMessages() {
    int looks = 0;
    for (int day = 0; day < 60; day++) {
      for (int look = 0; look < 5; look++) {
        looks++;
        after(ANNA.views(SHOES, NOON.plus(Duration.ofDays(day)).plusSeconds(look)));
      }
      assertThat(standing("product:shoes").level())
          .isCloseTo(levelOf("shoes"), within(Math.log(1.5) / Math.log(2)));
    }
    assertThat(told).isLessThan(looks / 5);
  }

  @Test
  void anInterestThatIsAheadOfTimeCountsAsOneOfNow() {
    clock = NOON;
    Instant century = NOON.plus(Duration.ofDays(36_500));
    after(ANNA.views(SHOES, century), ANNA.views(SHOES, century));
    assertThat(standing("product:shoes").day()).isEqualTo(TODAY);
    assertThat(standing("product:shoes").score(TODAY)).isCloseTo(2, within(1e-9));
  }

  @Test
  void whoHasBoughtTheProductIsItsBuyerButADrawnToItsCategoryAllTheMore() {
    after(ANNA.orders(NOON, SHOES));
    assertThat(standing("product:shoes").bought()).isTrue();
    assertThat(standing("category:footwear").bought()).isFalse();
    after(ANNA.adds(SHOES, NOON.plus(Duration.ofDays(30))));
    assertThat(standing("product:shoes").bought()).isTrue();
  }

  @Test
  void whoHasBoughtWhatIsBoughtAgainIsStillDrawnToIt() {
    standards = SHOES_LAST;
    after(ANNA.orders(NOON, SHOES));
    assertThat(standing("product:shoes").bought()).isFalse();
  }

  @Test
  void whoForbidsMarketingLeavesAndWhoAllowsItComesBack() {
    after(ANNA.adds(SHOES, NOON));
    after(ANNA.allows(new Consent(Purpose.MARKETING, null, false), NOON.plusSeconds(1)));
    assertThat(believed).isEmpty();
    after(ANNA.adds(BOOTS, NOON.plusSeconds(2)));
    assertThat(believed).isEmpty();
    after(ANNA.allows(new Consent(Purpose.MARKETING, Channel.EMAIL, true), NOON.plusSeconds(3)));
    assertThat(believed).containsOnlyKeys("product:shoes", "product:boots", "category:footwear");
  }

  @Test
  void whoForbidsMailsOnlyStays() {
    after(ANNA.adds(SHOES, NOON));
    after(ANNA.allows(new Consent(Purpose.MARKETING, Channel.EMAIL, false), NOON.plusSeconds(1)));
    assertThat(believed).hasSize(2);
  }

  @Test
  void aNewTierIsToldToAllTheirAudiences() {
    after(ANNA.adds(SHOES, NOON), ANNA.adds(BOOTS, NOON));
    assertThat(believed.values()).extracting(Standing::tier).containsOnlyNulls();
    after(ANNA.orders(NOON.plusSeconds(1), product("kettle", "ware", 100)));
    assertThat(believed).hasSize(5);
    assertThat(believed.values()).extracting(Standing::tier).containsOnly("bronze");
  }

  @Test
  void whatNewerInterestDisplacesIsLeft() {
    for (int i = 0; i < 60; i++) {
      ProductMention product = product("p" + i, "c" + i, 100);
      after(ANNA.adds(product, NOON.plus(Duration.ofDays(i))));
    }
    assertThat(believed).hasSize(72).doesNotContainKeys("product:p23", "category:c23");
    assertThat(believed).containsKeys("product:p24", "category:c24");
  }

  @Test
  void whoBecomesAnotherCustomerLeavesAndThatOneComes() throws Exception {
    Identifier browser = ANNA.browser();
    CustomerMemory contribution = contribution(browser, ANNA.adds(SHOES, NOON));
    try (Journey journey = Journey.live()) {
      journey.puts(ANNA, browser, contribution);
      assertThat(audienceOf("product:shoes", journey)).containsOnlyKeys(ANNA.id());

      journey.retracts(ANNA, browser, BERT).puts(BERT, browser, contribution);
      assertThat(audienceOf("product:shoes", journey)).containsOnlyKeys(BERT.id());
      assertThat(audienceOf("category:footwear", journey)).containsOnlyKeys(BERT.id());

      journey.puts(BERT, browser, CustomerMemory.of(browser));
      assertThat(audienceOf("product:shoes", journey)).isEmpty();
    }
  }

  private static CustomerMemory contribution(Identifier leaf, Deed deed) {
    return CustomerMemory.of(leaf).apply(deed.event());
  }

  private static Map<String, Standing> audienceOf(String key, Journey journey) {
    Map<String, Standing> customers = new HashMap<>();
    for (Interest interest : journey.interests()) {
      if (interest.audience().equals(key)) {
        believe(customers, interest.customerId(), interest.standing());
      }
    }
    return customers;
  }

  private void after(Deed... deeds) {
    for (Deed deed : deeds) {
      CustomerMemory before = memory;
      memory = before.apply(deed.event());
      for (Interest news : interests().news(before, memory)) {
        told++;
        believe(believed, news.audience(), news.standing());
      }
    }
  }

  private static void believe(
      Map<String, Standing> believed, String key, @Nullable Standing standing) {
    if (standing == null) {
      assertThat(believed.remove(key)).as("who leaves had come").isNotNull();
    } else {
      believed.put(key, standing);
    }
  }

  private Standing standing(String audience) {
    return requireNonNull(believed.get(audience));
  }

  private double levelOf(String product) {
    List<Interest> all = interests().news(CustomerMemory.EMPTY, memory);
    return all.stream()
        .filter(one -> one.name().equals(product))
        .map(one -> requireNonNull(one.standing()).level())
        .findFirst()
        .orElseThrow();
  }

  private Interests interests() {
    return new Interests("anna", standards, new Interests.AsOf(Instant.MIN, Instant.MIN), clock);
  }
}
