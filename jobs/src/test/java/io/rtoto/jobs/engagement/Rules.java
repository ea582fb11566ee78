package io.rtoto.jobs.engagement;

import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Bundles of rules that offer one thing for every abandoned cart. */
final class Rules {
  private static final String TEXT =
      """
      // Something for every cart
      //
      // Why:   a test has to offer something
      // Ends:  open

      package retail.cart_abandoned

      rule "Propose %1$s for every cart"
          @id("retail.cart_abandoned.everyone.%1$s")
          @owner("tests") @since("2026-11-23")
          agenda-group "propose"
      when
          CartAbandoned()
      then
          insert( new Offer( "%1$s", 1 ) );
      end
      """;

  static final RuleBundle MUGS = offering("mug");
  static final RuleBundle PENS = offering("pen");

  /** A bundle that names a class which it does not hold. */
  static final RuleBundle TORN =
      new RuleBundle(
          "torn",
          null,
          "tests",
          Instant.EPOCH,
          Map.of(),
          Map.of(),
          List.of("retail.cart_abandoned.Gone"),
          List.of());

  private Rules() {}

  private static RuleBundle offering(String what) {
    RuleLibrary library =
        new RuleLibrary(Map.of("retail/cart_abandoned/everyone.drl", TEXT.formatted(what)));
    return RuleCompiler.compile(library, "tests", null, Instant.EPOCH);
  }
}
