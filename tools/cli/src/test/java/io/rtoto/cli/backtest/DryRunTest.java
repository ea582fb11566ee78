package io.rtoto.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.jobs.settings.EngageSettings;
import io.rtoto.schemas.events.ProductViewed;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** By the numbers of poison rules in docs/security.md. */
final class DryRunTest {
  private static final String LOOK = "retail.product_viewed.idea";
  private static final String CART = "retail.cart_abandoned.idea";
  private static final String NOTE = "new Note( \"seen\" )";
  private static final Library RULES =
      Library.EMPTY.rescuing(20).with("product_viewed", "ProductViewed()", NOTE);

  @Test
  void p15CountsHowOftenARuleMatches() {
    List<EventApplied> events = Shop.full(60, 3).events();
    long looks = events.stream().filter(one -> one.event() instanceof ProductViewed).count();
    DryRun dryRun = DryRun.of(bundle(RULES), beside(product -> false), events);
    assertThat(dryRun.events()).isEqualTo(events.size());
    assertThat(dryRun.matches()).containsOnlyKeys(CART, LOOK).containsEntry(LOOK, looks);
    assertThat(dryRun.matches().get(CART)).isPositive().isLessThan(looks);
    assertThat(dryRun.percent(LOOK)).isEqualTo(100.0 * looks / events.size());
  }

  @Test
  void p15TellsOfARuleThatMatchesNothing() {
    Library never = RULES.with("product_viewed", "ProductViewed( timesSeen > 900 )", NOTE);
    DryRun dryRun = DryRun.of(bundle(never), beside(product -> false), Shop.full(60, 3).events());
    assertThat(dryRun.matches()).containsEntry(LOOK, 0L);
    assertThat(dryRun.percent(LOOK)).isZero();
  }

  /** Whoever recommends is asked on what others did, which is not gone through. */
  @Test
  void p15TellsNothingOfWhatIsNotAsked() {
    Library strip =
        RULES.with(
            "recommendation_ready",
            "RecommendationReady( $products : products )",
            "new Recommendation( \"strip\", 1, $products )");
    DryRun dryRun = DryRun.of(bundle(strip), beside(product -> false), Shop.full(9, 3).events());
    assertThat(dryRun.matches()).containsOnlyKeys(CART, LOOK);
  }

  @Test
  void p22DecidesTheSameTheSecondTime() {
    List<EventApplied> events = Shop.full(60, 3).events();
    assertThat(DryRun.of(bundle(RULES), beside(Set.of("p1")::contains), events))
        .isEqualTo(DryRun.of(bundle(RULES), beside(Set.of("p1")::contains), events));
  }

  /** No rule can be compiled that does: so what it asks is another thing each time. */
  @Test
  void p22RefusesWhatDecidesOtherwiseTheSecondTime() {
    List<EventApplied> events = Shop.full(60, 3).events();
    AtomicInteger asked = new AtomicInteger();
    Hindsight.Beside moody = beside(product -> asked.incrementAndGet() % 7 == 0);
    RuleBundle rules = bundle(RULES);
    assertThatThrownBy(() -> DryRun.of(rules, moody, events))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(rules.version())
        .hasMessageContaining("a second time. Nothing was published.");
  }

  private static RuleBundle bundle(Library library) {
    return library.side("tests").bundle();
  }

  private static Hindsight.Beside beside(Predicate<String> soldOut) {
    return new Hindsight.Beside(EngageSettings.defaults("none"), List.of(), soldOut);
  }
}
