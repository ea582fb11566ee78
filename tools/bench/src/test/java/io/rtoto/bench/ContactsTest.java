package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ContactsTest {
  @Test
  void measuresHowLongEachQuestionTakes() throws IOException {
    JsonNode times = BenchRun.withoutRules("contacts", "--customers=1500", "--questions=50");

    // Of each customer two identifiers, six events, two decisions, one that was not made, three
    // standings and an identity; of two of them 500 events.
    assertThat(times.path("rows").asLong()).isBetween(1_500L * 16, 1_500L * 16 + 1_100);
    for (String kind : new String[] {"contactMillis", "timelineMillis", "searchMillis"}) {
      JsonNode millis = times.path(kind);
      assertThat(millis.path("p50").asDouble()).as(kind).isPositive();
      assertThat(millis.path("p99").asDouble())
          .as(kind)
          .isBetween(millis.path("p50").asDouble(), millis.path("max").asDouble());
    }
  }
}
