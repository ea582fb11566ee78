package io.rtoto.bench;

import io.rtoto.gateway.GatewayMain;
import io.rtoto.local.Workplace;
import io.rtoto.rules.authoring.OwnClassPath;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, of which it can be told how large it is. */
final class GatewayProcess {
  private static final Path PROC = Path.of("/proc");
  private static final int KILOBYTE = 1024;
  private static final int STOP_SECONDS = 30;

  private final Workplace workplace;
  private final String bootstrapServers;
  private final int port;
  private Process process;

  private GatewayProcess(Workplace workplace, String bootstrapServers, int port)
      throws IOException {
    this.workplace = workplace;
    this.bootstrapServers = bootstrapServers;
    this.port = port;
    this.process = started();
  }

  /** Starts one that listens there. */
  static GatewayProcess start(Workplace workplace, String bootstrapServers, int port)
      throws IOException {
    return new GatewayProcess(workplace, bootstrapServers, port);
  }

  int port() {
    return port;
  }

  /** Stops it in good order, and starts another one at the same place. */
  void startAgain() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("The gateway did not stop within " + STOP_SECONDS + " s.");
    }
    process = started();
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
            new ProcessBuilder(inJavaHome("jcmd"), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    try {
      if (collecting.waitFor() != 0) {
        throw new IOException("The gateway did not collect its garbage. Maybe it has ended.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the gateway collected its garbage.");
    }
  }

  private Process started() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                inJavaHome("java"),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Drtoto.log=" + workplace.folder().resolve("gateway.log"),
                GatewayMain.class.getName()));
    // A class path is longer than some systems let an argument be.
    builder.environment().put("CLASSPATH", OwnClassPath.inFull());
    builder.environment().put("RTOTO_KAFKA", bootstrapServers);
    builder.environment().put("RTOTO_PORT", Integer.toString(port));
    builder.environment().put("RTOTO_MANAGEMENT_PORT", "0");
    // All pages are at one address.
    builder.environment().put("RTOTO_LIMIT_SESSIONS", "1000000");
    builder
        .environment()
        .put("RTOTO_SESSION_KEYS", workplace.folder().resolve("session-keys.json").toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return workplace.start(builder);
  }

  private static String inJavaHome(String command) {
    return Path.of(System.getProperty("java.home"), "bin", command).toString();
  }
}
