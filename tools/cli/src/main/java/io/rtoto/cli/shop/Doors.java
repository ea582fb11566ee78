package io.rtoto.cli.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.schemas.SegmentRouting;
import io.rtoto.schemas.Topic;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The ways that a business's calls take: those of its pages and servers over HTTP, those of its
 * back end, which is near the broker, to their topic.
 */
public final class Doors {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI batches;
  private final String authorization;
  private final String kafka;

  /**
   * The ways to one RTOTO.
   *
   * @param gateway such as {@code http://127.0.0.1:8080}
   * @param writeKey a server's: it tells of orders, and of what customers' pages do
   * @param kafka hosts and ports of the broker
   */
  public Doors(URI gateway, String writeKey, String kafka) {
    this.batches = gateway.resolve("/v1/batch");
    this.authorization =
        "Basic "
            + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    this.kafka = kafka;
  }

  /**
   * Sends calls. Where it fails some may have been taken: under the same ids they count once.
   *
   * @throws IOException when not all were taken
   */
  public void send(List<ObjectNode> calls) throws IOException {
    List<ObjectNode> ofPages = new ArrayList<>();
    List<ObjectNode> ofBackEnd = new ArrayList<>();
    for (ObjectNode call : calls) {
      boolean backEnd = SegmentRouting.topicOf(call) == Topic.BACKEND;
      (backEnd ? ofBackEnd : ofPages).add(call);
    }
    if (!ofPages.isEmpty()) {
      post(ofPages);
    }
    if (!ofBackEnd.isEmpty()) {
      write(ofBackEnd);
    }
  }

  private void post(List<ObjectNode> calls) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode batch = body.putArray("batch");
    calls.forEach(batch::add);
    HttpResponse<String> answer = answer(body.toString());
    if (answer.statusCode() != 200) {
      throw new IOException("The gateway answered " + answer.statusCode() + ": " + answer.body());
    }
    JsonNode rejected = JSON.readTree(answer.body()).path("rejected");
    if (!rejected.isEmpty()) {
      throw new IOException(
          "The gateway sets %d of %d calls aside, the first as %s. Maybe the write key is a browser's; expected a server's."
              .formatted(rejected.size(), calls.size(), rejected.path(0).path("reason").asText()));
    }
  }

  private HttpResponse<String> answer(String body) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(batches)
              .timeout(PATIENCE)
              .header("Authorization", authorization)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("It was interrupted before the gateway answered.");
    }
  }

  /** A writer is made each time: what one could not write, it tells for ever. */
  private void write(List<ObjectNode> calls) throws IOException {
    try (Publisher publisher = new Publisher(kafka)) {
      for (ObjectNode call : calls) {
        publisher.send(
            Topic.BACKEND,
            SegmentRouting.keyOf(call),
            call.toString().getBytes(StandardCharsets.UTF_8));
      }
      publisher.flush();
    }
  }
}
