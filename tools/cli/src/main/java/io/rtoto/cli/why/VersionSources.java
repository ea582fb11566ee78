package io.rtoto.cli.why;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the rules that a broker has: of the version in force, and of those that were. Who
 * signed them is no matter: they only explain what was decided.
 */
final class VersionSources implements Reasons.Sources {
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);
  private static final byte[] KEY = RuleBundle.ACTIVE_KEY.getBytes(UTF_8);

  private final Map<String, Map<String, String>> byVersion = new HashMap<>();
  private Map<String, String> inForce = Map.of();

  /** What that broker has. */
  static VersionSources on(String bootstrapServers) throws IOException {
    VersionSources sources = new VersionSources();
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      reader.readAll(Topic.RULE_HISTORY, sources::hear);
      reader.readAll(Topic.RULES, sources::hear);
    }
    return sources;
  }

  /** Of a version that the broker does not have any more, those in force. */
  @Override
  public Map<String, String> of(@Nullable String version) {
    return version == null ? inForce : byVersion.getOrDefault(version, inForce);
  }

  /** Takes the next message of the topics; what is no bundle is passed over. */
  void hear(ConsumerRecord<byte[], byte[]> message) {
    RuleBundle bundle = TopicReader.read(BUNDLES, message.value());
    if (bundle != null) {
      byVersion.put(bundle.version(), bundle.sources());
      if (message.topic().equals(Topic.RULES.topicName()) && Arrays.equals(KEY, message.key())) {
        inForce = bundle.sources();
      }
    }
  }
}
