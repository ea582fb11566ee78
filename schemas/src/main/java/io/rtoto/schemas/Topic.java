package io.rtoto.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The topics, and how each is kept: the one place that names them.
 *
 * <p>The key of each topic is told in {@code asyncapi.yaml}; producers and readers use it as it is
 * said there.
 */
public enum Topic {
  CLICKSTREAM("clickstream", Retention.time(Duration.ofDays(30)), 1 << 20),
  CHAT("chat", Retention.time(Duration.ofDays(30)), 1 << 20),
  ORDERS("orders", Retention.time(Duration.ofDays(30)), 1 << 20),
  INTERACTIONS("interactions", Retention.time(Duration.ofDays(30)), 1 << 20),
  CATALOG("catalog", Retention.newestOfEachKey(), 1 << 20),
  RULES("rules", Retention.newestOfEachKey(), 16 << 20),
  DECISIONS("decisions", Retention.time(Duration.ofDays(30)), 1 << 20),
  CUSTOMERS("customers", Retention.newestOfEachKey(), 1 << 20),
  JOURNAL("journal", Retention.time(Duration.ofDays(90)), 2 << 20),
  DEAD_LETTERS("dead-letters", Retention.time(Duration.ofDays(14)), 4 << 20);

  /** The four topics that customers' events arrive on. */
  public static final List<Topic> EVENTS = List.of(CLICKSTREAM, CHAT, ORDERS, INTERACTIONS);

  private final String topicName;
  private final Retention retention;
  private final int maxMessageBytes;

  Topic(String topicName, Retention retention, int maxMessageBytes) {
    this.topicName = topicName;
    this.retention = retention;
    this.maxMessageBytes = maxMessageBytes;
  }

  /** The name on the broker, such as {@code dead-letters}. */
  public String topicName() {
    return topicName;
  }

  /** The largest message that the broker takes on this topic, in bytes. */
  public int maxMessageBytes() {
    return maxMessageBytes;
  }

  /** The broker's settings of this topic. */
  public Map<String, String> brokerSettings() {
    return Map.of(
        "cleanup.policy", retention.policy(),
        "retention.ms", Long.toString(retention.millis()),
        "max.message.bytes", Integer.toString(maxMessageBytes));
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

  private record Retention(String policy, long millis) {
    static Retention time(Duration kept) {
      return new Retention("delete", kept.toMillis());
    }

    static Retention newestOfEachKey() {
      return new Retention("compact", -1);
    }
  }
}
