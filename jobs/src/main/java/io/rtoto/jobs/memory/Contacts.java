package io.rtoto.jobs.memory;

import static java.util.Objects.requireNonNullElse;

import io.rtoto.jobs.memory.ContactTimeline.Kind;
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
 * How customer and shop were in touch, over all channels: a timeline of the newest contacts, and
 * what those before it come to; how often on which of the last days, and when last.
 *
 * <p>A contact is what the customer did, or what reached them in person: that a mail was delivered
 * is none, that it was opened is.
 *
 * @param days how often on which day over which channel; the newest {@value #MOST_DAYS}: all of a
 *     week, for each of its days by every channel
 * @param sums how often ever, by channel
 * @param lastDays the day of the last, by channel, however long ago: in days since 1970, UTC
 * @param timeline the newest, one by one; of a time before 2026-11-28 none
 */
public record Contacts(
    Tally days, Map<String, Long> sums, Map<String, Integer> lastDays, ContactTimeline timeline) {
  static final int MOST_DAYS = 35;
  private static final Room ROOM = Room.forEntries(MOST_DAYS);
  public static final Contacts NONE =
      new Contacts(Tally.NONE, Map.of(), Map.of(), ContactTimeline.NONE);

  static final String WEB = "web";
  static final String CHAT = "chat";
  static final String CALL = "call";
  static final String MAIL = "mail";
  static final String STORE = "store";

  /** By all of which there may have been any. */
  public static final List<String> CHANNELS = List.of(WEB, CHAT, CALL, MAIL, STORE);

  private static final ShownByAnEvent SHOWN = new ShownByAnEvent();

  /** Works out from the days what an older state lacks; of a timeline they tell too little. */
  public Contacts {
    if (lastDays == null) {
      lastDays = days == null ? Map.of() : lastDays(days, sums.keySet());
    }
    timeline = requireNonNullElse(timeline, ContactTimeline.NONE);
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
    return new Contacts(
        days.add(other.days, ROOM), all, laterOf(other.lastDays), timeline.merge(other.timeline));
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

  /** How often over that channel before the timeline begins. */
  public long before(String channel) {
    return over(channel) - timeline.over(channel);
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

  private static Contacts once(Kind kind, CustomerEvent event) {
    Instant at = event.occurrence().at();
    String channel = kind.channel();
    return new Contacts(
        Tally.of(at, channel, 1),
        Map.of(channel, 1L),
        Map.of(channel, Tally.day(at)),
        ContactTimeline.of(at, kind));
  }

  /**
   * The contact that an event is, if it is one. An order is none, for it came of one, unless it was
   * placed at the counter.
   */
  private static final class ShownByAnEvent implements CustomerEvent.Cases<Contacts> {
    @Override
    public Contacts otherwise(CustomerEvent event) {
      return event.occurrence().topic() == Topic.CLICKSTREAM ? once(Kind.VISITED, event) : NONE;
    }

    @Override
    public Contacts customerWrote(CustomerWrote event) {
      return once(Kind.WROTE, event);
    }

    @Override
    public Contacts agentAnswered(AgentAnswered event) {
      return once(Kind.WAS_ANSWERED, event);
    }

    @Override
    public Contacts callbackRequested(CallbackRequested event) {
      return once(Kind.ASKED_TO_BE_CALLED, event);
    }

    @Override
    public Contacts callLogged(CallLogged event) {
      return once(Kind.SPOKE, event);
    }

    @Override
    public Contacts storeVisited(StoreVisited event) {
      return once(Kind.CAME, event);
    }

    @Override
    public Contacts orderPlaced(OrderPlaced event) {
      return event.cameThroughStore() ? once(Kind.BOUGHT, event) : otherwise(event);
    }

    @Override
    public Contacts activityTracked(ActivityTracked event) {
      if (SentMessages.isAnsweredByMail(event)) {
        return once(Kind.TOOK_UP_A_MAIL, event);
      }
      return SentMessages.isOneOf(event) ? NONE : otherwise(event);
    }
  }
}
