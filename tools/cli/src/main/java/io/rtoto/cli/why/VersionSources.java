package io.rtoto.cli.why;

import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the rules that a broker has: of the version in force, and of those that were. Who
 * signed them is no matter: they only explain what was decided.
 */
final class VersionSources implements Reasons.Sources {
  private final Map<String, Map<String, String>> byVersion = new HashMap<>();
  private final Map<String, String> inForce;

  VersionSources(Collection<RuleBundle> bundles, Optional<RuleBundle> inForce) {
    bundles.forEach(bundle -> byVersion.put(bundle.version(), bundle.sources()));
    this.inForce = inForce.map(RuleBundle::sources).orElse(Map.of());
  }

  /** What that broker has. */
  static VersionSources on(String bootstrapServers) throws IOException {
    PublishedRules published = PublishedRules.on(bootstrapServers, Signatory.NOBODY);
    return new VersionSources(published.all(), published.inForce());
  }

  /** Of a version that the broker does not have any more, those in force. */
  @Override
  public Map<String, String> of(@Nullable String version) {
    return version == null ? inForce : byVersion.getOrDefault(version, inForce);
  }
}
