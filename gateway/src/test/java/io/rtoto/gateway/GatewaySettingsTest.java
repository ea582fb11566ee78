package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.gateway.push.PushSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GatewaySettingsTest {
  @Test
  void haveTheseDefaults() {
    assertThat(GatewaySettings.defaults("broker:9092"))
        .isEqualTo(
            new GatewaySettings(
                "broker:9092",
                "127.0.0.1",
                8080,
                8082,
                Access.by(List.of("demo")),
                Duration.ofSeconds(5),
                Duration.ofMillis(250),
                1_000,
                null,
                new PushSettings("rtoto-local", null, 5),
                List.of(),
                InstantSource.system(),
                null,
                null));
  }
}
