package io.rtoto.cli.kafka;

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

final class PublishedRulesTest {
  private final PublishedRules published = new PublishedRules();

  @Test
  void knowsTheVersionInForceAndThoseOfBefore() {
    hear(RuleBundle.ACTIVE_KEY, bundle("aaaaaaaaaaaa"));
    hear(RuleBundle.ACTIVE_KEY, bundle("bbbbbbbbbbbb"));
    hear("another", bundle("cccccccccccc"));
    assertThat(published.active()).map(RuleBundle::version).contains("bbbbbbbbbbbb");
    assertThat(published.version("aaaaaaaaaaaa")).map(RuleBundle::version).contains("aaaaaaaaaaaa");
    assertThat(published.versions())
        .containsExactly("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc");
    assertThat(published.version("dddddddddddd")).isEmpty();
  }

  @Test
  void passesOverWhatIsNoBundle() {
    hear(RuleBundle.ACTIVE_KEY, bundle("aaaaaaaaaaaa"));
    hear(RuleBundle.ACTIVE_KEY, "no bundle".getBytes(UTF_8));
    hear(RuleBundle.ACTIVE_KEY, null);
    assertThat(published.active()).map(RuleBundle::version).contains("aaaaaaaaaaaa");
  }

  private void hear(String key, byte @Nullable [] value) {
    published.hear(
        new ConsumerRecord<>(Topic.RULES.topicName(), 0, 0, key.getBytes(UTF_8), value));
  }

  private static byte[] bundle(String version) {
    return Messages.of(RuleBundle.class)
        .write(
            new RuleBundle(
                version,
                null,
                "test",
                Instant.EPOCH,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of()));
  }
}
