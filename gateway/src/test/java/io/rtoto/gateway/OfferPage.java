package io.rtoto.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A page that has its stream of offers open: reads it in a thread of its own. */
final class OfferPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final InputStream stream;
  private volatile boolean ended;

  /** A message of the stream; its id is empty where none is told. */
  record Message(String id, String event, JsonNode data) {}

  private OfferPage(InputStream stream) {
    this.stream = stream;
    Thread reader = new Thread(this::read, "offer-page");
    reader.setDaemon(true);
    reader.start();
  }

  /** A session of that browser. */
  static JsonNode session(Gateway gateway, String anonymousId) throws Exception {
    Sender sender = new Sender(gateway);
    return JSON.readTree(
        sender.post("/v1/session", "{\"anonymousId\":\"" + anonymousId + "\"}").body());
  }

  /** A new page of that browser. */
  static OfferPage of(Gateway gateway, String anonymousId) throws Exception {
    return resumed(gateway, anonymousId, null);
  }

  /** A new page of that browser, which has read up to that id. */
  static OfferPage resumed(Gateway gateway, String anonymousId, @Nullable String lastEventId)
      throws Exception {
    String ticket = session(gateway, anonymousId).path("ticket").asText();
    HttpResponse<InputStream> answer =
        open(
            gateway,
            "/v1/offers?ticket="
                + ticket
                + (lastEventId == null ? "" : "&lastEventId=" + lastEventId));
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          answer.statusCode()
              + ": "
              + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
    }
    return new OfferPage(answer.body());
  }

  static HttpResponse<InputStream> open(Gateway gateway, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
            .timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** All messages so far, oldest first. */
  List<Message> messages() {
    return messages;
  }

  /** The decisions that it was sent so far, oldest first. */
  List<String> decisions() {
    return messages.stream()
        .filter(message -> message.event().equals("offer"))
        .map(message -> message.data().path("decisionId").asText())
        .toList();
  }

  /** The decisions that were taken away from it again so far, oldest first. */
  List<String> withdrawn() {
    return messages.stream()
        .filter(message -> message.event().equals("withdrawn"))
        .map(message -> message.data().path("decisionId").asText())
        .toList();
  }

  /** The numbers of its messages. */
  List<Long> ids() {
    return messages.stream()
        .map(Message::id)
        .filter(id -> !id.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  String lastId() {
    return Long.toString(ids().get(ids().size() - 1));
  }

  /** Why it was closed; empty while it was not. */
  String closedBecause() {
    return messages.stream()
        .filter(message -> message.event().equals("close"))
        .map(message -> message.data().path("reason").asText())
        .findFirst()
        .orElse("");
  }

  boolean hasEnded() {
    return ended;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String id = "";
      String event = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
          event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          messages.add(new Message(id, event, JSON.readTree(line.substring("data: ".length()))));
        } else if (line.isEmpty()) {
          id = "";
          event = "";
        } else if (!line.startsWith(":")) {
          throw new AssertionError("A line of a stream is none of ours: " + line);
        }
      }
    } catch (IOException closed) {
      if (!(closed.getMessage() + "").contains("closed")) {
        throw new UncheckedIOException(closed);
      }
    } finally {
      ended = true;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
