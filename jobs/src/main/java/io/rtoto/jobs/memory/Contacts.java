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
import java.util.Set;
import java.util.TreeMap;

/**
 * How customer and shop were in touch, over all channels: a timeline of the newest days, and how
 * often altogether and when last.
 *
 * <p>A contact is what the customer did, or what reached them in person: that a mail was delivered
 * is none, that it was opened is.
 *
 * @param days how often on which day over which channel; the newest {@value #MOST}
 * @param sums how often ever, by channel
 * @param lastDays the day of the last, by channel, however long ago: in days since 1970, UTC
 */
public record Contacts(Tally days, Map<String, Long> sums, Map<String, Integer> lastDays) {
  static final int MOST = 50;
  private static final Room ROOM = Room.forEntries(MOST);
  public static final Contacts NONE = new Contacts(Tally.NONE, Map.of(), Map.of());

  private static final String WEB = "web";
  private static final String CHAT = "chat";
  private static final String CALL = "call";
  private static final String MAIL = "mail";
  private static final String STORE = "store";

  /** By all of which there may have been any. */
  public static final List<String> CHANNELS = List.of(WEB, CHAT, CALL, MAIL, STORE);

  private static final ShownByAnEvent SHOWN = new ShownByAnEvent();

  /** Works out from the days what an older state lacks. */
  public Contacts {
    if (lastDays == null) {
      lastDays = days == null ? Map.of() : lastDays(days, sums.keySet());
    }
  }

  /** Where newer ones have displaced the last over a channel, it was on the oldest at best. */
  private static Map<String, Integer> lastDays(Tally days, Set<String> channels) {
    Map<String, Integer> last = new TreeMap<>();
    for (Tally.Entry entry : days.entries()) {
      last.merge(entry.name(), entry.day(), Math::max);
    }
    for (String channel : channels) {
      last.putIfAbsent(channel, days.entries().get(days.entries().size() - 1).day());
    }
    return last;
  }

  Contacts apply(CustomerEvent event) {
    return merge(event.fold(SHOWN));
  }

  Contacts merge(Contacts other) {
    if (other.sums.isEmpty() || sums.isEmpty()) {
      return sums.isEmpty() ? other : this;
    }
    Map<String, Long> all = new TreeMap<>(sums);
    other.sums.forEach((channel, times) -> all.merge(channel, times, Long::sum));
    return new Contacts(days.add(other.days, ROOM), all, laterOf(other.lastDays));
  }

  /** Most events are of a day that is known: then nothing is copied. */
  private Map<String, Integer> laterOf(Map<String, Integer> others) {
    Map<String, Integer> last = null;
    for (Map.Entry<String, Integer> other : others.entrySet()) {
      Integer known = lastDays.get(other.getKey());
      if (known == null || known < other.getValue()) {
        last = last == null ? new TreeMap<>(lastDays) : last;
        last.put(other.getKey(), other.getValue());
      }
    }
    return last == null ? lastDays : last;
  }

  /** How often over that channel, ever. */
  public long over(String channel) {
    return sums.getOrDefault(channel, 0L);
  }

  /** Whole days (UTC) since they were in touch over that channel last, where they ever were. */
  public int daysSince(String channel, Instant now) {
    int today = Tally.day(now);
    return Math.max(0, today - lastDays.getOrDefault(channel, today));
  }

  /** How often over that channel on these last days (UTC), today included. */
  public long lately(String channel, int lastDays, Instant now) {
    int since = Tally.day(now) - lastDays;
    return days.entries().stream()
        .filter(entry -> entry.name().equals(channel) && entry.day() > since)
        .mapToLong(Tally.Entry::amount)
        .sum();
  }

  private static Contacts once(String channel, CustomerEvent event) {
    Tally day = Tally.of(event.occurrence().at(), channel, 1);
    return new Contacts(day, Map.of(channel, 1L), Map.of(channel, day.entries().get(0).day()));
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
      if (SentMessages.isAnsweredByMail(event)) {
        return once(MAIL, event);
      }
      return SentMessages.isOneOf(event) ? NONE : otherwise(event);
    }
  }
}
