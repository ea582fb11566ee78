package io.rtoto.cli.publishing;

import io.rtoto.schemas.rulebundles.RuleBundle;
import org.jspecify.annotations.Nullable;

/**
 * What became of a library that was to be in force where a shop starts.
 *
 * @param inForce what is in force now
 * @param before what was before; null when nothing was
 * @param held why the library is not what is in force; empty when it is
 */
public record Adoption(RuleBundle inForce, @Nullable RuleBundle before, String held) {
  /** Whether something else was in force before. */
  public boolean changed() {
    return before == null || inForce.number() != before.number();
  }

  /** As a sentence. */
  public String told() {
    if (!held.isEmpty()) {
      return "The rules %s stay in force; the library's are not published, for %s."
          .formatted(name(inForce), held);
    }
    if (!changed()) {
      return "The rules %s are in force already.".formatted(name(inForce));
    }
    return "The rules %s are in force%s"
        .formatted(name(inForce), before == null ? "." : "; they replace " + name(before) + ".");
  }

  private static String name(RuleBundle bundle) {
    return bundle.number() == 0
        ? bundle.version()
        : "%s (number %d)".formatted(bundle.version(), bundle.number());
  }
}
