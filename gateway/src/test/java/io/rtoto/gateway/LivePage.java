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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A page that is open: reads the live stream in a thread of its own. */
final class LivePage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final InputStream stream;
  private final HttpResponse<InputStream> response;
  private final Thread reader;
  private volatile boolean ended;

  private LivePage(int port, String path) throws IOException, InterruptedException {
    response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    stream = response.body();
    reader = new Thread(this::read, "live-page");
    reader.setDaemon(true);
    reader.start();
  }

  static LivePage of(Gateway gateway) throws IOException, InterruptedException {
    return of(gateway, "/v1/live");
  }

  /** One that reads the stream at that path. */
  static LivePage of(Gateway gateway, String path) throws IOException, InterruptedException {
    return new LivePage(gateway.port(), path);
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /** All frames so far, oldest first. */
  List<JsonNode> frames() {
    return frames;
  }

  /** The frames' lines of one kind, such as {@code events}. */
  List<JsonNode> lines(String kind) {
    return frames.stream().flatMap(frame -> stream(frame.path(kind))).toList();
  }

  JsonNode latestFigures() {
    return frames.get(frames.size() - 1).path("figures");
  }

  boolean hasEnded() {
    return ended;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          frames.add(JSON.readTree(line.substring("data: ".length())));
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
