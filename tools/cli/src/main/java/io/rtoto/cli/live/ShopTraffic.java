package io.rtoto.cli.live;

import io.rtoto.cli.shop.Doors;
import io.rtoto.cli.shop.LiveSimulation;
import io.rtoto.cli.shop.ShopCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a business through the public HTTP interface. What is not taken is sent again, under the
 * same ids.
 */
final class ShopTraffic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShopTraffic.class);
  private static final int MOST_AT_ONCE = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LiveSimulation business;
  private final InstantSource clock;
  private final Doors doors;
  private final Path pastTold;
  private final Deque<ShopCall> unsent = new ArrayDeque<>();
  private final AtomicLong sent = new AtomicLong();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "demo-shop"));

  /**
   * Traffic of a business, not yet begun.
   *
   * @param pastTold a file that is there once its past was sent
   */
  ShopTraffic(LiveSimulation business, InstantSource clock, Doors doors, Path pastTold) {
    this.business = business;
    this.clock = clock;
    this.doors = doors;
    this.pastTold = pastTold;
  }

  /** Begins: with the past, unless it was told before. */
  void begin(Instant opens) {
    if (!Files.exists(pastTold)) {
      unsent.addAll(business.past(opens));
    }
    var unused =
        thread.scheduleWithFixedDelay(
            this::play, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many calls were taken. */
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The business that plays did not stop within {}.", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play() {
    unsent.addAll(business.due(clock.instant()));
    try {
      while (!unsent.isEmpty()) {
        List<ShopCall> batch = unsent.stream().limit(MOST_AT_ONCE).toList();
        doors.send(batch.stream().map(ShopCall::json).toList());
        batch.forEach(call -> unsent.remove());
        sent.addAndGet(batch.size());
      }
      if (!Files.exists(pastTold)) {
        Files.createFile(pastTold);
      }
    } catch (IOException e) {
      if (!thread.isShutdown()) {
        LOG.warn("The calls of the business that plays were not taken; they are sent again.", e);
      }
    }
  }
}
