package io.rtoto.gateway.collect;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row S5: whose requests are counted together. */
final class AddressesTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7, 198.51.100.7",
    "'203.0.113.1, 198.51.100.7', 198.51.100.7",
    "'198.51.100.7, 10.1.2.3', 198.51.100.7",
    "'198.51.100.7,10.1.2.3 , 10.4.5.6', 198.51.100.7",
    "'198.51.100.7, shop.example', ",
    "'', ",
    "'10.1.2.3', 10.1.2.3",
    "2001:db8:1:1:2:3:4:5, 2001:db8:1:1::",
    "'::1', "
  })
  void believeProxiesThatAreTrusted(String forwardedFor, @Nullable String counted)
      throws Exception {
    assertThat(counted(List.of("127.0.0.1", "10.0.0.0/8"), forwardedFor))
        .isEqualTo(Optional.ofNullable(counted));
  }

  /** As HAProxy does: the visitor's own line stands before the proxy's. */
  @Test
  void believeTheLastOfSeveralLines() throws Exception {
    assertThat(counted(List.of("127.0.0.1"), "203.0.113.1", "198.51.100.7"))
        .contains("198.51.100.7");
  }

  @Test
  void believeNobodyElse() throws Exception {
    assertThat(counted(List.of("10.0.0.0/8"), "198.51.100.7")).isEmpty();
  }

  private Optional<String> counted(List<String> trusted, String... forwardedFor) throws Exception {
    Addresses addresses = new Addresses(trusted);
    CompletableFuture<Optional<String>> counted = new CompletableFuture<>();
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  counted.complete(addresses.of(request));
                  request.response().end();
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket
          .getOutputStream()
          .write(
              Stream.of(forwardedFor)
                  .map("X-Forwarded-For: %s\r\n"::formatted)
                  .collect(joining("", "GET / HTTP/1.1\r\nHost: x\r\n", "\r\n"))
                  .getBytes(StandardCharsets.US_ASCII));
      return counted.get(10, TimeUnit.SECONDS);
    }
  }
}
