package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import io.rtoto.gateway.GatewayMain;
import io.rtoto.local.FreePorts;
import io.rtoto.local.Workplace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server in a process of its own, of which it can be told what it costs. */
final class ServerProcess {
  /** The key of a gateway that is started here. */
  static final String WRITE_KEY = "demo";

  private static final List<String> LIMITS = List.of("KEY", "ADDRESS", "SESSIONS");
  private static final int HEAP_MEGABYTES = 512;
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(50);
  private static final double NANOS_PER_MICRO = 1e3;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it, and returns when it answers.
   *
   * @param main its main class
   * @param arguments what that is told
   * @param environment settings beside those of this process
   * @throws IOException when it does not start
   */
  static ServerProcess start(
      Workplace workplace,
      Class<?> main,
      List<String> arguments,
      Map<String, String> environment,
      int port,
      Progress progress)
      throws IOException {
    progress.begins("Starting " + main.getSimpleName() + " in a process of its own ...");
    Path log = workplace.folder().resolve(main.getSimpleName() + "-" + port + ".log");
    ProcessBuilder builder =
        OwnJava.with(
            HEAP_MEGABYTES,
            Stream.concat(Stream.of("-Drtoto.log=" + log, main.getName()), arguments.stream())
                .toList());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    ServerProcess server = new ServerProcess(workplace.start(builder), port);
    server.awaitAnswer(main, log);
    return server;
  }

  /**
   * Starts a gateway at a port that is free. It limits nobody: those who send are all at one
   * address.
   *
   * @param more settings beside those
   */
  static ServerProcess gateway(
      Workplace workplace, String bootstrapServers, Map<String, String> more, Progress progress)
      throws IOException {
    int port = FreePorts.choose(1).get(0);
    Map<String, String> environment = new HashMap<>(more);
    environment.put("RTOTO_KAFKA", bootstrapServers);
    environment.put("RTOTO_PORT", Integer.toString(port));
    environment.put("RTOTO_MANAGEMENT_PORT", "0");
    environment.put("RTOTO_WRITE_KEYS", WRITE_KEY);
    LIMITS.forEach(limit -> environment.put("RTOTO_LIMIT_" + limit, "1000000"));
    return start(workplace, GatewayMain.class, List.of(), environment, port, progress);
  }

  private void awaitAnswer(Class<?> main, Path log) throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/livez")).build();
    long patienceEnds = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (true) {
      try {
        client.send(ask, BodyHandlers.discarding());
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while a server started.");
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > patienceEnds) {
          throw new IOException(
              main.getSimpleName()
                  + " does not answer on port "
                  + port
                  + ". It said: "
                  + Files.readString(log),
              notYet);
        }
        LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
      }
    }
  }

  /** Where it listens, on the loopback address. */
  int port() {
    return port;
  }

  /**
   * The CPU time that it has used up to now, without the JVM's compilers, in microseconds.
   *
   * @throws IOException when the system does not tell
   */
  double cpuMicros() throws IOException {
    long whole =
        process
            .info()
            .totalCpuDuration()
            .orElseThrow(() -> new IOException("The system does not tell what a process has used."))
            .toNanos();
    long compilers =
        CpuReading.take(Path.of("/proc", Long.toString(process.pid()), "task"))
            .microsecondsSince(new CpuReading(Map.of()), new ThreadGroups(List.of())::of)
            .getOrDefault(ThreadGroups.JIT, 0L);
    return whole / NANOS_PER_MICRO - compilers;
  }
}
