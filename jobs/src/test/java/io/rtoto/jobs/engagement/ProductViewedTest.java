package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static io.rtoto.jobs.rig.Customers.SOCKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.facts.Contact;
import io.rtoto.rules.facts.Customer;
import io.rtoto.rules.facts.ProductViewed;
import io.rtoto.schemas.events.ProductMention;
import io.rtoto.schemas.events.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProductViewedTest {
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));

  private final FixedRules rules = new FixedRules();
  private final Story story = Story.of(ANNA, rules);

  @Test
  void tellsTheProductAndHowOftenItWasSeen() {
    story.then(ANNA.views(SHOES, NOON)).then(ANNA.views(SHOES, LATER));
    assertThat(story.moments())
        .containsExactly(
            new ProductViewed("shoes", "footwear", 8_000, "EUR", 1),
            new ProductViewed("shoes", "footwear", 8_000, "EUR", 2));
  }

  @Test
  void remembersTheCategoryThatAnEventLeavesOut() {
    story
        .then(ANNA.views(SHOES, NOON))
        .then(ANNA.views(new ProductMention("shoes", null, null), LATER));
    assertThat(story.moments().get(1)).isEqualTo(new ProductViewed("shoes", "footwear", 0, "", 2));
  }

  @Test
  void tellsWhoIsLooking() {
    story
        .then(ANNA.orders(NOON, SHOES))
        .then(ANNA.tells(new Traits("zh-TW", "Asia/Taipei", null, List.of(), "TW"), NOON))
        .then(ANNA.views(SOCKS, NOON.plus(Duration.ofDays(3))));
    assertThat(rules.factsTold().get(0))
        .isEqualTo(
            List.of(
                new Customer(
                    1, 8_000, "EUR", 3, 3, "zh-TW", true, "bronze", "", List.of(), 0, "TW"),
                new Contact("web", 0, 3, 3, "visited")));
  }

  @Test
  void arisesWithTheLookAndDoesNotWaitForAnAnswer() {
    story.then(ANNA.views(SHOES, NOON, "socks"));
    assertThat(story.moments()).hasSize(1);
  }
}
