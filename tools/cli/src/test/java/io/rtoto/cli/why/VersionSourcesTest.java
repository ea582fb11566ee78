package io.rtoto.cli.why;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class VersionSourcesTest {
  private static final String ACTIVE = RuleBundle.ACTIVE_KEY;

  private final VersionSources sources = new VersionSources();

  @Test
  void knowsTheVersionInForceAndThoseOfBefore() {
    hear(Topic.RULE_HISTORY, "1", bundle("one"));
    hear(Topic.RULE_HISTORY, "3", bundle("three"));
    hear(Topic.RULES, ACTIVE, bundle("two"));
    hear(Topic.RULES, RuleBundle.SHADOW_KEY, bundle("four"));
    assertThat(sources.of(null)).isEqualTo(Map.of("file", "two"));
    assertThat(sources.of("one")).isEqualTo(Map.of("file", "one"));
    assertThat(sources.of("none of these")).isEqualTo(Map.of("file", "two"));
  }

  @Test
  void passesOverWhatIsNoBundle() {
    hear(Topic.RULES, ACTIVE, bundle("one"));
    hear(Topic.RULES, ACTIVE, "no bundle".getBytes(UTF_8));
    hear(Topic.RULES, ACTIVE, null);
    assertThat(sources.of(null)).isEqualTo(Map.of("file", "one"));
  }

  private void hear(Topic topic, String key, byte @Nullable [] value) {
    sources.hear(new ConsumerRecord<>(topic.topicName(), 0, 0, key.getBytes(UTF_8), value));
  }

  private static byte[] bundle(String version) {
    return Messages.of(RuleBundle.class)
        .write(
            new RuleBundle(
                version,
                null,
                "test",
                Instant.EPOCH,
                Map.of("file", version),
                Map.of(),
                List.of(),
                List.of(),
                List.of()));
  }
}
