package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.util.Optional;

/** How a version is called on the command line: its number, or how its hash begins. */
final class Named {
  /** What is in force is called so as well. */
  static final String ACTIVE = "active";

  private static final String PROPOSED = "proposed";
  private static final String VERSION = "[0-9]{1,9}|[0-9a-f]{6,12}";
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
    if (called.matches(NUMBER) && published.voided().containsKey(Long.valueOf(called))) {
      throw new CommandFailure(
          "Number %s is signed by a key that does not count any more: nobody can go back to it. Maybe publish its rules again, from the library."
              .formatted(called));
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

  /**
   * Refuses what calls no version, before a broker is asked.
   *
   * @param called what is no folder of rules
   */
  static void requireVersion(String called) {
    if (!called.equals(ACTIVE) && !called.equals(PROPOSED) && !called.matches(VERSION)) {
      throw new CommandFailure(
          ("%s is no rule library: expected a folder, or of what was published %s, %s or a version."
                  + " Maybe the library lies in another folder.")
              .formatted(called, ACTIVE, PROPOSED));
    }
  }

  /**
   * The version that is called so, or is in force, or waits for approval.
   *
   * @param kafka where it was published
   * @throws CommandFailure when there is none
   */
  static RuleBundle findAny(String called, PublishedRules published, String kafka) {
    return switch (called) {
      case ACTIVE -> only(published.inForce(), "No version is in force", kafka);
      case PROPOSED -> only(published.proposed(), "No version waits for approval", kafka);
      default -> find(called, published);
    };
  }

  private static RuleBundle only(Optional<RuleBundle> found, String missing, String kafka) {
    return found.orElseThrow(
        () -> new CommandFailure("%s on %s. Maybe --kafka is another.".formatted(missing, kafka)));
  }
}
