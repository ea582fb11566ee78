package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.rules.settings.ContactSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OffersMadeTest {
  @Test
  void rememberAsManyContactsAsABudgetOrACapMayLetThrough() {
    assertThat(OffersMade.MOST).isEqualTo(ContactSettings.MOST_CONTACTS);
    assertThat(OffersMade.MOST_HELD_OUT).isEqualTo(ContactSettings.MOST_HELD_OUT);
    assertThat(OffersMade.MOST_TAGS).isEqualTo(ContactSettings.MOST_CAPPED_TAGS);
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
    OffersMade older = new OffersMade(List.of(), List.of(), List.of(held), List.of());
    assertThat(older.held()).containsExactly(held);
    assertThat(older.merge(OffersMade.NONE.with(held.settle())).held())
        .containsExactly(held.settle());
    assertThat(held.settle().which()).isEmpty();
  }
}
