package io.rtoto.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The version of the rules that is in force on a broker, read as the job reads it: of messages
 * under {@link RuleBundle#ACTIVE_KEY}, those that hold a bundle.
 */
public final class ActiveRules {
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);
  private static final byte[] KEY = RuleBundle.ACTIVE_KEY.getBytes(UTF_8);

  private @Nullable String version;

  /** Whether its message is the newest: the broker keeps no older one for long. */
  private boolean lasts;

  private ActiveRules() {}

  /**
   * Puts a bundle in force, unless its version is already.
   *
   * @return the version that was in force before; null when there was none
   */
  public static @Nullable String replaceBy(RuleBundle bundle, String bootstrapServers)
      throws IOException {
    ActiveRules before = new ActiveRules();
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      reader.readAll(Topic.RULES, before::hear);
    }
    boolean same = bundle.version().equals(before.version);
    if (!same || !before.lasts) {
      try (Publisher publisher = new Publisher(bootstrapServers)) {
        publisher.send(same ? bundle : bundle.replacing(before.version));
        publisher.flush();
      }
    }
    return before.version;
  }

  private void hear(ConsumerRecord<byte[], byte[]> message) {
    if (Arrays.equals(KEY, message.key())) {
      String heard = versionIn(message.value());
      lasts = heard != null;
      version = heard == null ? version : heard;
    }
  }

  private static @Nullable String versionIn(byte @Nullable [] message) {
    if (message == null) {
      return null;
    }
    try {
      RuleBundle bundle = BUNDLES.read(message);
      return bundle == null ? null : bundle.version();
    } catch (IOException e) {
      // The job has refused it, and told why in the dead letters.
      return null;
    }
  }
}
