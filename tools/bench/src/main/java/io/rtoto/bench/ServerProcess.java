package io.rtoto.bench;

import io.rtoto.bench.progress.Progress;
import io.rtoto.gateway.GatewayMain;
import io.rtoto.local.FreePorts;
import io.rtoto.local.Workplace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private static final int STOP_SECONDS = 30;
  private static final Path PROC = Path.of("/proc");
  private static final int KILOBYTE = 1024;
  private static final double NANOS_PER_MICRO = 1e3;

  private final Workplace workplace;
  private final ProcessBuilder builder;
  private final int port;
  private Process process;

  private ServerProcess(Workplace workplace, ProcessBuilder builder, int port) throws IOException {
    this.workplace = workplace;
    this.builder = builder;
    this.port = port;
    this.process = workplace.start(builder);
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
    return start(List.of(), workplace, main, arguments, environment, port, progress);
  }

  private static ServerProcess start(
      List<String> java,
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
            Stream.of(java, List.of("-Drtoto.log=" + log, main.getName()), arguments)
                .flatMap(List::stream)
                .toList());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    ServerProcess server = new ServerProcess(workplace, builder, port);
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
    return gateway(List.of(), workplace, bootstrapServers, more, progress);
  }

  /**
   * The same, with a heap that takes from the system what it needs and gives the rest back: so its
   * resident memory tells what it holds.
   */
  static ServerProcess growingGateway(
      Workplace workplace, String bootstrapServers, Map<String, String> more, Progress progress)
      throws IOException {
    return gateway(List.of("-Xms8m"), workplace, bootstrapServers, more, progress);
  }

  private static ServerProcess gateway(
      List<String> java,
      Workplace workplace,
      String bootstrapServers,
      Map<String, String> more,
      Progress progress)
      throws IOException {
    int port = FreePorts.choose(1).get(0);
    Map<String, String> environment = new HashMap<>(more);
    environment.put("RTOTO_KAFKA", bootstrapServers);
    environment.put("RTOTO_PORT", Integer.toString(port));
    environment.put("RTOTO_MANAGEMENT_PORT", "0");
    environment.put("RTOTO_WRITE_KEYS", WRITE_KEY);
    LIMITS.forEach(limit -> environment.put("RTOTO_LIMIT_" + limit, "1000000"));
    return start(java, workplace, GatewayMain.class, List.of(), environment, port, progress);
  }

  private void awaitAnswer(Class<?> main, Path log) throws IOException {
    long patienceEnds = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (!answers()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("Interrupted while a server started.");
      }
      if (!process.isAlive() || System.nanoTime() > patienceEnds) {
        throw new IOException(
            main.getSimpleName()
                + " does not answer on port "
                + port
                + ". It said: "
                + Files.readString(log));
      }
      LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
    }
  }

  /** Whether it does by now, whatever it says. */
  boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(1));
      socket
          .getOutputStream()
          .write("GET /livez HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() >= 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Stops it in good order, and starts another one at the same place, which is to answer yet. */
  void startAgain() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("The server did not stop within " + STOP_SECONDS + " s.");
    }
    process = workplace.start(builder);
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
        CpuReading.take(PROC.resolve(process.pid() + "/task"))
            .microsecondsSince(new CpuReading(Map.of()), new ThreadGroups(List.of())::of)
            .getOrDefault(ThreadGroups.JIT, 0L);
    return whole / NANOS_PER_MICRO - compilers;
  }

  /**
   * Its resident memory in bytes, once its garbage is collected.
   *
   * @throws IOException when nobody tells it, as on a system other than Linux
   */
  long residentBytes() throws IOException {
    collectGarbage();
    Path status = PROC.resolve(process.pid() + "/status");
    if (!Files.exists(status)) {
      throw new IOException(
          status + " is missing: Linux only tells how large a process is. Maybe run it there.");
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * KILOBYTE;
  }

  private void collectGarbage() throws IOException {
    Process collecting =
        workplace.start(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(process.pid()),
                    "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    try {
      if (collecting.waitFor() != 0) {
        throw new IOException("The server did not collect its garbage. Maybe it has ended.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the server collected its garbage.");
    }
  }
}
