package io.rtoto.cli.why;

import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.rules.authoring.BundleSources;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the rules that a broker has: of the version in force, and of those that were.
 *
 * <p>Of a version, those count that the job would take too, and that are signed where keys are
 * known. Others explain what was decided all the same where it shows that they are that version's:
 * by the hash that they have. Whoever may write to the broker could tell anything else.
 */
final class VersionSources implements Reasons.Sources {
  private final Map<String, Map<String, String>> byVersion = new HashMap<>();
  private final Map<String, String> inForce;
  private final boolean areAnybodys;

  /**
   * Sources.
   *
   * @param sound what the job would take
   * @param others whatever else there is
   * @param inForce what is in force
   * @param areAnybodys whether they need not be signed, for no key is known
   */
  VersionSources(
      Collection<RuleBundle> sound,
      Collection<RuleBundle> others,
      Optional<RuleBundle> inForce,
      boolean areAnybodys) {
    Stream.concat(sound.stream(), others.stream().filter(VersionSources::isThatVersion))
        .forEach(bundle -> byVersion.putIfAbsent(bundle.version(), bundle.sources()));
    this.inForce = inForce.map(RuleBundle::sources).orElse(Map.of());
    this.areAnybodys = areAnybodys;
  }

  /** What that broker has. */
  static VersionSources on(String bootstrapServers, Signatory reader) throws IOException {
    PublishedRules published = PublishedRules.on(bootstrapServers, reader);
    List<RuleBundle> sound = new ArrayList<>(published.versions().values());
    published.inForce().ifPresent(sound::add);
    published.shadow().ifPresent(sound::add);
    return new VersionSources(
        sound, published.all(), published.inForce(), reader.believesAnybody());
  }

  private static boolean isThatVersion(RuleBundle bundle) {
    return BundleSources.READING.version(bundle).filter(bundle.version()::equals).isPresent();
  }

  @Override
  public Optional<String> doubt() {
    return areAnybodys
        ? Optional.of(
            "You know no key by which rules are signed: what follows goes by what anybody may have"
                + " written to topic rules. Maybe --trust-file, --trust or --key.")
        : Optional.empty();
  }

  /** Empty of a version that the broker does not have any more: others would explain nothing. */
  @Override
  public Optional<Map<String, String>> of(@Nullable String version) {
    return version == null ? Optional.of(inForce) : Optional.ofNullable(byVersion.get(version));
  }
}
