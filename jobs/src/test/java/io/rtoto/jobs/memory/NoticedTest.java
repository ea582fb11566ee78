package io.rtoto.jobs.memory;

import static io.rtoto.jobs.rig.Customers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.Noticed.Dated;
import io.rtoto.jobs.memory.Noticed.Question;
import io.rtoto.jobs.memory.Noticed.UsedUp;
import io.rtoto.jobs.memory.RecentPurchases.Purchase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NoticedTest {
  @Test
  void keepsWhatAnOlderStateNoticedOfDatesWithoutTheirKinds() {
    List<Dated> older = new ArrayList<>();
    for (int i = 0; i < Noticed.MOST_DATED; i++) {
      older.add(new Dated(i, NOON.minusSeconds(i), 0));
    }
    Dated now = new Dated(99, NOON.plusSeconds(1), 7);
    Noticed noticed = new Noticed(Map.of(), List.of(), older, List.of()).merge(Noticed.of(now));
    assertThat(noticed.has(now)).isTrue();
    assertThat(noticed.dated()).hasSize(Noticed.MOST_DATED);
    assertThat(older).allMatch(noticed::has);
  }

  @Test
  void hasTheLatestQuestionOfEachOfTheConversationsThatAreRemembered() {
    Noticed noticed = Noticed.NOTHING;
    for (int talk = 0; talk < Conversations.MOST_TALKS; talk++) {
      Question question = Question.in("talk " + talk, NOON.plusSeconds(talk));
      assertThat(noticed.has(question)).isFalse();
      noticed = noticed.merge(Noticed.of(question));
      assertThat(noticed.has(question)).isTrue();
    }
    assertThat(noticed.has(Question.in("talk 0", NOON.plusSeconds(1)))).isFalse();
    assertThat(noticed.has(Question.in("another", NOON.minusSeconds(1)))).as("no room").isTrue();
    assertThat(noticed.has(Question.in("another", NOON.plusSeconds(9)))).isFalse();
  }

  @Test
  void hasWhatIsCalledByANameThatIsTooLongToBeRemembered() {
    UsedUp supply = new UsedUp("p".repeat(Room.MOST_BYTES_OF_NAMES + 1), 50);
    assertThat(Noticed.NOTHING.merge(Noticed.of(supply)).has(supply)).isTrue();
    Purchase older = new Purchase(supply.productId(), 50, 1, null, null);
    assertThat(new RecentPurchases(List.of(older)).purchases()).isEmpty();
  }

  @Test
  void hasWhatItHasNoRoomForBesideWhatWasBoughtLater() {
    UsedUp coffee = new UsedUp("coffee", 50);
    Noticed noticed = Noticed.NOTHING;
    for (int product = 0; product < RecentPurchases.MOST; product++) {
      assertThat(noticed.has(coffee)).isFalse();
      noticed = noticed.merge(Noticed.of(new UsedUp("p" + product, 100)));
    }
    assertThat(noticed.merge(Noticed.of(coffee)).has(coffee)).isTrue();
    assertThat(noticed.has(new UsedUp("coffee", 101))).isFalse();
  }
}
