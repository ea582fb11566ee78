package io.rtoto.jobs.engagement;

import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.HashMap;
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
          %3$s
      then
          insert( %4$s );
      end
      """;

  /** Nobody is spoken to from noon until two. */
  static final String SIESTA =
      """
      quietHours: {from: "12:00", until: "14:00", channels: [web]}
      """;

  static final RuleBundle MUGS = offering("mug");

  /** The same, but in the siesta. */
  static final RuleBundle MUGS_AFTER_TWO =
      compiled(
          "cart_abandoned",
          "CartAbandoned",
          "mug",
          "new Offer( \"mug\", 1 )",
          Map.of("contact.yaml", SIESTA));

  /** The same, but nearly everybody is held out. */
  static final RuleBundle MUGS_HELD_OUT =
      compiled(
          "cart_abandoned",
          "CartAbandoned",
          "mug",
          "new Offer( \"mug\", 1 )",
          Map.of("contact.yaml", "holdOut: {fromEach: 99}\n"));

  /** The same for every first order. */
  static final RuleBundle AT_FIRST_ORDERS = compiled("first_order", "FirstOrder", "mug");

  static final RuleBundle PENS = offering("pen");

  /** Mugs, a note of each look at a product, and a strip of what may be recommended. */
  static final RuleBundle AT_LOOKS =
      RuleCompiler.compile(
          new RuleLibrary(
              Map.of(
                  "retail/cart_abandoned/everyone.drl",
                  TEXT.formatted(
                      "mug", "cart_abandoned", "CartAbandoned()", "new Offer( \"mug\", 1 )"),
                  "retail/product_viewed/everyone.drl",
                  TEXT.formatted(
                      "looked", "product_viewed", "ProductViewed()", "new Note( \"looked\" )"),
                  "retail/recommendation_ready/everyone.drl",
                  TEXT.formatted(
                      "strip",
                      "recommendation_ready",
                      "RecommendationReady( $products : products )",
                      "new Recommendation( \"strip\", 1, $products )"))),
          "tests",
          null,
          Instant.EPOCH);

  /** Brings back who is lost. */
  static final RuleBundle AT_DORMANT = compiled("dormant", "Dormant", "mug");

  /** The same for whoever is leaving. */
  static final RuleBundle AT_ATTRITION = compiled("attrition_risen", "AttritionRisen", "mug");

  /** Looks again two hours after every first order. */
  static final RuleBundle LOOKING_AGAIN =
      compiled("first_order", "FirstOrder", "again", "new LookAgain( \"again\", 120 )");

  /** Notes a week long who ordered for the first time. */
  static final RuleBundle NOTING =
      compiled(
          "first_order",
          "FirstOrder",
          "tag",
          "new Tag( \"price-sensitive\" )",
          Map.of(
              "tags.yaml",
              "tags: {price-sensitive: {means: it, owner: tests, type: risk, holdsDays: 7}}"));

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
          List.of(),
          List.of());

  private Rules() {}

  /** The same, published then. */
  static RuleBundle publishedAt(Instant time, RuleBundle bundle) {
    return new RuleBundle(
        bundle.version(),
        bundle.parent(),
        bundle.author(),
        time,
        bundle.sources(),
        bundle.classes(),
        bundle.models(),
        bundle.rules(),
        bundle.tags());
  }

  /** The same under that version. */
  static RuleBundle claiming(String version, RuleBundle bundle) {
    return new RuleBundle(
        version,
        bundle.parent(),
        bundle.author(),
        bundle.publishedAt(),
        bundle.sources(),
        bundle.classes(),
        bundle.models(),
        bundle.rules(),
        bundle.tags());
  }

  private static RuleBundle offering(String what) {
    return compiled("cart_abandoned", "CartAbandoned", what);
  }

  static RuleBundle compiled(String folder, String moment, String what) {
    return compiled(folder, moment, what, "new Offer( \"%s\", 1 )".formatted(what), Map.of());
  }

  private static RuleBundle compiled(String folder, String moment, String what, String proposal) {
    return compiled(folder, moment, what, proposal, Map.of());
  }

  private static RuleBundle compiled(
      String folder, String moment, String what, String proposal, Map<String, String> settings) {
    Map<String, String> files = new HashMap<>(settings);
    files.put(
        "retail/" + folder + "/everyone.drl",
        TEXT.formatted(what, folder, moment + "()", proposal));
    return RuleCompiler.compile(new RuleLibrary(files), "tests", null, Instant.EPOCH);
  }
}
