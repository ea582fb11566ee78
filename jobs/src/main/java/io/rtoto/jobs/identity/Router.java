package io.rtoto.jobs.identity;

import io.rtoto.jobs.identity.LeafMessage.EventArrived;
import io.rtoto.jobs.identity.LeafMessage.LinkArrived;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.flow.SoundEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the identifiers of an event of it: the strongest, under which it counts, the whole event,
 * and each other that it was seen with that one. Remembers which links it told lately, so that a
 * visit tells each once; to tell one again does no harm.
 */
final class Router {
  private static final int LINKS_REMEMBERED = 10_000;
  private static final long TELL_AGAIN_AFTER = Duration.ofHours(1).toMillis();

  private final Map<Link, Long> told =
      new LinkedHashMap<>(LINKS_REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Link, Long> eldest) {
          return size() > LINKS_REMEMBERED;
        }
      };

  private record Link(Identifier origin, Identifier other, boolean proven) {}

  void route(SoundEvent event, Consumer<LeafMessage> out) {
    Identifier origin = event.strongest();
    out.accept(new EventArrived(origin, event));
    if (event.identifiers().size() > 1) {
      long at = event.event().occurrence().at().toEpochMilli();
      for (Identifier other : event.identifiers()) {
        if (!other.equals(origin) && isNews(new Link(origin, other, event.proven()), at)) {
          out.accept(new LinkArrived(other, origin, at, event.proven()));
        }
      }
    }
  }

  private boolean isNews(Link link, long at) {
    Long last = told.get(link);
    boolean news = last == null || at - last >= TELL_AGAIN_AFTER;
    if (news) {
      told.put(link, at);
    }
    return news;
  }
}
