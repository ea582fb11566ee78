package io.rtoto.schemas;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The topics, and how each is kept: the one place that names them.
 *
 * <p>The key of each topic is told in {@code asyncapi.yaml}; producers and readers use it as it is
 * said there.
 */
public enum Topic {
  CLICKSTREAM("clickstream", 30, 1 << 20),
  CHAT("chat", 30, 1 << 20),
  ORDERS("orders", 30, 1 << 20),
  INTERACTIONS("interactions", 30, 1 << 20),
  BACKEND("backend", 30, 1 << 20),
  CATALOG("catalog", Topic.NEWEST_OF_EACH_KEY, 1 << 20),
  RULES("rules", Topic.NEWEST_OF_EACH_KEY, 16 << 20),
  MODELS("models", Topic.NEWEST_OF_EACH_KEY, 1 << 20),
  RULE_HISTORY("rule-history", Topic.NEWEST_OF_EACH_KEY, 16 << 20),
  RULE_REPORTS("rule-reports", Topic.NEWEST_OF_EACH_KEY, 1 << 20),
  DECISIONS("decisions", 30, 1 << 20),
  DECISIONS_SHADOW("decisions-shadow", 7, 1 << 20),
  CUSTOMERS("customers", Topic.NEWEST_OF_EACH_KEY, 1 << 20),
  JOURNAL("journal", 90, 2 << 20),
  DEAD_LETTERS("dead-letters", 14, 4 << 20),
  AUDIT("audit", 730, 1 << 20),
  IDENTITY_COMMANDS("identity-commands", Topic.FOR_EVER, 1 << 20),
  IDENTITY_LOOP("identity-loop", 7, 1 << 20),
  IDENTITY_LEDGER("identity-ledger", 365, 1 << 20),
  IDENTITIES("identities", Topic.NEWEST_OF_EACH_KEY, 1 << 20),
  AUDIENCES("audiences", Topic.NEWEST_OF_EACH_KEY, 1 << 20),
  SCORECARDS("scorecards", Topic.NEWEST_OF_EACH_KEY, 1 << 20),
  FIGURES("figures", Topic.NEWEST_OF_EACH_KEY, 1 << 20);

  private static final int NEWEST_OF_EACH_KEY = 0;
  private static final int FOR_EVER = -1;

  /** A reader that was away for longer would go on knowing an erased customer. */
  private static final int TOMBSTONE_DAYS = 30;

  /** Those whose messages have one order, and hence one partition. */
  private static final Set<Topic> IN_ONE_ORDER =
      Set.of(CATALOG, RULES, RULE_HISTORY, MODELS, IDENTITY_COMMANDS, AUDIT);

  /**
   * A job that was away for as long as events are kept must still find every version of the rules,
   * for it takes none that does not follow the last.
   */
  private static final int UNCOMPACTED_DAYS_OF_RULES = 30;

  /** The topics that customers' events arrive on. */
  public static final List<Topic> EVENTS =
      List.of(CLICKSTREAM, CHAT, ORDERS, INTERACTIONS, BACKEND);

  /** All that engage reads. */
  public static final List<Topic> SOURCES =
      List.of(
          CLICKSTREAM,
          CHAT,
          ORDERS,
          INTERACTIONS,
          BACKEND,
          CATALOG,
          RULES,
          MODELS,
          IDENTITY_COMMANDS,
          IDENTITY_LOOP);

  private final String topicName;
  private final int daysKept;
  private final int maxMessageBytes;

  Topic(String topicName, int daysKept, int maxMessageBytes) {
    this.topicName = topicName;
    this.daysKept = daysKept;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** The name on the broker and in messages, such as {@code dead-letters}. */
  @JsonValue
  public String topicName() {
    return topicName;
  }

  /** The largest message that the broker takes on this topic, in bytes. */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /**
   * Into how many partitions it is divided.
   *
   * @param most as many as those topics have that can be divided
   */
  public int partitions(int most) {
    return IN_ONE_ORDER.contains(this) ? 1 : most;
  }

  /** The broker's settings of this topic. */
  public Map<String, String> brokerSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("cleanup.policy", keepsNewestOfEachKey() ? "compact" : "delete");
    settings.put(
        "retention.ms", Long.toString(daysKept > 0 ? TimeUnit.DAYS.toMillis(daysKept) : -1));
    settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
    if (keepsNewestOfEachKey()) {
      settings.put("delete.retention.ms", Long.toString(TimeUnit.DAYS.toMillis(TOMBSTONE_DAYS)));
    }
    if (this == RULES) {
      settings.put(
          "min.compaction.lag.ms",
          Long.toString(TimeUnit.DAYS.toMillis(UNCOMPACTED_DAYS_OF_RULES)));
    }
    return settings;
  }

  /**
   * The topic of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Topic named(String topicName) {
    for (Topic topic : values()) {
      if (topic.topicName.equals(topicName)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("No topic is named " + topicName + ".");
  }

  private boolean keepsNewestOfEachKey() {
    return daysKept == NEWEST_OF_EACH_KEY;
  }
}
