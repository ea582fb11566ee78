package io.rtoto.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.jobs.identity.LeafMessage.EventArrived;
import io.rtoto.jobs.identity.LeafMessage.LinkArrived;
import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.SoundEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private static final Identifier USER = new Identifier(IdentifierType.USER_ID, "u");
  private static final Identifier EMAIL = new Identifier(IdentifierType.EMAIL, "e");
  private static final Identifier BROWSER = new Identifier(IdentifierType.ANONYMOUS_ID, "b");

  private final Router router = new Router();

  @Test
  void givesTheEventToItsStrongestNameAndTellsTheOthersOfThatOne() {
    SoundEvent event = event(Instant.EPOCH, true, USER, EMAIL, BROWSER);

    assertThat(routed(event))
        .containsExactly(
            new EventArrived(USER, event),
            new LinkArrived(EMAIL, USER, 0, true),
            new LinkArrived(BROWSER, USER, 0, true));
  }

  @Test
  void tellsNobodyElseOfAnEventThatNamesOne() {
    SoundEvent event = event(Instant.EPOCH, true, EMAIL);

    assertThat(routed(event)).containsExactly(new EventArrived(EMAIL, event));
  }

  @Test
  void tellsALinkOnceADayButGivesEveryEvent() {
    Instant last = Instant.EPOCH.plus(Duration.ofDays(1));

    assertThat(routed(event(Instant.EPOCH, false, USER, BROWSER))).hasSize(2);
    assertThat(routed(event(last.minusMillis(1), false, USER, BROWSER))).hasSize(1);
    assertThat(routed(event(last, false, USER, BROWSER))).hasSize(2);
  }

  @Test
  void tellsALinkAgainWhenItIsProven() {
    assertThat(routed(event(Instant.EPOCH, false, USER, BROWSER))).hasSize(2);
    assertThat(routed(event(Instant.EPOCH, true, USER, BROWSER))).hasSize(2);
    assertThat(routed(event(Instant.EPOCH, false, USER, BROWSER))).hasSize(1);
  }

  private List<LeafMessage> routed(SoundEvent event) {
    List<LeafMessage> told = new ArrayList<>();
    router.route(event, told::add);
    return told;
  }

  private static SoundEvent event(Instant at, boolean proven, Identifier... identifiers) {
    Occurrence occurrence = new Occurrence("m", at, null, Topic.CLICKSTREAM, null);
    return new SoundEvent(
        new PageViewed(occurrence, null),
        List.of(identifiers),
        proven,
        1,
        new Arrival("clickstream", 0, 0, new byte[0]));
  }
}
