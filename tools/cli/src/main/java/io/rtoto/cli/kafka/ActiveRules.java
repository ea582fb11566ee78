package io.rtoto.cli.kafka;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The version of the rules that is in force on a broker. */
public final class ActiveRules {
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);

  private ActiveRules() {}

  /**
   * Puts a bundle in force, unless its version is already.
   *
   * @return the version that was in force before; null when there was none
   */
  public static @Nullable String replaceBy(RuleBundle bundle, String bootstrapServers)
      throws IOException {
    String before = version(bootstrapServers);
    if (!bundle.version().equals(before)) {
      try (Publisher publisher = new Publisher(bootstrapServers)) {
        publisher.send(bundle.replacing(before));
        publisher.flush();
      }
    }
    return before;
  }

  private static @Nullable String version(String bootstrapServers) throws IOException {
    String[] version = new String[1];
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      reader.readAll(
          Topic.RULES,
          message ->
              version[0] =
                  message.value() == null ? null : BUNDLES.read(message.value()).version());
    }
    return version[0];
  }
}
