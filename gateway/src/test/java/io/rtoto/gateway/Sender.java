package io.rtoto.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

/** Sends requests as SDKs do. */
final class Sender {
  static final String DEMO = "demo";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;

  Sender(Gateway gateway) {
    this(gateway.port());
  }

  private Sender(int port) {
    this.port = port;
  }

  /** To the port that operators ask. */
  static Sender ofOperators(Gateway gateway) {
    return new Sender(gateway.managementPort());
  }

  /** A request to be completed. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(to(path).GET());
  }

  /** Sends JSON with the demo key. */
  HttpResponse<String> post(String path, String json) throws Exception {
    return post(path, json.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> post(String path, byte[] body) throws Exception {
    return send(
        to(path)
            .header("Authorization", basic(DEMO + ":"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** Sends JSON with the demo key, and waits for no answer. */
  CompletableFuture<HttpResponse<String>> postAsync(String path, String json) {
    return client.sendAsync(
        to(path)
            .header("Authorization", basic(DEMO + ":"))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zipping = new GZIPOutputStream(zipped)) {
      zipping.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }
}
