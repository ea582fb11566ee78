package io.rtoto.jobs.memory;

import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.CallbackRequested;
import io.rtoto.schemas.events.CustomerEvent;
import io.rtoto.schemas.events.CustomerWrote;
import io.rtoto.schemas.events.OrderPlaced;
import java.util.Set;

/**
 * Whether an event shows the customer on the page or in the app: who writes by LINE, asks by
 * telephone or buys at the counter does something, but looks at no page.
 */
final class PageVisit implements CustomerEvent.Cases<Boolean> {
  private static final PageVisit VISIT = new PageVisit();
  private static final Set<String> PAGES = Set.of("web", "app");

  private PageVisit() {}

  static boolean isShownBy(CustomerEvent event) {
    return Activity.isShownBy(event) && event.fold(VISIT);
  }

  /** Of what came in a chat that has no record of its own nobody knows by which way. */
  @Override
  public Boolean otherwise(CustomerEvent event) {
    Topic topic = event.occurrence().topic();
    return topic != Topic.CHAT && topic != Topic.BACKEND;
  }

  @Override
  public Boolean customerWrote(CustomerWrote event) {
    return isPage(event.channel());
  }

  @Override
  public Boolean callbackRequested(CallbackRequested event) {
    return isPage(event.channel());
  }

  @Override
  public Boolean orderPlaced(OrderPlaced event) {
    String channel = event.channel();
    return channel == null ? otherwise(event) : isPage(channel);
  }

  private static boolean isPage(String channel) {
    return PAGES.contains(channel);
  }
}
