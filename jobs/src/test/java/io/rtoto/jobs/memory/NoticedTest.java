package io.rtoto.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.memory.Noticed.UsedUp;
import org.junit.jupiter.api.Test;

final class NoticedTest {
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
