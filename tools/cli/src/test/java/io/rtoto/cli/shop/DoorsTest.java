package io.rtoto.cli.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.Topics;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DoorsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private int answer = 200;
  private String told = "{\"success\":true,\"events\":1}";

  @SuppressWarnings("NullAway.Init") // started before each test
  private LocalKafka kafka;

  @SuppressWarnings("NullAway.Init") // started before each test
  private HttpServer gateway;

  @BeforeEach
  void start() throws IOException {
    kafka = LocalKafka.start(folder.resolve("kafka"), 0);
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(1);
    }
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/v1/batch",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] body = told.getBytes(UTF_8);
          exchange.sendResponseHeaders(answer, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
    kafka.close();
  }

  @Test
  void postsWhatPagesTellAndWritesWhatTheBackEndTells() throws IOException {
    doors().send(List.of(call("Product Viewed"), call("Agreement Changed")));

    assertThat(posted).singleElement().asString().contains("Product Viewed");
    assertThat(posted.get(0)).doesNotContain("Agreement Changed");
    assertThat(written()).singleElement().asString().startsWith("anna {").contains("Agreement");
  }

  @Test
  void takeAllThatASimulationTells() throws IOException {
    Path out = folder.resolve("bank.jsonl");
    int ended =
        new CommandLine(new SimulateCommand())
            .execute(
                "--industry=banking",
                "--customers=20",
                "--out=" + out,
                "--gateway=" + address(),
                "--write-key=server.secret",
                "--kafka=" + kafka.bootstrapServers());
    assertThat(ended).isZero();
    long ofPages = 0;
    for (String batch : posted) {
      ofPages += JSON.readTree(batch).path("batch").size();
    }
    assertThat(ofPages).isPositive();
    assertThat(written()).isNotEmpty();
    assertThat(ofPages + written().size()).isEqualTo(Files.readAllLines(out).size());
  }

  @Test
  void tellsThatTheGatewayDidNotTakeThem() {
    answer = 503;
    assertThatThrownBy(() -> doors().send(List.of(call("Product Viewed"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The gateway answered 503");
  }

  @Test
  void tellsThatTheirKeyMayNotWriteThem() {
    told =
        "{\"success\":true,\"events\":1,\"rejected\":[{\"index\":0,\"reason\":\"not_allowed\"}]}";
    assertThatThrownBy(() -> doors().send(List.of(call("Order Completed"))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The gateway sets 1 of 1 calls aside, the first as not_allowed. Maybe the write key is a"
                + " browser's; expected a server's.");
  }

  private Doors doors() {
    return new Doors(address(), "demo", kafka.bootstrapServers());
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
  }

  private List<String> written() throws IOException {
    List<String> written = new ArrayList<>();
    try (TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      reader.readAll(
          Topic.BACKEND,
          message ->
              written.add(
                  new String(message.key(), UTF_8) + " " + new String(message.value(), UTF_8)));
    }
    return written;
  }

  private static ObjectNode call(String event) {
    ObjectNode call = JSON.createObjectNode().put("type", "track").put("event", event);
    return call.put("messageId", event).put("userId", "anna");
  }
}
