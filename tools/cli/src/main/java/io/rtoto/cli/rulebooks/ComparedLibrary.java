package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.PublishedRules;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One side of a comparison.
 *
 * @param name as it was asked for
 * @param rules its rules and settings
 * @param cases its cases; empty of a published version, which has none
 */
record ComparedLibrary(String name, RuleLibrary rules, Optional<RuleLibrary> cases) {
  private static final String ACTIVE = "active";
  private static final String VERSION = "[0-9a-f]{12}";

  /**
   * A folder; or a version that was published to a broker.
   *
   * @param written the folder, {@code active} or a version
   * @param kafka the broker
   */
  static ComparedLibrary of(String written, String kafka) throws IOException {
    Path folder = Path.of(written);
    if (Files.isDirectory(folder)) {
      return new ComparedLibrary(
          written, RuleLibrary.rulesIn(folder), Optional.of(CaseRunner.casesIn(folder)));
    }
    if (!written.equals(ACTIVE) && !written.matches(VERSION)) {
      throw new CommandFailure(
          ("%s is no rule library: expected a folder, %s for the version in force, or a version of"
                  + " 12 digits from 0 to f. Maybe the library lies in another folder.")
              .formatted(written, ACTIVE));
    }
    BrokerCheck.require(kafka, Topic.RULES);
    PublishedRules published = PublishedRules.on(kafka);
    RuleBundle bundle =
        (written.equals(ACTIVE) ? published.active() : published.version(written))
            .orElseThrow(() -> missing(written, kafka, published));
    return new ComparedLibrary(
        "version " + bundle.version(), new RuleLibrary(bundle.sources()), Optional.empty());
  }

  private static CommandFailure missing(String written, String kafka, PublishedRules published) {
    String there =
        published.versions().isEmpty()
            ? "it has none. Maybe nothing was published to it yet"
            : "it has %s. Maybe its own was compacted away"
                .formatted(String.join(", ", published.versions()));
    return new CommandFailure(
        "Kafka at %s has no version %s of the rules; %s.".formatted(kafka, written, there));
  }
}
