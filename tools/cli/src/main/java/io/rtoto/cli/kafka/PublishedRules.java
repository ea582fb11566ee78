package io.rtoto.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The versions of the rules that a broker has: the one in force, and what is left of others. */
public final class PublishedRules {
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);
  private static final byte[] KEY = RuleBundle.ACTIVE_KEY.getBytes(UTF_8);

  private final Map<String, RuleBundle> byVersion = new LinkedHashMap<>();
  private @Nullable RuleBundle active;

  /** Nothing was published yet. */
  PublishedRules() {}

  /** What that broker has. */
  public static PublishedRules on(String bootstrapServers) throws IOException {
    PublishedRules published = new PublishedRules();
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      reader.readAll(Topic.RULES, published::hear);
    }
    return published;
  }

  /** The version in force; empty where none is. */
  public Optional<RuleBundle> active() {
    return Optional.ofNullable(active);
  }

  /** The version of that name; empty where the broker does not have it any more, or never had. */
  public Optional<RuleBundle> version(String name) {
    return Optional.ofNullable(byVersion.get(name));
  }

  /** The names of all that there are, in the order in which they came. */
  public List<String> versions() {
    return List.copyOf(byVersion.keySet());
  }

  /** Takes the next message of the topic; what is no bundle is passed over. */
  void hear(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return;
    }
    try {
      RuleBundle bundle = BUNDLES.read(message.value());
      if (bundle != null) {
        byVersion.put(bundle.version(), bundle);
        active = Arrays.equals(KEY, message.key()) ? bundle : active;
      }
    } catch (IOException e) {
      // The job has refused it, and told why in the dead letters.
      return;
    }
  }
}
