package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rtoto.jobs.memory.Affinities.Affinity;
import io.rtoto.jobs.rig.Deed;
import io.rtoto.schemas.events.ProductMention;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a customer is drawn to, wishes for, and how they were in touch. */
final class InterestTest {
  private static final ProductMention TEA = product("oolong", "tea", 100);
  private static final ProductMention CUP = product("cup", "ware", 100);

  @Test
  void whatIsBoughtCountsMoreThanWhatIsLookedAt() {
    CustomerMemory memory =
        memoryOf(
            ANNA.views(CUP, NOON), ANNA.views(CUP, NOON.plusSeconds(1)), ANNA.orders(NOON, TEA));
    assertThat(memory.affinities().toCategories(NOON))
        .containsExactly(new Affinity("tea", 8), new Affinity("ware", 2));
    assertThat(memory.affinities().toProducts(NOON))
        .extracting(Affinity::name)
        .containsExactly("oolong", "cup");
  }

  @Test
  void anInterestOfTwoWeeksAgoCountsForHalf() {
    CustomerMemory memory = memoryOf(ANNA.orders(NOON, TEA));
    Instant later = NOON.plus(Duration.ofDays(14));
    assertThat(memory.affinities().toCategories(later).get(0).weight()).isCloseTo(4, within(1e-9));
  }

  @Test
  void anInterestThatIsAheadOfTimeCountsAsOneOfNow() {
    CustomerMemory memory = memoryOf(ANNA.views(TEA, NOON.plus(Duration.ofDays(3))));
    assertThat(memory.affinities().toCategories(NOON).get(0).weight()).isEqualTo(1);
  }

  @Test
  void interestsAreToldInAnOrderOfTheirOwn() {
    Deed[] deeds = new Deed[11];
    for (int one = 0; one < deeds.length; one++) {
      deeds[one] = ANNA.views(product("p" + (char) ('a' + one), null, 100), NOON);
    }
    List<Affinity> told = memoryOf(deeds).affinities().toProducts(NOON);
    assertThat(told)
        .extracting(Affinity::name)
        .containsExactly("pa", "pb", "pc", "pd", "pe", "pf", "pg", "ph", "pi", "pj", "pk");
    Collections.reverse(Arrays.asList(deeds));
    assertThat(memoryOf(deeds).affinities().toProducts(NOON)).isEqualTo(told);
  }

  @Test
  void aWeightIsRoundedAndWhatHasFadedIsNotTold() {
    CustomerMemory memory = memoryOf(ANNA.views(TEA, NOON), ANNA.orders(NOON, CUP));
    assertThat(memory.affinities().toCategories(NOON.plus(Duration.ofDays(1))))
        .containsExactly(new Affinity("ware", 7.614), new Affinity("tea", 0.952));
    assertThat(memory.affinities().toCategories(NOON.plus(Duration.ofDays(14 * 12))))
        .containsExactly(new Affinity("ware", 0.002));
  }

  @Test
  void aWishStandsUntilItIsGivenUp() {
    List<String> wished =
        memoryOf(ANNA.wishes(TEA, NOON), ANNA.wishes(CUP, NOON.plusSeconds(1)))
            .wishlist()
            .products();
    assertThat(wished).containsExactly("cup", "oolong");
    List<String> left =
        memoryOf(ANNA.wishes(TEA, NOON), ANNA.givesUp(TEA, NOON.plusSeconds(1)))
            .wishlist()
            .products();
    assertThat(left).isEmpty();
  }

  private static CustomerMemory memoryOf(Deed... deeds) {
    CustomerMemory memory = CustomerMemory.EMPTY;
    for (Deed deed : deeds) {
      memory = memory.apply(deed.event());
    }
    return memory;
  }
}
