package io.rtoto.cli.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rtoto.cli.shop.LiveShop;
import io.rtoto.cli.shop.ShopCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the demo shop through the public HTTP interface. What the gateway does not take is sent
 * again, under the same ids.
 */
final class ShopTraffic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShopTraffic.class);
  private static final int MOST_AT_ONCE = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LiveShop shop;
  private final InstantSource clock;
  private final URI batches;
  private final String authorization;
  private final Path pastTold;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Deque<ShopCall> unsent = new ArrayDeque<>();
  private final AtomicLong sent = new AtomicLong();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "demo-shop"));

  /**
   * Traffic of a shop, not yet begun.
   *
   * @param gateway such as {@code http://127.0.0.1:8080}
   * @param pastTold a file that is there once the shop's past was sent
   */
  ShopTraffic(LiveShop shop, InstantSource clock, URI gateway, String writeKey, Path pastTold) {
    this.shop = shop;
    this.clock = clock;
    this.batches = gateway.resolve("/v1/batch");
    this.authorization =
        "Basic "
            + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    this.pastTold = pastTold;
  }

  /** Begins: with the past, unless it was told before. */
  void begin(Instant opens) {
    if (!Files.exists(pastTold)) {
      unsent.addAll(shop.past(opens));
    }
    var unused =
        thread.scheduleWithFixedDelay(
            this::play, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many calls the gateway has taken. */
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The demo shop did not stop within {}.", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play() {
    unsent.addAll(shop.due(clock.instant()));
    try {
      while (!unsent.isEmpty()) {
        List<ShopCall> batch = unsent.stream().limit(MOST_AT_ONCE).toList();
        send(batch);
        batch.forEach(call -> unsent.remove());
        sent.addAndGet(batch.size());
      }
      if (!Files.exists(pastTold)) {
        Files.createFile(pastTold);
      }
    } catch (IOException e) {
      LOG.warn("The gateway did not take the demo shop's calls; they are sent again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(List<ShopCall> calls) throws IOException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode batch = body.putArray("batch");
    calls.forEach(call -> batch.add(call.json()));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(batches)
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("The gateway answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
