package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rtoto.cli.console.CommandFailure;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortsTest {
  @Test
  void tellsTheSystemsReasonAndAPortThatThereIs() {
    assertThat(Ports.refusal(8080, "--port", "Address already in use"))
        .isEqualTo(
            "Port 8080 cannot be listened on: Address already in use. Maybe another ./rtoto up is"
                + " still running: stop that, or choose another port: --port 8081.");
    assertThat(Ports.refusal(65_535, "--port", "Address already in use")).endsWith(" 65534.");
  }

  @Test
  void blamesNobodyElseForAPortThatTakesRights() {
    assertThat(Ports.refusal(80, "--port", "Permission denied"))
        .contains("Permission denied", "rights", "--port 8080")
        .doesNotContain("running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.1", "no such host"})
  void refusesAnAddressOfAnotherMachine(String host) {
    assertThatThrownBy(() -> Ports.requireOfThisMachine(host, "--host"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--host is " + host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "localhost"})
  void takesAnAddressOfThisMachine(String host) throws IOException {
    Ports.requireFree(Ports.requireOfThisMachine(host, "--host"), 0, "--port");
  }
}
