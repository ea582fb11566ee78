package io.rtoto.gateway.collect;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Takes in the body of one request. What lies beyond the limit is passed over and not kept: a
 * connection that we closed at once would keep the sender from reading why.
 */
final class BodyIntake {
  /** Nobody sends that much by mistake. */
  private static final long PASSED_OVER_BYTES = 16L << 20;

  private final HttpServerRequest request;
  private final int maxBytes;
  private final Promise<byte[]> whole = Promise.promise();
  private final Buffer kept = Buffer.buffer();
  private long seenBytes;

  private BodyIntake(HttpServerRequest request, int maxBytes) {
    this.request = request;
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
    BodyIntake intake = new BodyIntake(request, maxBytes);
    long timer = vertx.setTimer(within.toMillis(), id -> intake.giveUp(within));
    request.handler(intake::take);
    request.endHandler(end -> intake.end());
    request.exceptionHandler(intake.whole::tryFail);
    return intake.whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void take(Buffer chunk) {
    seenBytes += chunk.length();
    if (seenBytes <= maxBytes) {
      kept.appendBuffer(chunk);
    } else if (seenBytes > PASSED_OVER_BYTES) {
      refuseAndHangUp(WireBody.tooLarge(maxBytes));
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
    refuseAndHangUp(
        new Refused(408, "The body did not end within " + within + ". Maybe send it again."));
  }

  private void refuseAndHangUp(Refused refusal) {
    // The rest of the body would be taken for the next request.
    request.response().putHeader("Connection", "close");
    whole.tryFail(refusal);
  }
}
