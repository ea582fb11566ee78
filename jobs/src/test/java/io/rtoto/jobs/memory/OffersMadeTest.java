package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.Counted;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.rules.settings.ContactSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

  /**
   * The one exception to that memory is the same in whatever order things come. No bounded memory
   * could do without: which contacts come to nothing is told after others have pushed them out.
   */
  @Test
  void keepWhoeverHasFewerThanThirtyNewerContactsInWhateverOrderItIsToldWhatCameToNothing() {
    Random chance = new Random(11);
    List<Long> all = new ArrayList<>();
    for (long i = 1; i <= 60; i++) {
      all.add(i);
    }
    List<Long> missed = all.stream().filter(one -> one % 3 == 0).toList();
    List<Long> surelyKept = all.stream().filter(one -> one > 30 && one % 3 != 0).toList();
    for (int round = 0; round < 100; round++) {
      List<Long> order = new ArrayList<>(all);
      missed.forEach(one -> order.add(-one));
      Collections.shuffle(order, chance);
      assertThat(reached(order)).containsAll(surelyKept);
    }

    List<Long> toldAfterwards = new ArrayList<>(all);
    missed.forEach(one -> toldAfterwards.add(-one));
    List<Long> toldBefore = new ArrayList<>(toldAfterwards);
    Collections.reverse(toldBefore);
    assertThat(reached(toldAfterwards)).containsExactlyInAnyOrderElementsOf(surelyKept);
    assertThat(reached(toldBefore)).as("as many as a budget may let through").hasSize(30);
  }

  /** The decisions that are kept and reached the customer; -1 tells that 1 never did. */
  private static List<Long> reached(List<Long> order) {
    Set<Long> missed = new HashSet<>();
    OffersMade made = OffersMade.NONE;
    for (long one : order) {
      if (one < 0) {
        missed.add(-one);
      } else {
        Contact contact = new Contact(one, 5, NOON.plusSeconds(one), false, List.of());
        made = made.merge(OffersMade.NONE.with(contact), missed::contains);
      }
    }
    return made.contacts().stream()
        .map(Contact::decision)
        .filter(one -> !missed.contains(one))
        .toList();
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
