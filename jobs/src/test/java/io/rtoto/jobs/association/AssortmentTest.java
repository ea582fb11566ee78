package io.rtoto.jobs.association;

import static java.util.Objects.requireNonNull;
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
  }

  @Test
  void knowsWithoutLookingWhatIsTooSeldomLookedAt() {
    Assortment full = full();
    Assortment.Bar bar = requireNonNull(full.bar());
    Popularity weak = lookedAt("tent", 3);
    Popularity strong = lookedAt("tent", 5);

    assertThat(bar.isReachedBy(weak, HALF_LIFE)).isFalse();
    assertThat(full.after(weak, HALF_LIFE)).isEqualTo(full);
    assertThat(bar.isReachedBy(strong, HALF_LIFE)).isTrue();
    assertThat(full.after(strong, HALF_LIFE).hasAsPopular(strong.article())).isTrue();
  }

  @Test
  void hearsOfWhatHasBecomeKnownAndOfWhatTheCatalogueTells() {
    Assortment.Bar bar = new Assortment.Bar(new Decayed(100, NOON.toEpochMilli()), true);

    assertThat(bar.isReachedBy(lookedAt("tent", Assortment.KNOWN), HALF_LIFE)).isTrue();
    assertThat(bar.isReachedBy(lookedAt("tent", 3 * Assortment.KNOWN), HALF_LIFE)).isFalse();
    assertThat(bar.isReachedBy(told("tent"), HALF_LIFE)).isTrue();
  }

  @Test
  void hearsOfWhatHardlyAnybodyKnowsWhereThereIsRoomForIt() {
    Assortment.Bar bar = new Assortment.Bar(new Decayed(100, NOON.toEpochMilli()), false);

    assertThat(bar.isReachedBy(lookedAt("tent", 1), HALF_LIFE)).isTrue();
  }

  @Test
  void takesForNewWhatTheCatalogueTellsRatherThanWhatIsLookedAt() {
    Assortment told = Assortment.EMPTY.after(told("tent"), HALF_LIFE);

    assertThat(told.after(lookedAt("lamp", 1), HALF_LIFE).unknown())
        .extracting(one -> one.article().productId())
        .containsExactly("tent", "lamp");
  }

  @Test
  void makesNothingNewerByALook() {
    Assortment told =
        Assortment.EMPTY.after(told("lamp"), HALF_LIFE).after(told("tent"), HALF_LIFE);

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
