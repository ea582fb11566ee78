package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.LeafMessage.EventArrived;
import io.rtoto.jobs.identity.LeafMessage.LinkArrived;
import io.rtoto.jobs.memory.Spread;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.SoundEvent;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells the identifiers of an event of it: the strongest, under which it counts, the whole event,
 * and each other that it was seen with that one. Remembers which links it told lately, so that each
 * is told once a day; to tell one again does no harm, and one that was not told is told by the
 * strongest, over the loop.
 */
final class Router {
  private static final long TELL_AGAIN_AFTER = Duration.ofDays(1).toMillis();

  /** So many links are remembered, as a power of two. With the times they take 2 MB. */
  private static final int LINKS_BITS = 17;

  /** Links by their hashes; one that comes to the place of another drives it out. */
  private final long[] links = new long[1 << LINKS_BITS];

  /** When each was told, in milliseconds since 1970. */
  private final long[] toldAt = new long[1 << LINKS_BITS];

  void route(SoundEvent event, Consumer<LeafMessage> out) {
    Identifier origin = event.strongest();
    out.accept(new EventArrived(origin, event));
    if (event.identifiers().size() > 1) {
      long at = event.event().occurrence().at().toEpochMilli();
      for (Identifier other : event.identifiers()) {
        if (!other.equals(origin) && isNews(link(origin, other, event.proven()), at)) {
          out.accept(new LinkArrived(other, origin, at, event.proven()));
        }
      }
    }
  }

  private boolean isNews(long link, long at) {
    int place = (int) (Spread.over(link) >>> (Long.SIZE - LINKS_BITS));
    if (links[place] == link && at - toldAt[place] < TELL_AGAIN_AFTER) {
      return false;
    }
    links[place] = link;
    toldAt[place] = at;
    return true;
  }

  private static long link(Identifier origin, Identifier other, boolean proven) {
    long both =
        ((long) origin.hashCode() << Integer.SIZE) | Integer.toUnsignedLong(other.hashCode());
    return proven ? both : ~both;
  }
}
