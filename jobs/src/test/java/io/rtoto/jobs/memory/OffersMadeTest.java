package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.OffersMade.Counted;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.rules.settings.ContactSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OffersMadeTest {
  @Test
  void rememberAsManyContactsAsABudgetOrACapMayLetThrough() {
    assertThat(OffersMade.MOST).isEqualTo(ContactSettings.MOST_CONTACTS);
    assertThat(OffersMade.MOST_COUNTED).isEqualTo(ContactSettings.MOST_CAPPED);
    assertThat(OffersMade.MOST_HELD_OUT).isEqualTo(ContactSettings.MOST_HELD_OUT);
    assertThat(OffersMade.MOST_TAGS).isEqualTo(ContactSettings.MOST_CAPPED_TAGS);
  }

  @Test
  void rememberWhatEachCapCountsHoweverMuchElseIsCounted() {
    OffersMade made = OffersMade.NONE.with(counted(1, 77, 1)).with(counted(2, 78, 2));
    for (int i = 10; i < 60; i++) {
      made = made.with(counted(i, 5, 30));
    }
    assertThat(made.counted()).hasSize(OffersMade.MOST_COUNTED);
    assertThat(made.countedSince(NOON, 0, 77, decision -> true)).isOne();
    assertThat(made.countedSince(NOON, 1, 77, decision -> true)).as("but for itself").isZero();
    assertThat(made.countedSince(NOON, 0, 77, decision -> decision != 1)).isZero();
    OffersMade again = made.with(counted(60, 77, 1));
    assertThat(again.countedSince(NOON, 0, 77, decision -> true)).as("one to spare").isEqualTo(2);
    again = again.with(counted(61, 77, 1));
    assertThat(again.countedSince(NOON, 0, 77, decision -> true)).as("and no more").isEqualTo(2);
    assertThat(again.after(NOON.plusSeconds(60).toEpochMilli()).counted())
        .containsExactly(counted(61, 77, 1));
  }

  /** As it has to be where customers come together and part. */
  @Test
  void countTheSameInWhateverOrderItComes() {
    Random chance = new Random(7);
    List<Counted> all = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      all.add(counted(i, chance.nextInt(60), 1 + chance.nextInt(5)));
    }
    OffersMade inOrder = OffersMade.NONE;
    for (Counted one : all) {
      inOrder = inOrder.with(one);
    }
    assertThat(inOrder.counted()).hasSize(OffersMade.MOST_COUNTED);
    for (int round = 0; round < 50; round++) {
      Collections.shuffle(all, chance);
      OffersMade some = OffersMade.NONE;
      OffersMade others = OffersMade.NONE;
      for (Counted one : all) {
        some = chance.nextBoolean() ? some.with(one) : some;
        others = others.with(one);
      }
      assertThat(some.merge(others)).isEqualTo(inOrder);
      assertThat(others).isEqualTo(inOrder);
    }
  }

  private static Counted counted(int number, int what, int times) {
    return new Counted(what, number, NOON.plusSeconds(number), times);
  }

  @Test
  void holdNothingThatIsTooLongButSettleWhatAnOlderStateHolds() {
    Held held =
        new Held(
            1,
            NOON,
            NOON.plusSeconds(1),
            new Activity(NOON, "e", ANNA.browser()),
            "w".repeat(700),
            "CartAbandoned",
            "{}",
            1,
            false);
    assertThat(OffersMade.NONE.with(held)).isEqualTo(OffersMade.NONE);
    OffersMade older = new OffersMade(List.of(), List.of(), List.of(held), List.of(), List.of());
    assertThat(older.held()).containsExactly(held);
    assertThat(older.merge(OffersMade.NONE.with(held.settle())).held())
        .containsExactly(held.settle());
    assertThat(held.settle().which()).isEmpty();
  }
}
