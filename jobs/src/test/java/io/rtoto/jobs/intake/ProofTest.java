package io.rtoto.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.Sender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProofTest {
  @ParameterizedTest
  @CsvSource({
    // the channel decides before all else
    "CLICKSTREAM,server,analytics.js,true,true",
    "ORDERS,browser,analytics-node,false,false",
    "ORDERS,mobile,,false,false",
    "CLICKSTREAM,sources,,false,false",
    // then the library
    "CLICKSTREAM,,analytics-node,true,true",
    "CLICKSTREAM,,@segment/analytics-node,true,true",
    "CLICKSTREAM,,Analytics-Java/3.5,true,true",
    "CLICKSTREAM,,analytics-javascript,false,false",
    "CLICKSTREAM,,analytics-ios,false,false",
    "CLICKSTREAM,,something-new,false,false",
    "ORDERS,,analytics.js,false,false",
    "CHAT,,@segment/analytics-next,true,false",
    // then where it was told, and whether it sees a visitor
    "ORDERS,,,true,true",
    "CHAT,,,true,true",
    "CLICKSTREAM,,,true,false",
    "CLICKSTREAM,,,false,true",
    "INTERACTIONS,,,true,false",
    "INTERACTIONS,,,false,true"
  })
  void isAServersToGive(
      Topic topic,
      @Nullable String channel,
      @Nullable String library,
      boolean seesVisitor,
      boolean proven) {
    assertThat(Proof.of(new Sender(topic, null, library, channel, null, seesVisitor)))
        .isEqualTo(proven);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTheGatewaysToGiveBeforeAllThatTheEventSaysOfItself(boolean proven) {
    Sender claimed =
        new Sender(
            Topic.ORDERS,
            null,
            proven ? "analytics.js" : "analytics-node",
            proven ? "browser" : "server",
            proven,
            proven);

    assertThat(Proof.of(claimed)).isEqualTo(proven);
  }
}
