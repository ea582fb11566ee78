package io.rtoto.gateway.collect;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Takes in the body of one request. What lies beyond the limit is passed over and not kept: a
 * connection that we closed at once would keep the sender from reading why. Of a sender that goes
 * on for too long the body fails before the request has ended.
 */
final class BodyIntake {
  /** Nobody sends that much by mistake. */
  private static final long PASSED_OVER_BYTES = 16L << 20;

  private final int maxBytes;
  private final Promise<byte[]> whole = Promise.promise();
  private final Buffer kept = Buffer.buffer();
  private long seenBytes;

  private BodyIntake(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The body, or its refusal.
   *
   * @param maxBytes how long it may be on the wire
   * @param within how long the sender may take
   */
  static Future<byte[]> read(
      Vertx vertx, HttpServerRequest request, int maxBytes, Duration within) {
    BodyIntake intake = new BodyIntake(maxBytes);
    long timer = vertx.setTimer(within.toMillis(), id -> intake.giveUp(within));
    request.handler(intake::take);
    request.endHandler(end -> intake.end());
    request.exceptionHandler(intake.whole::tryFail);
    return intake.whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void take(Buffer chunk) {
    if (whole.future().isComplete()) {
      // It is refused, and the connection about to be closed.
      return;
    }
    seenBytes += chunk.length();
    if (seenBytes <= maxBytes) {
      kept.appendBuffer(chunk);
    } else if (seenBytes > PASSED_OVER_BYTES) {
      whole.tryFail(WireBody.tooLarge(maxBytes));
    }
  }

  private void end() {
    if (seenBytes > maxBytes) {
      whole.tryFail(WireBody.tooLarge(maxBytes));
    } else {
      whole.tryComplete(kept.getBytes());
    }
  }

  private void giveUp(Duration within) {
    whole.tryFail(
        new Refused(408, "The body did not end within " + within + ". Maybe send it again."));
  }
}
