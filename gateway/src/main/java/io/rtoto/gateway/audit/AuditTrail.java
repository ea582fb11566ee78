package io.rtoto.gateway.audit;

import io.rtoto.schemas.audit.AuditEntry.Deed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit, for the event loop: one entry after the other, on a thread of its own. */
public final class AuditTrail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private static final int DRAIN_SECONDS = 5;

  private final AuditLog log;
  private final WorkerExecutor worker;

  /** Writes to that log, which is closed with it. */
  public AuditTrail(Vertx vertx, AuditLog log) {
    this.log = log;
    this.worker = vertx.createSharedWorkerExecutor("rtoto-audit", 1);
  }

  /**
   * Writes down what somebody is about to do: it is to be done only when that is stored.
   *
   * @return failed when it may not be stored
   */
  public Future<Void> note(Deed deed) {
    return worker.executeBlocking(() -> stored(deed), true);
  }

  /** Writes down what was done already, or must be done in any case. */
  public void tell(Deed deed) {
    note(deed)
        .onFailure(
            e ->
                LOG.warn(
                    "Not in the audit: {} {} {}. {}",
                    deed.actor(),
                    deed.action().wireName(),
                    deed.subject(),
                    e.getMessage()));
  }

  /** Writes down what is still to be, as long as {@link #DRAIN_SECONDS}. */
  @Override
  public void close() {
    try {
      // One thread: what comes last is done last.
      Void unused =
          worker
              .<Void>executeBlocking(() -> null, false)
              .toCompletionStage()
              .toCompletableFuture()
              .get(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The audit did not stop in good order: {}", e.toString());
    }
    var unused = worker.close();
    log.close();
  }

  private @Nullable Void stored(Deed deed) throws IOException {
    log.append(deed);
    return null;
  }
}
