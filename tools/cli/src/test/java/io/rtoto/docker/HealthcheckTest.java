package io.rtoto.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HealthcheckTest {
  @TempDir Path directory;

  private final Script healthcheck =
      new Script(ImageTree.project().resolve("docker/healthcheck.sh"));
  private HttpServer server = unstarted();

  private static HttpServer unstarted() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void answer() {
    answer("/readyz", 200);
    answer("/starting", 503);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void succeedsWhenTheAnswerIs200() throws IOException, InterruptedException {
    assertThat(check(port(), "/readyz")).isEqualTo(new Script.Ending(0, ""));
  }

  @Test
  void failsAndSaysWhyWhenTheAnswerIsAnother() throws IOException, InterruptedException {
    Script.Ending ending = check(port(), "/starting");
    assertThat(ending.exitCode()).isEqualTo(1);
    assertThat(ending.said()).contains("/starting").contains("503").contains("expected 200");
  }

  @Test
  void failsWhenNobodyListens() throws IOException, InterruptedException {
    int port = port();
    server.stop(0);
    assertThat(check(port, "/readyz").exitCode()).isEqualTo(1);
  }

  @Test
  void failsWhenNoAnswerComes() throws IOException, InterruptedException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(check(silent.getLocalPort(), "/readyz").exitCode()).isEqualTo(124);
    }
  }

  private Script.Ending check(int port, String path) throws IOException, InterruptedException {
    return healthcheck.run(directory, "127.0.0.1", Integer.toString(port), path);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }
}
