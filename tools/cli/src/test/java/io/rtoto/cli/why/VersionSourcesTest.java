package io.rtoto.cli.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VersionSourcesTest {
  @Test
  void knowsTheVersionInForceAndThoseOfBefore() {
    RuleBundle two = bundle("two");
    VersionSources sources =
        new VersionSources(List.of(bundle("one"), two, bundle("three")), Optional.of(two));
    assertThat(sources.of(null)).isEqualTo(Map.of("file", "two"));
    assertThat(sources.of("one")).isEqualTo(Map.of("file", "one"));
    assertThat(sources.of("none of these")).isEqualTo(Map.of("file", "two"));
  }

  @Test
  void knowsNothingWhereNothingIsInForce() {
    VersionSources sources = new VersionSources(List.of(bundle("one")), Optional.empty());
    assertThat(sources.of(null)).isEmpty();
    assertThat(sources.of("one")).isEqualTo(Map.of("file", "one"));
  }

  private static RuleBundle bundle(String version) {
    return new RuleBundle(
        version,
        null,
        "test",
        Instant.EPOCH,
        Map.of("file", version),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
