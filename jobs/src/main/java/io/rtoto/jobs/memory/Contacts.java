package io.rtoto.jobs.memory;

import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.ActivityTracked;
import io.rtoto.schemas.events.AgentAnswered;
import io.rtoto.schemas.events.CallLogged;
import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.OrderPlaced;
import io.rtoto.schemas.events.StoreVisited;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  private static final String STORE = "store";

  /** By all of which there may have been any. */
  public static final List<String> CHANNELS = List.of(WEB, CHAT, CALL, MAIL, STORE);

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

  /**
   * Whole days (UTC) since they were in touch over that channel last; of what is so long ago that
   * newer contacts have displaced it, since the oldest that is remembered.
   */
  public int daysSince(String channel, Instant now) {
    int last =
        on(channel)
            .mapToInt(Tally.Entry::day)
            .max()
            .orElseGet(() -> days.entries().get(days.entries().size() - 1).day());
    return Math.max(0, Tally.day(now) - last);
  }

  /** How often over that channel on these last days (UTC), today included. */
  public long lately(String channel, int lastDays, Instant now) {
    int since = Tally.day(now) - lastDays;
    return on(channel).filter(entry -> entry.day() > since).mapToLong(Tally.Entry::amount).sum();
  }

  private Stream<Tally.Entry> on(String channel) {
    return days.entries().stream().filter(entry -> entry.name().equals(channel));
  }

  private static Contacts once(String channel, CustomerEvent event) {
    return new Contacts(Tally.of(event.occurrence().at(), channel, 1), Map.of(channel, 1L));
  }

  /** Whether it tells what became of a mail: that it was delivered, opened, bounced. */
  static boolean isOfMail(ActivityTracked event) {
    return event.name().startsWith(MAIL_EVENTS);
  }

  /**
   * The contact that an event is, if it is one. An order is none, for it came of one, unless it was
   * placed at the counter.
   */
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
    public Contacts storeVisited(StoreVisited event) {
      return once(STORE, event);
    }

    @Override
    public Contacts orderPlaced(OrderPlaced event) {
      return event.cameThroughStore() ? once(STORE, event) : otherwise(event);
    }

    @Override
    public Contacts activityTracked(ActivityTracked event) {
      return isOfMail(event) ? once(MAIL, event) : otherwise(event);
    }
  }
}
