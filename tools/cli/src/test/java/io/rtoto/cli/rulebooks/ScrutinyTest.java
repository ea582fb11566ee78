package io.rtoto.cli.rulebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.backtest.DryRun;
import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScrutinyTest {
  private static final String RULE =
      """
      package shop.cart_abandoned

      rule "Propose a reminder to who left something behind"
          @id("shop.cart_abandoned.remind") @owner("tests") @since("2026-11-27")
          agenda-group "propose"
      when
          CartAbandoned( items > %d )
      then
          insert( new Offer( "reminder", 10 ) );
      end
      """;

  @Test
  void asksForNoEventsWhereNoRuleIsNewOrReadsOtherwise() throws Exception {
    RuleBundle inForce = rules(1, "1");
    Scrutiny scrutiny = Scrutiny.on(nowhere(), rules(1, "2"), inForce);
    assertThat(scrutiny.dryRun()).isEqualTo(DryRun.NONE);
    assertThat(scrutiny.demandsApproval()).isFalse();
    assertThatThrownBy(() -> Scrutiny.on(nowhere(), rules(2, "1"), inForce))
        .hasStackTraceContaining("bootstrap.servers");
    assertThatThrownBy(() -> Scrutiny.on(nowhere(), inForce, null))
        .hasStackTraceContaining("bootstrap.servers");
  }

  /** No broker is called so. */
  private static String nowhere() {
    return "nobody.invalid:1";
  }

  private static RuleBundle rules(int items, String lever) {
    return RuleCompiler.compile(
        new RuleLibrary(
            Map.of(
                "shop/cart_abandoned/remind.drl",
                RULE.formatted(items),
                "contact.yaml",
                "offers: {reminder: {lever: %s}}".formatted(lever))),
        "tests",
        null,
        Instant.EPOCH);
  }
}
