package io.rtoto.gateway.collect;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the time into the stream, so that it passes there when nothing else happens: a cart is
 * abandoned on time when nobody clicks, and only after everything that came before was read.
 */
public final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final EventLog eventLog;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "rtoto-ticker");
            made.setDaemon(true);
            return made;
          });
  // When the time was stored last, by that clock; 0 before it ever was.
  private volatile long storedSecond;
  // Whether the latest tick failed: an outage is told once, not each time.
  private volatile boolean failing;

  private Ticker(EventLog eventLog, InstantSource clock) {
    this.eventLog = eventLog;
    this.clock = clock;
  }

  /**
   * Begins to write the time of that clock, each time that this long has passed.
   *
   * @param figures where it tells which time was stored last
   */
  public static Ticker start(
      EventLog eventLog, InstantSource clock, Duration every, MeterRegistry figures) {
    Ticker ticker = new Ticker(eventLog, clock);
    Gauge.builder("rtoto.ticks.stored.timestamp", () -> ticker.storedSecond)
        .description("The time that every partition of the event topics had last; 0 before")
        .baseUnit("seconds")
        .register(figures);
    var unused =
        ticker.thread.scheduleWithFixedDelay(
            ticker::tick, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return ticker;
  }

  /** Ends at once; a tick that is half written does no harm. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void tick() {
    Instant now = clock.instant();
    var unused = eventLog.tick(now).whenComplete((done, failure) -> tell(now, failure));
  }

  private void tell(Instant time, @Nullable Throwable failure) {
    boolean fails = failure != null;
    if (!fails) {
      storedSecond = time.getEpochSecond();
    }
    if (fails && !failing && !thread.isShutdown()) {
      LOG.warn(
          "Time does not pass in the event topics: {}. Maybe the broker is away or the topics are"
              + " not made yet; absences such as an abandoned cart wait until it passes again.",
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause().toString()
              : String.valueOf(failure));
    } else if (!fails && failing) {
      LOG.info("Time passes in the event topics again.");
    }
    failing = fails;
  }
}
