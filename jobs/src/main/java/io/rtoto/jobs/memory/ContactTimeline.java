package io.rtoto.jobs.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest {@value #MOST} contacts, each when it was and of what kind. The same kind in the same
 * minute is one contact, with how often; on the page it is in the same hour, for a visit is one
 * contact however often was clicked in it, and would displace all others.
 *
 * <p>Two timelines add up to the same in any order and any grouping, as two {@link Tally}s do.
 *
 * @param packed newest first: of each contact from the highest bit on 32 bits of the minute that it
 *     began in (since 1970, UTC), 8 of the code of its {@link Kind}, 6 of the second of that minute
 *     in which it was last (of an older state 0, and of a visit to the page) and 18 of how often. A
 *     record of these four takes twice the bytes, and a memory has few to spare
 */
public record ContactTimeline(List<Long> packed) {
  static final int MOST = 50;
  public static final ContactTimeline NONE = new ContactTimeline(List.of());

  private static final int TIMES_BITS = 18;
  private static final long MOST_TIMES = (1L << TIMES_BITS) - 1;
  private static final int DETAIL_BITS = TIMES_BITS + 6;
  private static final long MOST_DETAIL = (1L << DETAIL_BITS) - 1;
  private static final int KIND_BITS = 8;
  private static final int MOST_KINDS = 1 << KIND_BITS;
  private static final int SECONDS = 60;

  /** What a contact is. */
  public enum Kind {
    /** The customer did something on the page or in the app. */
    VISITED(1, Contacts.WEB, "visited", Duration.ofHours(1)),
    /** The customer wrote in a chat. */
    WROTE(2, Contacts.CHAT, "wrote"),
    /** The shop answered in a chat. */
    WAS_ANSWERED(3, Contacts.CHAT, "was-answered"),
    /** The customer asked to be called. */
    ASKED_TO_BE_CALLED(4, Contacts.CALL, "asked-to-be-called"),
    /** They talked by telephone. */
    SPOKE(5, Contacts.CALL, "spoke"),
    /** The customer did something with an e-mail, such as to open it. */
    TOOK_UP_A_MAIL(6, Contacts.MAIL, "took-up-a-mail"),
    /** The customer came to a store. */
    CAME(7, Contacts.STORE, "came"),
    /** The customer bought in a store. */
    BOUGHT(8, Contacts.STORE, "bought");

    /** Stands in state: one that was given never changes its meaning. */
    private final int code;

    private final String channel;
    private final String wireName;
    private final long minutes;

    Kind(int code, String channel, String wireName) {
      this(code, channel, wireName, Duration.ofMinutes(1));
    }

    Kind(int code, String channel, String wireName, Duration oneWithin) {
      this.code = code;
      this.channel = channel;
      this.wireName = wireName;
      this.minutes = oneWithin.toMinutes();
    }

    /** By what they were in touch. */
    public String channel() {
      return channel;
    }

    /** As rules and records call it. */
    public String wireName() {
      return wireName;
    }

    private static Kind ofCode(long code) {
      return Stream.of(values())
          .filter(kind -> kind.code == code)
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "A contact in state is of kind "
                          + code
                          + "; expected one of 1 to "
                          + values().length
                          + ". Maybe a newer version of the job wrote it."));
    }
  }

  /**
   * A contact.
   *
   * @param at when it began: the minute, and of a visit to the page the hour
   * @param kind what it was
   * @param times how often within that; what does not fit stays at the greatest number
   */
  public record Entry(Instant at, Kind kind, int times) {
    private static Entry of(long packed) {
      long minute = which(packed) >> KIND_BITS;
      return new Entry(
          Instant.ofEpochSecond(minute * SECONDS),
          Kind.ofCode(Math.floorMod(which(packed), MOST_KINDS)),
          (int) (packed & MOST_TIMES));
    }
  }

  static ContactTimeline of(Instant at, Kind kind) {
    long minute = Math.floorDiv(at.getEpochSecond(), (long) SECONDS);
    long begin = minute - Math.floorMod(minute, kind.minutes);
    long second = kind.minutes == 1 ? Math.floorMod(at.getEpochSecond(), (long) SECONDS) : 0;
    long which = (begin << KIND_BITS) | kind.code;
    return new ContactTimeline(List.of((which << DETAIL_BITS) | (second << TIMES_BITS) | 1));
  }

  ContactTimeline merge(ContactTimeline other) {
    if (other.packed.isEmpty() || packed.isEmpty()) {
      return packed.isEmpty() ? other : this;
    }
    List<Long> newest = new ArrayList<>(Math.min(MOST, packed.size() + other.packed.size()));
    int mine = 0;
    int theirs = 0;
    while (newest.size() < MOST && (mine < packed.size() || theirs < other.packed.size())) {
      int order = order(mine, other, theirs);
      if (order == 0) {
        newest.add(sum(packed.get(mine++), other.packed.get(theirs++)));
      } else {
        newest.add(order > 0 ? packed.get(mine++) : other.packed.get(theirs++));
      }
    }
    return new ContactTimeline(newest);
  }

  /** Whose next contact is the newer; 0 where both have the same. */
  private int order(int mine, ContactTimeline other, int theirs) {
    if (mine == packed.size()) {
      return -1;
    }
    return theirs == other.packed.size()
        ? 1
        : Long.compare(which(packed.get(mine)), which(other.packed.get(theirs)));
  }

  private static long which(long packed) {
    return packed >> DETAIL_BITS;
  }

  private static long second(long packed) {
    return (packed & MOST_DETAIL) >> TIMES_BITS;
  }

  private static long sum(long one, long same) {
    long times = Math.min(MOST_TIMES, (one & MOST_TIMES) + (same & MOST_TIMES));
    long second = Math.max(second(one), second(same));
    return (which(one) << DETAIL_BITS) | (second << TIMES_BITS) | times;
  }

  /** Each of them, newest first. */
  public List<Entry> newestFirst() {
    return packed.stream().map(Entry::of).toList();
  }

  /**
   * The newest by that channel, where there is one among them. In the same second it is what came
   * first in the order of {@link Kind}s: a customer who may wait for an answer is not passed over.
   */
  public Optional<Entry> last(String channel) {
    return packed.stream()
        .filter(one -> Entry.of(one).kind().channel().equals(channel))
        .max(
            Comparator.<Long>comparingLong(one -> Entry.of(one).at().getEpochSecond())
                .thenComparingLong(ContactTimeline::second)
                .thenComparing(one -> Entry.of(one).kind(), Comparator.reverseOrder()))
        .map(Entry::of);
  }

  /** How often by that channel, of those that are kept. */
  long over(String channel) {
    return packed.stream()
        .map(Entry::of)
        .filter(entry -> entry.kind().channel().equals(channel))
        .mapToLong(Entry::times)
        .sum();
  }
}
