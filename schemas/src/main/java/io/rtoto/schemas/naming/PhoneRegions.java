package io.rtoto.schemas.naming;

import java.io.Serializable;
import java.util.Map;

/**
 * In which country a phone number is dialled that comes without one.
 *
 * @param otherwise ISO 3166 code, of every other source
 * @param bySource ISO 3166 code by source: a topic such as {@code orders}, or an app such as {@code
 *     app:Shop Taiwan}; an app goes before the topic
 */
public record PhoneRegions(String otherwise, Map<String, String> bySource) implements Serializable {
  /** What comes before the name of an app. */
  public static final String APP = "app:";

  /** Those regions. */
  public PhoneRegions {
    bySource = Map.copyOf(bySource);
  }

  /** The same region for every source. */
  public static PhoneRegions everywhere(String region) {
    return new PhoneRegions(region, Map.of());
  }

  String of(Sender sender) {
    if (bySource.isEmpty()) {
      return otherwise;
    }
    String ofTopic = bySource.getOrDefault(sender.topic().topicName(), otherwise);
    String app = sender.app();
    return app == null ? ofTopic : bySource.getOrDefault(APP + app, ofTopic);
  }
}
