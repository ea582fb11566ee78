package io.rtoto.jobs.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.time.Turn;
import io.rtoto.schemas.Money;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AssortmentTest {
  private static final Duration HALF_LIFE = Duration.ofDays(14);
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  @Test
  void hearsOfEverythingWhileThereIsRoom() {
    Assortment assortment = Assortment.EMPTY.after(lookedAt("lamp", 1), HALF_LIFE);

    assertThat(assortment.bar()).isNull();
    assertThat(Assortment.canChangeBy(lookedAt("tent", 1), assortment.bar(), HALF_LIFE)).isTrue();
  }

  @Test
  void knowsWithoutLookingWhatIsTooSeldomLookedAt() {
    Assortment full = full();
    Popularity weak = lookedAt("tent", 3);
    Popularity strong = lookedAt("tent", 5);

    assertThat(Assortment.canChangeBy(weak, full.bar(), HALF_LIFE)).isFalse();
    assertThat(full.after(weak, HALF_LIFE)).isEqualTo(full);
    assertThat(Assortment.canChangeBy(strong, full.bar(), HALF_LIFE)).isTrue();
    assertThat(full.after(strong, HALF_LIFE).hasAsPopular(strong.article())).isTrue();
  }

  @Test
  void hearsOfWhatHasBecomeKnownAndOfWhatTheCatalogueTells() {
    Decayed bar = new Decayed(100, NOON.toEpochMilli());

    assertThat(Assortment.canChangeBy(lookedAt("tent", Assortment.KNOWN), bar, HALF_LIFE)).isTrue();
    assertThat(Assortment.canChangeBy(told("tent"), bar, HALF_LIFE)).isTrue();
  }

  @Test
  void takesForNewWhatTheCatalogueTellsRatherThanWhatIsLookedAt() {
    Assortment told = Assortment.EMPTY.after(told("tent"), HALF_LIFE);

    assertThat(told.after(lookedAt("lamp", 1), HALF_LIFE).unknown())
        .extracting(one -> one.article().productId())
        .containsExactly("tent", "lamp");
  }

  private static Assortment full() {
    Assortment assortment = Assortment.EMPTY;
    for (int i = 0; i < Assortment.MOST_POPULAR; i++) {
      assortment = assortment.after(lookedAt("popular" + i, 4), HALF_LIFE);
    }
    return assortment;
  }

  private static Popularity lookedAt(String product, double looks) {
    return new Popularity(
        "camping",
        article(product),
        new Decayed(looks, NOON.toEpochMilli()),
        new Turn(NOON, product, ""));
  }

  private static Popularity told(String product) {
    return new Popularity("camping", article(product), Decayed.NOTHING, null);
  }

  private static Article article(String product) {
    return new Article(product, true, true, "camping", new Money(100, "USD"));
  }
}
