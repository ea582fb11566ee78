package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.schemas.rulebundles.RuleBundle;

/** How a version is called on the command line: its number, or how its hash begins. */
final class Named {
  private static final String NUMBER = "[0-9]{1,9}";
  private static final int FEWEST_DIGITS = 6;

  private Named() {}

  static String of(RuleBundle bundle) {
    return bundle.number() == 0
        ? bundle.version()
        : "number %d, %s".formatted(bundle.number(), bundle.version());
  }

  /**
   * The version that is called so.
   *
   * @throws CommandFailure when there is none
   */
  static RuleBundle find(String called, PublishedRules published) {
    if (called.matches(NUMBER) && published.versions().containsKey(Long.valueOf(called))) {
      return published.versions().get(Long.valueOf(called));
    }
    // Of the same content, the newest: it was approved last.
    return published.versions().descendingMap().values().stream()
        .filter(version -> called.length() >= FEWEST_DIGITS)
        .filter(version -> version.version().startsWith(called))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "There is no version %s; expected a number%s or how a version begins, at least %d digits. ./rtoto rules history tells them all."
                        .formatted(
                            called,
                            published.versions().isEmpty()
                                ? ""
                                : " from %d to %d"
                                    .formatted(
                                        published.versions().firstKey(),
                                        published.versions().lastKey()),
                            FEWEST_DIGITS)));
  }
}
