package io.rtoto.gateway.collect;

import java.time.Duration;
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
  // Whether the latest tick failed: an outage is told once, not each time.
  private volatile boolean failing;

  private Ticker(EventLog eventLog, InstantSource clock) {
    this.eventLog = eventLog;
    this.clock = clock;
  }

  /** Begins to write the time of that clock, each time that this long has passed. */
  public static Ticker start(EventLog eventLog, InstantSource clock, Duration every) {
    Ticker ticker = new Ticker(eventLog, clock);
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
    var unused = eventLog.tick(clock.instant()).whenComplete((done, failure) -> tell(failure));
  }

  private void tell(@Nullable Throwable failure) {
    boolean fails = failure != null;
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
