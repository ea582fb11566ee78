package io.rtoto.cli.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.keys.DemoKeys;
import io.rtoto.gateway.Access;
import io.rtoto.gateway.Gateway;
import io.rtoto.gateway.GatewaySettings;
import io.rtoto.local.FreePorts;
import io.rtoto.rules.authoring.OwnClassPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A second gateway of an {@code up}, with the demo shop, in a process of its own: it can be killed
 * while everything else goes on.
 */
final class GatewayBeside implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

  private final Path data;
  private final String bootstrapServers;
  private final int port;
  private Process process;

  private GatewayBeside(Path data, String bootstrapServers, int port) throws IOException {
    this.data = data;
    this.bootstrapServers = bootstrapServers;
    this.port = port;
    this.process = begun();
  }

  /** Starts one beside the {@code up} that is at work in that folder. */
  static GatewayBeside start(Path data, String bootstrapServers) throws IOException {
    GatewayBeside gateway = new GatewayBeside(data, bootstrapServers, FreePorts.choose(1).get(0));
    gateway.awaitReady();
    return gateway;
  }

  /**
   * The process.
   *
   * @param arguments the folder of {@code up}, its broker, and where to listen
   */
  public static void main(String[] arguments) throws IOException {
    InstantSource clock = InstantSource.system();
    DemoKeys keys = new DemoKeys(Path.of(arguments[0]));
    Gateway.start(
        GatewaySettings.defaults(arguments[1])
            .listeningOn("127.0.0.1", Integer.parseInt(arguments[2]))
            .withAccess(Access.byFile(keys.file()))
            .withShop(Up.shop(keys.make(clock.instant()), clock)));
  }

  /** The address of a page, as pages may use its key. */
  String at(String path) {
    return "http://localhost:" + port + path;
  }

  /** Ends it without a word. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts another one at the same place. */
  void startAgain() throws IOException {
    process = begun();
    awaitReady();
  }

  @Override
  public void close() {
    kill();
  }

  private Process begun() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // It lives for seconds, beside everything else: what starts soonest is best.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                GatewayBeside.class.getName(),
                data.toString(),
                bootstrapServers,
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()));
    // A class path is longer than some systems let an argument be.
    builder.environment().put("CLASSPATH", OwnClassPath.inFull());
    Process begun = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(begun::destroyForcibly));
    return begun;
  }

  private void awaitReady() {
    await()
        .atMost(STARTS_WITHIN)
        .failFast(() -> assertThat(process.isAlive()).as(Files.readString(said())).isTrue())
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(this::isReady);
  }

  private Path said() {
    return data.resolve("gateway-beside.log");
  }

  private boolean isReady() throws IOException, InterruptedException {
    HttpRequest ask = HttpRequest.newBuilder(URI.create(at("/readyz"))).build();
    return HttpClient.newHttpClient().send(ask, BodyHandlers.discarding()).statusCode() == 200;
  }
}
