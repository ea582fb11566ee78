package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.BERT;
import static io.rtoto.jobs.rig.Customers.BOOTS;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.rig.Customers;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.customers.CustomerSnapshot;
import io.rtoto.schemas.customers.CustomerSnapshot.CartLine;
import io.rtoto.schemas.customers.CustomerSnapshot.CategoryAffinity;
import io.rtoto.schemas.customers.CustomerSnapshot.OpenTimer;
import io.rtoto.schemas.customers.CustomerSnapshot.ProductAffinity;
import io.rtoto.schemas.events.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PortraitTest {
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));

  @Test
  void tellsWhatIsRemembered() {
    Story story =
        Story.of(ANNA)
            .then(ANNA.orders(NOON, SHOES))
            .then(ANNA.orders(NOON, SHOES, SHOES))
            .then(ANNA.cancels(LATER, new Money(8_000, "EUR")))
            .then(ANNA.returns(LATER, new Money(1_000, "EUR")))
            .then(ANNA.tells(new Traits("de", null, "--02-29"), LATER))
            .then(ANNA.wishes(BOOTS, LATER))
            .then(ANNA.adds(BOOTS, 2, LATER));
    assertThat(Portrait.of("anna", story.memory(), story.awaited(), Standards.DEFAULT, NOON))
        .isEqualTo(
            new CustomerSnapshot(
                "anna",
                List.of(new Identifier(IdentifierType.USER_ID, "anna-account"), ANNA.browser()),
                7,
                1,
                15_000,
                "EUR",
                NOON,
                NOON,
                NOON,
                LATER,
                "de",
                null,
                "bronze",
                null,
                List.of(),
                0,
                List.of(new CartLine("boots", 2, new Money(12_000, "EUR"))),
                List.of("boots"),
                new CustomerSnapshot.Affinities(
                    List.of(new CategoryAffinity("footwear", 31)),
                    List.of(new ProductAffinity("shoes", 24), new ProductAffinity("boots", 7))),
                List.of(
                    new OpenTimer("CartAbandoned", LATER.plus(Duration.ofMinutes(30))),
                    new OpenTimer("Birthday", Instant.parse("2027-02-28T00:00:00Z")))));
  }

  @Test
  void tellsOfATierByWhatTheCustomerKeepsInWhateverOrderItIsHeardOf() {
    Story story = Story.of(ANNA).then(ANNA.ordersAtTheCounter(NOON, dollars(1_200)));
    assertThat(tier(story)).isEqualTo("gold");
    String order = "order at " + NOON;
    story.then(ANNA.returns("another", LATER, dollars(900)));
    assertThat(tier(story)).as("whose day is not known").isEqualTo("gold");
    story.then(ANNA.returns(order, LATER.plusSeconds(1), dollars(900)));
    assertThat(tier(story)).isEqualTo("silver");
    story.then(ANNA.returns(order, LATER.plusSeconds(2), dollars(900)));
    assertThat(tier(story)).as("no less than nothing").isEqualTo("bronze");

    Story late = Story.of(BERT).then(BERT.returns(order, NOON, dollars(900)));
    assertThat(tier(late.then(BERT.ordersAtTheCounter(NOON, dollars(1_200))))).isEqualTo("silver");
  }

  private static Money dollars(int dollars) {
    return new Money(dollars * 100L, "USD");
  }

  private static @Nullable String tier(Story story) {
    return Portrait.of("anna", story.memory(), story.awaited(), Standards.DEFAULT, LATER).tier();
  }

  @Test
  void tellsTenAffinitiesAtMost() {
    Story story = Story.of(ANNA);
    for (int one = 0; one < 11; one++) {
      story.then(ANNA.views(Customers.product("p" + one, "c" + one, 100), NOON));
    }
    CustomerSnapshot.Affinities told =
        Portrait.of("anna", story.memory(), story.awaited(), Standards.DEFAULT, NOON).affinities();
    assertThat(told.categories()).hasSize(10);
    assertThat(told.products()).hasSize(10);
  }

  @Test
  void isNotMadeOfNobody() {
    assertThatThrownBy(
            () -> Portrait.of("nobody", CustomerMemory.EMPTY, List.of(), Standards.DEFAULT, NOON))
        .hasMessageContaining("nobody");
  }
}
