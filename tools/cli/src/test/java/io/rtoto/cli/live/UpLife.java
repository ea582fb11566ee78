package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.jobs.settings.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One start of {@code up} in this process, until it is closed. */
final class UpLife implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Pattern GATEWAY = Pattern.compile("Gateway: +(http://\\S+)");
  private static final Pattern KAFKA = Pattern.compile("Kafka: +(\\S+)");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, UTF_8);
  private final StopSignal stop = new StopSignal(out);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  UpLife(UpSettings settings) {
    Up up = new Up(settings, out, true, InstantSource.system(), stop);
    new Thread(() -> live(up), "up").start();
  }

  /**
   * What is set of one that starts every part itself, at any free port, for two cores.
   *
   * @param data where everything is kept
   * @param shop whether there are pages to buy at, and the simulation, which visits once a minute
   */
  static UpSettings settings(Path data, Path rules, boolean shop, Patience patience) {
    return new UpSettings(
        data,
        false,
        InetAddress.getLoopbackAddress(),
        0,
        null,
        0,
        null,
        null,
        rules,
        shop,
        "retail",
        2,
        Duration.ofMinutes(1),
        patience);
  }

  /** All that it has said. */
  String told() {
    return told.toString(UTF_8);
  }

  void awaitLine(String expression) {
    Pattern wanted = Pattern.compile(expression);
    await()
        .atMost(AT_MOST)
        .until(
            () -> {
              assertThat(ended).as("%s", told()).isNotDone();
              return wanted.matcher(told()).find();
            });
  }

  /** What its gateway answers there. */
  int status(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(told(GATEWAY) + path)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  String kafka() {
    return told(KAFKA);
  }

  private String told(Pattern line) {
    Matcher found = line.matcher(told());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Override
  public void close() {
    stop.hear();
    await().atMost(AT_MOST).until(ended::isDone);
    assertThat(ended).isCompleted();
    assertThat(told()).contains("Stopping ...", "Stopped.");
  }

  private void live(Up up) {
    try {
      up.run();
      ended.complete(null);
    } catch (IOException | RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }
}
