package io.rtoto.gateway.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When two calls without a message id are one. */
final class ContentIdTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LAST_OF_FIVE_MINUTES = Instant.parse("2026-11-23T12:04:59.999Z");
  private static final Instant NEXT_FIVE_MINUTES = Instant.parse("2026-11-23T12:05:00Z");

  @Test
  void staysTheSameForFiveMinutesOnTheClock() {
    assertThat(ContentId.of(call(), LAST_OF_FIVE_MINUTES)).isEqualTo(ContentId.of(call(), NOON));
  }

  @Test
  void isAnotherInTheNextFiveMinutes() {
    assertThat(ContentId.of(call(), NEXT_FIVE_MINUTES))
        .isNotEqualTo(ContentId.of(call(), LAST_OF_FIVE_MINUTES));
  }

  @Test
  void staysTheSameForEverWhenTheCallSaysWhenItHappened() {
    assertThat(ContentId.of(call().put("timestamp", "2026-11-23T11:59:00Z"), NEXT_FIVE_MINUTES))
        .isEqualTo(ContentId.of(call().put("timestamp", "2026-11-23T11:59:00Z"), NOON));
  }

  private static ObjectNode call() {
    return JsonNodeFactory.instance.objectNode().put("event", "x").put("userId", "u");
  }
}
