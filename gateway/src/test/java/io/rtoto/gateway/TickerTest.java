package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** How time gets into the stream. */
final class TickerTest {
  @Test
  void writesTheTimeIntoEveryPartitionOfEveryEventTopic() throws Exception {
    Instant before = Instant.now();
    try (Arrivals arrivals = Arrivals.from(Broker.shared());
        Gateway gateway =
            Gateway.start(
                GatewaySettings.defaults(Broker.shared().bootstrapServers())
                    .listeningOn("127.0.0.1", 0))) {
      assertThat(gateway.port()).isPositive();

      assertThat(arrivals.ticksEverywhere(2))
          .allSatisfy(
              tick -> {
                assertThat(tick.key()).isNull();
                assertThat(tick.value()).isNull();
                assertThat(timeOf(tick)).isBetween(before.minusMillis(1), Instant.now());
              });
    }
  }

  private static Instant timeOf(ConsumerRecord<String, byte[]> tick) {
    byte[] millis = tick.headers().lastHeader("rtoto-tick").value();
    return Instant.ofEpochMilli(Long.parseLong(new String(millis, StandardCharsets.US_ASCII)));
  }
}
