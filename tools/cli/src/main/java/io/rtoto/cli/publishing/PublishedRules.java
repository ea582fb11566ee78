package io.rtoto.cli.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Succession;
import io.rtoto.schemas.rulebundles.Succession.Judgement;
import io.rtoto.schemas.rulebundles.Succession.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);

  private final Succession succession;
  private final NavigableMap<Long, RuleBundle> versions = new TreeMap<>();
  private final NavigableMap<Long, RuleBundle> voided = new TreeMap<>();
  private final Map<Long, RuleBundle> written = new TreeMap<>();
  private final List<RuleBundle> all = new ArrayList<>();
  private @Nullable RuleBundle inForce;
  private @Nullable RuleBundle shadow;
  private @Nullable RuleBundle proposed;
  private @Nullable RuleBundle stranger;
  private Place last = Place.NONE;
  private long given;
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
          if (number <= published.given) {
            published.versions.put(number, bundle);
          }
        });
    published.tellCases();
    return published;
  }

  /** Of what is in force the history has the cases, and its own message has not. */
  private void tellCases() {
    RuleBundle last = inForce;
    RuleBundle kept = last == null ? null : written.get(last.number());
    if (last != null && kept != null && kept.version().equals(last.version())) {
      inForce = last.withCases(kept.cases());
    }
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

  /**
   * All that were in force and whose keys still count, by number; those of before numbers were
   * given are not known.
   */
  public NavigableMap<Long, RuleBundle> versions() {
    return versions;
  }

  /**
   * All bundles that the broker has, oldest first, whoever made them and whatever became of them:
   * they tell what was decided by.
   */
  public List<RuleBundle> all() {
    return all;
  }

  /** Those whose keys do not count any more, by number: nobody can go back to them. */
  public NavigableMap<Long, RuleBundle> voided() {
    return voided;
  }

  /** What the job refuses of a bundle that is to be in force next, as far as it can be told. */
  String objectionTo(RuleBundle next) {
    return succession.judge(next, last).objection();
  }

  /** The next number: of those that were given, also those count whose key was revoked since. */
  long next() {
    return given + 1;
  }

  /** Whether another than their author must approve what comes next, whatever that says itself. */
  boolean demandApproval() {
    return last.demandsApproval();
  }

  /** Whether these rules were approved, or nobody could tell. */
  public boolean areApproved(RuleBundle rules) {
    return succession.isApproved(rules);
  }

  /**
   * What speaks against saying that another approved these rules: a name alone, where two people
   * are known who could sign for them.
   */
  Optional<String> objectionToApproval(RuleBundle rules, Instant at) {
    return succession.knowsAnother(at) ? succession.objectionToApproval(rules) : Optional.empty();
  }

  /**
   * Rules of a number that nobody known has given, but somebody else may have whom the job knows.
   */
  public Optional<RuleBundle> stranger() {
    return Optional.ofNullable(stranger);
  }

  /** Whether the message of the version in force is the newest of its key: others are compacted. */
  public boolean lasts() {
    return lasts;
  }

  private @Nullable RuleBundle read(ConsumerRecord<byte[], byte[]> message) {
    RuleBundle bundle = TopicReader.read(BUNDLES, message.value());
    if (bundle != null) {
      all.add(bundle);
    }
    return bundle;
  }

  private void hearHistory(ConsumerRecord<byte[], byte[]> message) {
    String key = message.key() == null ? "" : new String(message.key(), UTF_8);
    RuleBundle bundle = read(message);
    if (key.equals(RuleBundle.PROPOSED_KEY)) {
      proposed = bundle != null && isSound(bundle, RuleBundle.PROPOSED_KEY) ? bundle : null;
    } else if (bundle != null && isSound(bundle, RuleBundle.ACTIVE_KEY)) {
      written.put(bundle.number(), bundle);
    } else if (bundle != null && succession.isKnown(bundle)) {
      voided.put(bundle.number(), bundle);
    }
  }

  private void hear(ConsumerRecord<byte[], byte[]> message) {
    String key = message.key() == null ? "" : new String(message.key(), UTF_8);
    RuleBundle bundle = read(message);
    if (key.equals(RuleBundle.SHADOW_KEY)) {
      shadow = bundle != null && isSound(bundle, RuleBundle.SHADOW_KEY) ? bundle : null;
    } else if (key.equals(RuleBundle.ACTIVE_KEY)) {
      Judgement judgement =
          bundle == null
              ? new Judgement("It is a tombstone.", last)
              : succession.judge(bundle, last);
      lasts = judgement.accepts();
      last = judgement.last();
      if (lasts) {
        inForce = bundle;
      }
      if (bundle != null) {
        give(bundle);
      }
    }
  }

  /** Job and publisher agree on what was given as long as they know the same keys. */
  private void give(RuleBundle bundle) {
    if (lasts || last.number() == bundle.number()) {
      given = Math.max(given, bundle.number());
    } else if (succession.isOfAStranger(bundle) && bundle.number() > given) {
      stranger = bundle;
    } else if (last.number() == 0 && succession.isKnown(bundle)) {
      given = Math.max(given, bundle.number());
    }
    if (stranger != null && stranger.number() <= given) {
      stranger = null;
    }
  }

  private boolean isSound(RuleBundle bundle, String publishedAs) {
    return bundle.seal() != null && succession.objectionAs(bundle, publishedAs).isEmpty();
  }
}
