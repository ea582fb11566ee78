package io.rtoto.jobs.memory;

import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.CallLogged;
import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How customer and shop were in touch, over all channels: a timeline of the newest days, and how
 * often altogether.
 *
 * @param days how often on which day over which channel; the newest {@value #MOST}
 * @param sums how often ever, by channel
 */
public record Contacts(Tally days, Map<String, Long> sums) {
  static final int MOST = 50;
  public static final Contacts NONE = new Contacts(Tally.NONE, Map.of());

  private static final String WEB = "web";
  private static final String CHAT = "chat";
  private static final String CALL = "call";
  private static final String MAIL = "mail";

  /** As events of the Segment spec for e-mail are named: <i>Email Opened</i>, and so on. */
  private static final String MAIL_EVENTS = "Email ";

  private static final ByChannel CHANNEL = new ByChannel();

  Contacts apply(CustomerEvent event) {
    String channel = event.fold(CHANNEL);
    return channel == null
        ? this
        : merge(new Contacts(Tally.of(event.occurrence().at(), channel, 1), Map.of(channel, 1L)));
  }

  Contacts merge(Contacts other) {
    if (other.sums.isEmpty() || sums.isEmpty()) {
      return sums.isEmpty() ? other : this;
    }
    Map<String, Long> all = new TreeMap<>(sums);
    other.sums.forEach((channel, times) -> all.merge(channel, times, Long::sum));
    return new Contacts(days.add(other.days, MOST), all);
  }

  /** How often over that channel, ever. */
  public long over(String channel) {
    return sums.getOrDefault(channel, 0L);
  }

  /** Of the events that are a contact, the channel. An order is none: it came of one. */
  private static final class ByChannel implements CustomerEvent.Cases<@Nullable String> {
    @Override
    public @Nullable String otherwise(CustomerEvent event) {
      return event.occurrence().topic() == Topic.CLICKSTREAM ? WEB : null;
    }

    @Override
    public String customerWrote(CustomerWrote event) {
      return CHAT;
    }

    @Override
    public String agentAnswered(AgentAnswered event) {
      return CHAT;
    }

    @Override
    public String callbackRequested(CallbackRequested event) {
      return CALL;
    }

    @Override
    public String callLogged(CallLogged event) {
      return CALL;
    }

    @Override
    public @Nullable String activityTracked(ActivityTracked event) {
      return event.name().startsWith(MAIL_EVENTS) ? MAIL : otherwise(event);
    }
  }
}
