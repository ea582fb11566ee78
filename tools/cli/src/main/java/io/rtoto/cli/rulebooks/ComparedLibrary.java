package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One side of a comparison.
 *
 * @param name what it is called
 * @param rules its rules and settings
 * @param cases its cases; empty of a published version, which has none
 */
record ComparedLibrary(String name, RuleLibrary rules, Optional<RuleLibrary> cases) {
  private static final String ACTIVE = "active";
  private static final String PROPOSED = "proposed";

  /** A number, or how a hash begins. */
  private static final String VERSION = "[0-9]{1,9}|[0-9a-f]{6,12}";

  /**
   * A folder; or a version that was published to a broker.
   *
   * @param written the folder, {@code active}, {@code proposed} or a version
   * @param settings where published rules are read
   */
  static ComparedLibrary of(String written, ReadingSettings settings) throws IOException {
    Path folder = Path.of(written);
    if (Files.isDirectory(folder)) {
      return new ComparedLibrary(
          written, RuleLibrary.rulesIn(folder), Optional.of(CaseRunner.casesIn(folder)));
    }
    RuleBundle bundle =
        switch (written) {
          case ACTIVE -> only(settings.published().inForce(), "No version is in force", settings);
          case PROPOSED ->
              only(settings.published().proposed(), "No version waits for approval", settings);
          default -> version(written, settings);
        };
    return new ComparedLibrary(
        Named.of(bundle), new RuleLibrary(bundle.sources()), Optional.empty());
  }

  private static RuleBundle version(String written, ReadingSettings settings) throws IOException {
    if (!written.matches(VERSION)) {
      throw new CommandFailure(
          ("%s is no rule library: expected a folder, or of what was published %s, %s or a version."
                  + " Maybe the library lies in another folder.")
              .formatted(written, ACTIVE, PROPOSED));
    }
    PublishedRules published = settings.published();
    return Named.find(written, published);
  }

  private static RuleBundle only(
      Optional<RuleBundle> found, String missing, ReadingSettings settings) {
    return found.orElseThrow(
        () ->
            new CommandFailure(
                "%s on %s. Maybe --kafka is another.".formatted(missing, settings.kafka())));
  }
}
