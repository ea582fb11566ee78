package io.rtoto.jobs.engagement;

import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Bundles of rules that offer one thing at every moment of a kind: at abandoned carts mostly. */
final class Rules {
  private static final String TEXT =
      """
      // Something for everyone
      //
      // Why:   a test has to offer something
      // Ends:  open

      package retail.%2$s

      rule "Propose %1$s for everyone"
          @id("retail.%2$s.everyone.%1$s")
          @owner("tests") @since("2026-11-23")
          agenda-group "propose"
      when
          %3$s()
      then
          insert( %4$s );
      end
      """;

  static final RuleBundle MUGS = offering("mug");

  /** The same for every first order. */
  static final RuleBundle AT_FIRST_ORDERS = compiled("first_order", "FirstOrder", "mug");

  static final RuleBundle PENS = offering("pen");

  /** Looks again two hours after every first order. */
  static final RuleBundle LOOKING_AGAIN =
      compiled("first_order", "FirstOrder", "again", "new LookAgain( \"again\", 120 )");

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
    return compiled("cart_abandoned", "CartAbandoned", what);
  }

  private static RuleBundle compiled(String folder, String moment, String what) {
    return compiled(folder, moment, what, "new Offer( \"%s\", 1 )".formatted(what));
  }

  private static RuleBundle compiled(String folder, String moment, String what, String proposal) {
    RuleLibrary library =
        new RuleLibrary(
            Map.of(
                "retail/" + folder + "/everyone.drl",
                TEXT.formatted(what, folder, moment, proposal)));
    return RuleCompiler.compile(library, "tests", null, Instant.EPOCH);
  }
}
