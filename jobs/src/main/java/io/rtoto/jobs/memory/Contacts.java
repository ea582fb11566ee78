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

  private static final ShownByAnEvent SHOWN = new ShownByAnEvent();

  Contacts apply(CustomerEvent event) {
    return merge(event.fold(SHOWN));
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

  private static Contacts once(String channel, CustomerEvent event) {
    return new Contacts(Tally.of(event.occurrence().at(), channel, 1), Map.of(channel, 1L));
  }

  /** The contact that an event is, if it is one. An order is none: it came of one. */
  private static final class ShownByAnEvent implements CustomerEvent.Cases<Contacts> {
    @Override
    public Contacts otherwise(CustomerEvent event) {
      return event.occurrence().topic() == Topic.CLICKSTREAM ? once(WEB, event) : NONE;
    }

    @Override
    public Contacts customerWrote(CustomerWrote event) {
      return once(CHAT, event);
    }

    @Override
    public Contacts agentAnswered(AgentAnswered event) {
      return once(CHAT, event);
    }

    @Override
    public Contacts callbackRequested(CallbackRequested event) {
      return once(CALL, event);
    }

    @Override
    public Contacts callLogged(CallLogged event) {
      return once(CALL, event);
    }

    @Override
    public Contacts activityTracked(ActivityTracked event) {
      return event.name().startsWith(MAIL_EVENTS) ? once(MAIL, event) : otherwise(event);
    }
  }
}
