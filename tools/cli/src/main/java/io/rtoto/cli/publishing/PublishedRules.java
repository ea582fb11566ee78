package io.rtoto.cli.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Succession;
import io.rtoto.schemas.rulebundles.Succession.Place;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is published on a broker, read and judged as the job reads and judges it: messages that it
 * would refuse count for nothing.
 */
public final class PublishedRules {
  /** The key, in the history, of what waits for approval. */
  static final String PROPOSED_KEY = "proposed";

  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);

  private final Succession succession;
  private final NavigableMap<Long, RuleBundle> versions = new TreeMap<>();
  private final Map<Long, RuleBundle> written = new TreeMap<>();
  private @Nullable RuleBundle inForce;
  private @Nullable RuleBundle shadow;
  private @Nullable RuleBundle proposed;
  private Place last = Place.NONE;
  private boolean lasts;

  private PublishedRules(Succession succession) {
    this.succession = succession;
  }

  /** What is there now. */
  public static PublishedRules on(String bootstrapServers, Signatory reader) throws IOException {
    PublishedRules published = new PublishedRules(reader.succession());
    try (TopicReader topics = new TopicReader(bootstrapServers)) {
      topics.readAll(Topic.RULE_HISTORY, published::hearHistory);
      topics.readAll(Topic.RULES, published::hear);
    }
    // A number that its publisher wrote, and died before it was in force, is the next one's.
    published.written.forEach(
        (number, bundle) -> {
          if (number <= published.last.number()) {
            published.versions.put(number, bundle);
          }
        });
    return published;
  }

  /** The version in force; none before the first. */
  public Optional<RuleBundle> inForce() {
    return Optional.ofNullable(inForce);
  }

  /** The version that decides beside it, muted. */
  public Optional<RuleBundle> shadow() {
    return Optional.ofNullable(shadow);
  }

  /** The version that waits for approval. */
  public Optional<RuleBundle> proposed() {
    return Optional.ofNullable(proposed);
  }

  /** All that were in force, by number; those of before numbers were given are not known. */
  public NavigableMap<Long, RuleBundle> versions() {
    return versions;
  }

  Place last() {
    return last;
  }

  /** Whether the message of the version in force is the newest of its key: others are compacted. */
  boolean lasts() {
    return lasts;
  }

  private void hearHistory(ConsumerRecord<byte[], byte[]> message) {
    String key = message.key() == null ? "" : new String(message.key(), UTF_8);
    RuleBundle bundle = TopicReader.read(BUNDLES, message.value());
    if (key.equals(PROPOSED_KEY)) {
      proposed = bundle != null && isSound(bundle, PROPOSED_KEY) ? bundle : null;
    } else if (bundle != null && isSound(bundle, RuleBundle.ACTIVE_KEY)) {
      written.put(bundle.number(), bundle);
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> message) {
    String key = message.key() == null ? "" : new String(message.key(), UTF_8);
    RuleBundle bundle = TopicReader.read(BUNDLES, message.value());
    if (key.equals(RuleBundle.SHADOW_KEY)) {
      shadow = bundle != null && isSound(bundle, RuleBundle.SHADOW_KEY) ? bundle : null;
    } else if (key.equals(RuleBundle.ACTIVE_KEY)) {
      lasts = bundle != null && succession.objectionTo(bundle, last).isEmpty();
      if (bundle != null && lasts) {
        inForce = bundle;
        last = Succession.after(bundle, last);
      }
    }
  }

  private boolean isSound(RuleBundle bundle, String publishedAs) {
    return bundle.seal() != null && succession.objectionAs(bundle, publishedAs).isEmpty();
  }
}
