package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.Rtoto;
import io.rtoto.cli.kafka.RunningBroker;
import io.rtoto.local.LocalPostgres;
import io.rtoto.rules.authoring.OwnClassPath;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rtoto up} as a process of its own, through the ends that a process can come to. */
final class UpProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String RECOMMENDED = "; [1-9][0-9,]* recommendations";

  @TempDir private Path folder;
  private int starts;

  @Test
  void endsAsItIsToldAndComesBackFromEachEnd() throws Exception {
    try (Start hasty = new Start()) {
      await().atMost(PATIENCE).until(() -> LocalPostgres.serverIn(postgres()).isPresent());
      ProcessHandle postgres = LocalPostgres.serverIn(postgres()).orElseThrow();
      hasty.signal(interrupt());
      hasty.awaitLine("Stopping ...");
      hasty.signal(interrupt());
      hasty.awaitEnd();
      assertThat(hasty.said()).doesNotContain("Ready");
      awaitEndOf(postgres);
    }
    try (Start first = new Start()) {
      first.awaitLine("Ready. Ctrl-C stops.");
      first.awaitLine(RECOMMENDED);
      first.awaitLine("OFFER");
      ProcessHandle postgres = LocalPostgres.serverIn(postgres()).orElseThrow();
      first.signal(interrupt());
      assertThat(first.awaitEnd()).as(first.said()).isZero();
      assertThat(first.said()).contains("Stopping ...", "Stopped.");
      awaitEndOf(postgres);
    }
    ProcessHandle left;
    try (Start second = new Start()) {
      second.awaitLine("Ready, and goes on where it stopped.");
      second.awaitLine(RECOMMENDED);
      left = LocalPostgres.serverIn(postgres()).orElseThrow();
      second.signal("KILL");
      second.awaitEnd();
    }
    assertThat(left.isAlive()).isTrue();
    // Without the shop, so that there is an end of what was sent.
    try (Start third = new Start("--no-demo")) {
      third.awaitLine("Ready, and goes on where it stopped.");
      awaitEndOf(left);
      Stored.awaitAllAppliedOnce(RunningBroker.in(data()).orElseThrow());
      third.signal("TERM");
      assertThat(third.awaitEnd()).as(third.said()).isZero();
      assertThat(third.said()).contains("Stopped.");
    }
  }

  /** It is told to end, and gone a moment later. */
  private static void awaitEndOf(ProcessHandle postgres) {
    await().until(() -> !postgres.isAlive());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path postgres() {
    return data().resolve("postgres");
  }

  /**
   * Ctrl-C; its twin where tests run in the background, for what is started there is deaf to it.
   */
  private static String interrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    boolean deaf =
        Files.exists(status)
            && Files.readString(status)
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(1));
    return deaf ? "TERM" : "INT";
  }

  /** One start on the same folder; killed at the latest when it is closed. */
  private final class Start implements AutoCloseable {
    private final Path output = folder.resolve("said-" + starts++ + ".txt");
    private final Process process;

    Start(String... more) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx768m",
                  "-Drtoto.root=" + System.getProperty("rtoto.root"),
                  Rtoto.class.getName(),
                  "up",
                  "--headless",
                  "--port",
                  "0",
                  "--data",
                  data().toString()));
      command.addAll(List.of(more));
      ProcessBuilder builder = new ProcessBuilder(command);
      // A class path is longer than some systems let an argument be.
      builder.environment().put("CLASSPATH", OwnClassPath.inFull());
      process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    String said() throws IOException {
      return Files.readString(output, UTF_8);
    }

    void awaitLine(String expression) {
      Pattern wanted = Pattern.compile(expression);
      await()
          .atMost(PATIENCE)
          .failFast(() -> assertThat(process.isAlive() || wanted.matcher(said()).find()).isTrue())
          .untilAsserted(() -> assertThat(said()).containsPattern(wanted));
    }

    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    int awaitEnd() throws IOException, InterruptedException {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
