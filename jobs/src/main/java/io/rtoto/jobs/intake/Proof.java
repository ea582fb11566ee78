package io.rtoto.jobs.intake;

import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.Sender;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what an event says of who is who is proven. A server has seen its customer sign in; in a
 * browser anybody can say to be anybody.
 */
final class Proof {
  /** Libraries of the Segment family that run on servers, by the beginning of their name. */
  private static final String[] ON_SERVERS = {
    "analytics-node",
    "@segment/analytics-node",
    "analytics-python",
    "segment-analytics-python",
    "analytics-ruby",
    "analytics-php",
    "analytics-java",
    "analytics-go",
    "analytics.net",
    "analytics-rust",
    "rudder-sdk-node",
    "rudder-analytics-python",
    "rudderanalytics-python"
  };

  /**
   * What happens there, a shop's servers tell; and they pass on what they know of the browser. What
   * was sent with a browser's library is a browser's there as well.
   */
  private static final Set<Topic> TOLD_BY_SERVERS =
      EnumSet.of(Topic.ORDERS, Topic.CHAT, Topic.BACKEND);

  private Proof() {}

  /**
   * What is most to the point decides: the gateway that saw the key, else what the event says of
   * itself: its channel, else its library, else the rest.
   */
  static boolean of(Sender sender) {
    if (sender.proven() != null) {
      return sender.proven();
    }
    String channel = lowerCase(sender.channel());
    if (channel != null) {
      return channel.equals("server");
    }
    String library = lowerCase(sender.library());
    if (library != null) {
      return runsOnServers(library);
    }
    return TOLD_BY_SERVERS.contains(sender.topic()) || !sender.seesVisitor();
  }

  /** One that is not known may run anywhere. */
  private static boolean runsOnServers(String library) {
    for (String known : ON_SERVERS) {
      // analytics-java must not let in analytics-javascript.
      if (library.startsWith(known)
          && (library.length() == known.length()
              || !Character.isLetter(library.charAt(known.length())))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String lowerCase(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
