package io.rtoto.jobs.measurement;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.identity.Identity;
import io.rtoto.schemas.journal.JournalEntry;
import io.rtoto.schemas.naming.Pseudonyms;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what engage wrote. For one thread at a time. */
public final class NewsReader implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Messages<JournalEntry> JOURNAL = Messages.of(JournalEntry.class);
  private static final Messages<Decision> DECISIONS = Messages.of(Decision.class);
  private static final Messages<DeadLetter> DEAD_LETTERS = Messages.of(DeadLetter.class);
  private static final Messages<Identity> IDENTITIES = Messages.of(Identity.class);
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);

  private final Pseudonyms pseudonyms;

  /**
   * A reader.
   *
   * @param identitySecret the key by which engage names customers
   */
  public NewsReader(String identitySecret) {
    pseudonyms = new Pseudonyms(identitySecret);
  }

  /**
   * What a message tells.
   *
   * @param topic the topic that it is from
   * @param key its key; null where it has none
   * @param message the message; null of a tombstone
   * @param writtenAt when it was written, by the broker's clock
   * @return nothing where it tells nothing that is measured
   * @throws IOException when it is none of ours: the topics that measure reads are written by RTOTO
   *     alone
   */
  public Optional<News> read(
      Topic topic, byte @Nullable [] key, byte @Nullable [] message, Instant writtenAt)
      throws IOException {
    if (topic == Topic.IDENTITIES && key != null) {
      String own = own(new String(key, StandardCharsets.UTF_8));
      return Optional.of(
          new News.Identified(own, message == null ? own : IDENTITIES.read(message).customerId()));
    }
    if (message == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (topic) {
          case JOURNAL -> new News.Journalled(JOURNAL.read(message));
          case DECISIONS -> new News.Decided(DECISIONS.read(message));
          case DEAD_LETTERS -> News.Refused.of(DEAD_LETTERS.read(message), writtenAt);
          case RULES, RULE_HISTORY -> published(BUNDLES.read(message));
          default ->
              throw new IllegalArgumentException(
                  "Nothing is measured of topic " + topic.topicName() + ".");
        });
  }

  /** The customer that an identifier is by itself: its key is its type, a colon and its hash. */
  private String own(String key) {
    int colon = key.lastIndexOf(':');
    return pseudonyms.customerId(
        new Identifier(0, key.substring(0, colon), key.substring(colon + 1)));
  }

  private static News.Published published(RuleBundle bundle) {
    return new News.Published(
        bundle.version(),
        bundle.rules().stream()
            .collect(
                Collectors.groupingBy(
                    RuleCard::moment,
                    TreeMap::new,
                    Collectors.mapping(RuleCard::id, Collectors.toList()))));
  }
}
