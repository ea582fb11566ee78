package io.rtoto.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.authoring.BundleSources;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VersionSourcesTest {
  private static final String FACTS = "the facts";
  private static final Map<String, String> TRUE = Map.of("a.drl", "true");
  private static final Map<String, String> FALSE = Map.of("a.drl", "false");

  @Test
  void knowsTheVersionInForceAndThoseOfBefore() {
    RuleBundle two = bundle("two");
    VersionSources sources =
        new VersionSources(
            List.of(bundle("one"), two, bundle("three")), List.of(), Optional.of(two), false);
    assertThat(sources.of(null)).hasValue(Map.of("file", "two"));
    assertThat(sources.of("one")).hasValue(Map.of("file", "one"));
    assertThat(sources.of("none of these")).isEmpty();
  }

  @Test
  void knowsNothingWhereNothingIsInForce() {
    VersionSources sources =
        new VersionSources(List.of(bundle("one")), List.of(), Optional.empty(), false);
    assertThat(sources.of(null)).hasValue(Map.of());
    assertThat(sources.of("one")).hasValue(Map.of("file", "one"));
  }

  @Test
  void takesFromAnybodyWhatHasThatVersionsHashAndNothingElse() {
    String version = BundleSources.READING.version(bundle("", TRUE, FACTS)).orElseThrow();
    VersionSources sources =
        new VersionSources(
            List.of(bundle("one")),
            List.of(
                bundle(version, TRUE, FACTS),
                bundle(version, FALSE, FACTS),
                bundle(version, FALSE, null),
                bundle("one", FALSE, null),
                bundle("two", FALSE, null)),
            Optional.empty(),
            false);
    assertThat(sources.of(version)).hasValue(TRUE);
    assertThat(sources.of("one")).hasValue(Map.of("file", "one"));
    assertThat(sources.of("two")).isEmpty();
  }

  private static RuleBundle bundle(String version) {
    return bundle(version, Map.of("file", version), null);
  }

  private static RuleBundle bundle(
      String version, Map<String, String> sources, @Nullable String facts) {
    return new RuleBundle(
        version,
        null,
        "test",
        Instant.EPOCH,
        sources,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        facts);
  }
}
