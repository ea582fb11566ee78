package io.rtoto.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.events.Occurrence;
import io.rtoto.schemas.events.PageViewed;
import io.rtoto.schemas.flow.Arrival;
import io.rtoto.schemas.flow.SoundEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private static final Identifier USER = new Identifier(IdentifierType.USER_ID, "u");
  private static final Identifier EMAIL = new Identifier(IdentifierType.EMAIL, "e");
  private static final Identifier BROWSER = new Identifier(IdentifierType.ANONYMOUS_ID, "b");

  @Test
  void countsAnEventUnderTheAccountFirst() {
    assertThat(leafOf(USER, EMAIL, BROWSER)).isEqualTo(USER);
  }

  @Test
  void countsAnEventUnderTheBrowserRatherThanAnAddress() {
    assertThat(leafOf(EMAIL, BROWSER)).isEqualTo(BROWSER);
  }

  @Test
  void countsAnEventUnderTheAddressWhenThereIsNothingElse() {
    assertThat(leafOf(EMAIL)).isEqualTo(EMAIL);
  }

  private static Identifier leafOf(Identifier... identifiers) {
    Occurrence occurrence = new Occurrence("m", Instant.EPOCH, null, Topic.CLICKSTREAM, null);
    return Router.route(
            new SoundEvent(
                new PageViewed(occurrence, null),
                List.of(identifiers),
                true,
                1,
                new Arrival("clickstream", 0, 0, new byte[0])))
        .leaf();
  }
}
