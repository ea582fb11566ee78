package io.rtoto.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThisMachineTest {
  @ParameterizedTest
  @CsvSource({
    "192.168.1.5, http://192.168.1.5:8080",
    "0.0.0.0, http://127.0.0.1:8080",
    "::, http://127.0.0.1:8080",
    "::1, http://[0:0:0:0:0:0:0:1]:8080"
  })
  void tellsWhereAGatewayAnswersThatListensThere(String host, URI address) throws IOException {
    assertThat(ThisMachine.address(InetAddress.getByName(host), 8080)).isEqualTo(address);
  }
}
