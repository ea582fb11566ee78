package io.rtoto.cli.rulebooks;

import io.rtoto.rules.authoring.RuleLibrary;
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
 * @param cases its cases; empty of a version that was published without
 */
record ComparedLibrary(String name, RuleLibrary rules, Optional<RuleLibrary> cases) {
  /**
   * A folder; or a version that was published to a broker.
   *
   * @param written the folder, {@code active}, {@code proposed} or a version
   * @param settings where published rules are read
   */
  static ComparedLibrary of(String written, ReadingSettings settings) throws IOException {
    Path folder = Path.of(written);
    if (Files.isDirectory(folder)) {
      WrittenLibrary library = WrittenLibrary.in(folder);
      return new ComparedLibrary(written, library.rules(), Optional.of(library.cases()));
    }
    Named.requireVersion(written);
    RuleBundle bundle = Named.findAny(written, settings.published(), settings.kafka());
    return new ComparedLibrary(
        Named.of(bundle),
        new RuleLibrary(bundle.sources()),
        Optional.ofNullable(bundle.cases()).map(RuleLibrary::new));
  }
}
