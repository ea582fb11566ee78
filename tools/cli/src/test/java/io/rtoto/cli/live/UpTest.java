package io.rtoto.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rtoto.cli.kafka.TopicReader;
import io.rtoto.local.LocalKafka;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.journal.EventApplied;
import io.rtoto.schemas.journal.EventRepeated;
import io.rtoto.schemas.journal.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole shop in this process, twice on the same folder. */
final class UpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern GATEWAY = Pattern.compile("Gateway: +(http://\\S+)");

  @TempDir private Path data;

  @Test
  void decidesIsReadyStopsAndGoesOnWithoutCountingAnythingTwice() throws Exception {
    try (Life first = new Life()) {
      first.awaitLine("RECOMMENDATION");
      assertThat(first.status("/readyz")).isEqualTo(200);
      first.awaitLine("OFFER");
    }
    try (Life second = new Life()) {
      second.awaitLine("RECOMMENDATION");
      assertThat(second.status("/readyz")).isEqualTo(200);
    }

    Stored stored = stored();
    assertThat(stored.sent()).hasSizeGreaterThan(100);
    assertThat(stored.applied()).doesNotHaveDuplicates().hasSameSizeAs(stored.sent());
    assertThat(stored.repeated()).isZero();
  }

  /** What lies on the topics: the ids of what was sent and of what was applied. */
  private record Stored(List<Long> sent, List<String> applied, long repeated) {}

  private Stored stored() throws IOException {
    Messages<JournalEntry> journal = Messages.of(JournalEntry.class);
    List<Long> sent = new ArrayList<>();
    List<String> applied = new ArrayList<>();
    long[] repeated = {0};
    try (LocalKafka kafka = LocalKafka.start(data.resolve("kafka"), 0);
        TopicReader reader = new TopicReader(kafka.bootstrapServers())) {
      for (Topic topic : Topic.EVENTS) {
        reader.readAll(
            topic,
            message -> {
              // A tick has no value.
              if (message.value() != null) {
                sent.add(message.offset());
              }
            });
      }
      reader.readAll(
          Topic.JOURNAL,
          message -> {
            JournalEntry entry = journal.read(message.value());
            if (entry instanceof EventApplied event) {
              applied.add(event.eventId());
            } else if (entry instanceof EventRepeated) {
              repeated[0]++;
            }
          });
    }
    return new Stored(sent, applied, repeated[0]);
  }

  /** One start, until it is closed. */
  private final class Life implements AutoCloseable {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final StopSignal stop = StopSignal.silent();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Life() {
      UpSettings settings =
          new UpSettings(
              data,
              false,
              "127.0.0.1",
              0,
              0,
              Path.of(System.getProperty("rtoto.root"), "rules", "library"),
              true,
              2,
              Duration.ofSeconds(2));
      PrintStream out = new PrintStream(told, true, UTF_8);
      Up up = new Up(settings, out, true, InstantSource.system(), stop);
      new Thread(() -> live(up), "up").start();
    }

    void awaitLine(String word) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(ended).as("%s", told.toString(UTF_8)).isNotDone();
                return told.toString(UTF_8).contains(word);
              });
    }

    int status(String path) throws IOException, InterruptedException {
      Matcher gateway = GATEWAY.matcher(told.toString(UTF_8));
      assertThat(gateway.find()).isTrue();
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(gateway.group(1) + path)).build(),
              BodyHandlers.discarding())
          .statusCode();
    }

    @Override
    public void close() {
      stop.hear();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(ended).isCompleted());
      assertThat(told.toString(UTF_8)).contains("Stopped.");
    }

    private void live(Up up) {
      try {
        up.run();
        ended.complete(null);
      } catch (IOException | RuntimeException e) {
        ended.completeExceptionally(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        ended.completeExceptionally(e);
      }
    }
  }
}
