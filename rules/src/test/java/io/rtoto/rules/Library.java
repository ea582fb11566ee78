package io.rtoto.rules;

import io.rtoto.rules.authoring.RuleCompiler;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Small libraries for tests. */
final class Library {
  private final Map<String, String> files = new TreeMap<>();

  /** Adds a rule to the moment CartAbandoned. */
  Library with(String idea, String name, Phase phase, String when, String then) {
    return with("retail/cart_abandoned", idea, name, phase, when, then);
  }

  Library with(String folder, String idea, String name, Phase phase, String when, String then) {
    String pack = folder.replace('/', '.');
    files.put(
        folder + "/" + idea + ".drl",
        """
        package %s

        rule "%s"
            @id("%s.%s")
            @owner("test") @since("2026-11-23")
            agenda-group "%s"
        when
            %s
        then
            %s
        end
        """
            .formatted(pack, name, pack, idea, phase.group(), when, then));
    return this;
  }

  /** Adds a file of another kind, such as settings. */
  Library with(String path, String text) {
    files.put(path, text);
    return this;
  }

  RuleBundle bundle() {
    return RuleCompiler.compile(new RuleLibrary(files), "test", null, Instant.EPOCH);
  }

  RuleBook book() {
    return RuleBook.load(bundle());
  }
}
