package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.Rtoto;
import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.local.LocalKafka;
import io.rtoto.local.LocalPostgres;
import io.rtoto.rules.authoring.OwnClassPath;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.JournalEntry;
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
    try (Start third = new Start()) {
      third.awaitLine("Ready, and goes on where it stopped.");
      third.awaitLine(RECOMMENDED);
      awaitEndOf(left);
      third.signal("TERM");
      assertThat(third.awaitEnd()).as(third.said()).isZero();
      assertThat(third.said()).contains("Stopped.");
    }
    assertThat(applied()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
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

  private List<String> applied() throws IOException {
    Messages<JournalEntry> journal = Messages.of(JournalEntry.class);
    List<String> applied = new ArrayList<>();
    try (LocalKafka kafka = LocalKafka.start(data().resolve("kafka"), 0);
        TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      reader.readAll(
          Topic.JOURNAL,
          message -> {
            if (journal.read(message.value()) instanceof EventApplied event) {
              applied.add(event.eventId());
            }
          });
    }
    return applied;
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

    Start() throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx768m",
              "-Drtoto.root=" + System.getProperty("rtoto.root"),
              Rtoto.class.getName(),
              "up",
              "--headless",
              "--port",
              "0",
              "--data",
              data().toString());
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
