package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.facts.Proposal.Offer;
import io.rtoto.rules.settings.TextSettings;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.events.Traits;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextTest {
  private static final TextSettings TEXTS =
      new TextSettings(
          "en",
          Map.of("Offer", Map.of("mug", Map.of("en", "A mug", "zh-TW", "馬克杯", "zh-CN", "马克杯"))));

  @Test
  void ofADecisionIsInTheLanguageOfTheCustomer() {
    Story story = Story.of(ANNA, offering("mug"));
    story.then(ANNA.tells(new Traits("zh-TW", null, null), NOON)).then(ANNA.views(SHOES, NOON));
    assertThat(story.decisions()).extracting(Decision::text).containsExactly("馬克杯");
  }

  @Test
  void ofADecisionIsTheFallbackWhereTheCustomerToldNone() {
    Story story = Story.of(ANNA, offering("mug")).then(ANNA.views(SHOES, NOON));
    assertThat(story.decisions()).extracting(Decision::text).containsExactly("A mug");
  }

  @Test
  void isMissingWhereTheLibraryHasNone() {
    Story story = Story.of(ANNA, offering("pen")).then(ANNA.views(SHOES, NOON));
    assertThat(story.decisions()).extracting(Decision::text).containsOnlyNulls();
  }

  private static FixedRules offering(String name) {
    return new FixedRules().saying(TEXTS).propose("a", new Offer(name, 1));
  }
}
