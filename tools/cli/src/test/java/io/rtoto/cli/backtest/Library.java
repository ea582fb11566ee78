package io.rtoto.cli.backtest;

import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Rules to rehearse, a rule a moment. */
record Library(Map<String, String> files) {
  static final Library EMPTY = new Library(Map.of());

  /** With a free delivery for carts left behind that are worth so much, in euros. */
  Library rescuing(int euros) {
    return with(
        "cart_abandoned",
        "CartAbandoned( worthMinor >= %d00 )".formatted(euros),
        "new Offer( \"free-delivery\", 20 )");
  }

  Library with(String folder, String condition, String action) {
    return withFile(
        "retail/%s/idea.drl".formatted(folder),
        """
        // An idea
        //
        // Why:   a test needs one
        // Ends:  open

        package retail.%1$s

        rule "Propose what the test is about"
            @id("retail.%1$s.idea")
            @owner("tests") @since("2026-11-27")
            agenda-group "propose"
        when
            %2$s
        then
            insert( %3$s );
        end
        """
            .formatted(folder, condition, action));
  }

  Library withFile(String path, String text) {
    Map<String, String> more = new TreeMap<>(files);
    more.put(path, text);
    return new Library(more);
  }

  Side side(String name) {
    return new Side(
        name, RuleCompiler.compile(new RuleLibrary(files), "tests", null, Instant.EPOCH));
  }
}
