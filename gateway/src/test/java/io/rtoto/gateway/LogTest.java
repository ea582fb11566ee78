package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the process writes into its log, with the configuration of its image. */
@DisplayName("S26, C12: the log")
final class LogTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENS =
      Pattern.compile("The gateway listens on port (\\d+), and on port (\\d+) for operators\\.");

  /** What must not be in a log, wherever it stood in a request. */
  private static final String CANARY = "canary-4711";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> log = new ArrayList<>();

  /** With a broker, and without one: then nothing is stored, and the log has more to tell. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isJsonOfKnownFieldsAndNamesNoPerson(boolean stored) throws Exception {
    Process gateway = start(stored ? Broker.shared().bootstrapServers() : "127.0.0.1:1");
    try {
      BufferedReader told = gateway.errorReader(StandardCharsets.UTF_8);
      Matcher ports = awaitListening(told);
      int port = Integer.parseInt(ports.group(1));
      sendCanaries(port);
      sendCanaries(Integer.parseInt(ports.group(2)));
      // The process itself would close the stream that is read to its end here.
      boolean asked = gateway.toHandle().destroy();
      assertThat(asked).as("SIGTERM was sent").isTrue();
      told.lines().forEach(log::add);
      assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      gateway.destroyForcibly();
    }

    assertThat(log).isNotEmpty().noneMatch(line -> line.contains(CANARY));
    TreeSet<String> fields = new TreeSet<>();
    for (String line : log) {
      JsonNode event = JSON.readTree(line);
      assertThat(event.path("at").asText()).endsWith("Z");
      event.fieldNames().forEachRemaining(fields::add);
    }
    assertThat(List.of("at", "failure", "level", "logger", "message", "stack", "thread"))
        .containsAll(fields);
    assertThat(log.stream().filter(line -> line.contains("\"level\":\"ERROR\"")).toList())
        .isEmpty();
    if (!stored) {
      assertThat(String.join("\n", log)).contains("Events are not stored");
    }
  }

  private static Process start(String bootstrapServers) throws IOException {
    // Not the configuration of the tests, which would be found first.
    String classPath =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile="
                + Path.of(System.getProperty("rtoto.root"), "docker", "log4j2.properties").toUri(),
            "-cp",
            classPath,
            GatewayMain.class.getName());
    builder
        .environment()
        .putAll(
            Map.of(
                "RTOTO_PORT", "0",
                "RTOTO_MANAGEMENT_PORT", "0",
                "RTOTO_KAFKA", bootstrapServers,
                "RTOTO_ACK_WITHIN", "PT1S",
                "RTOTO_GUESTS", "true",
                "RTOTO_LOG_FORMAT", "json"));
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private Matcher awaitListening(BufferedReader told) throws IOException {
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      log.add(line);
      Matcher matcher = LISTENS.matcher(line);
      if (matcher.find()) {
        return matcher;
      }
    }
    throw new AssertionError("The gateway ended before it listened: " + log);
  }

  private void sendCanaries(int port) throws Exception {
    String call =
        """
        {"type":"identify","userId":"CANARY","anonymousId":"CANARY","messageId":"CANARY",
         "event":"CANARY","traits":{"email":"CANARY@shop.example","phone":"CANARY"},
         "properties":{"message_body":"CANARY"},"context":{"ip":"CANARY","userAgent":"CANARY"}}
        """
            .replace("CANARY", CANARY);
    for (String path :
        List.of(
            "/v1/track", "/v1/identify", "/v1/batch", "/beacon/v1/batch", "/v1/m", "/api/s/page")) {
      post(port, path + "?writeKey=demo&email=" + CANARY, call);
      post(port, path + "?writeKey=" + CANARY, call);
      post(port, path + "?writeKey=demo", call.substring(0, call.length() - 9));
      post(port, path + "?writeKey=demo", "{\"batch\":[" + call + ",\"" + CANARY + "\"]}");
      post(port, path + "?writeKey=demo", CANARY.repeat(60_000));
    }
    for (String path :
        List.of(
            "/" + CANARY,
            "/v1/customers/" + CANARY,
            "/v1/live/customers/" + CANARY,
            "/v1/projects/" + CANARY + "/settings",
            "/sourceConfig/?writeKey=" + CANARY,
            "/v1/debugger?key=" + CANARY,
            "/v1/debugger?key=demo",
            "/metrics?" + CANARY)) {
      get(port, path);
    }
    raw(port, "GET /%zz" + CANARY + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    raw(port, "GET /livez HTTP/1.1\r\n" + CANARY + " : x\r\nConnection: close\r\n\r\n");
    raw(port, CANARY + " / HTTP/9.9\r\n\r\n");
  }

  private void post(int port, String path, String body) throws Exception {
    send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Origin", "https://" + CANARY + ".example")
            .header("X-Write-Key", path.contains("writeKey=demo") ? "demo" : CANARY)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private void get(int port, String path) throws Exception {
    send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
  }

  private void send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isNotEqualTo(500);
  }

  private static void raw(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      byte[] unused = socket.getInputStream().readAllBytes();
    } catch (SocketException hungUp) {
      // As good an answer as any: it is the log that counts here.
    }
  }
}
