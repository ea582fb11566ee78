package io.rtoto.gateway.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * One open page. What it does not read in time is not kept for it: once it reads again, it gets the
 * whole state, and has missed nothing that it could still show.
 *
 * <p>Only for the event loop.
 */
final class LiveClient {
  /** So much may wait for a page that is slow. Vert.x's own limit counts writes, not bytes. */
  private static final int WAITING_AT_MOST = 256 * 1024;

  private final HttpServerResponse response;
  private final BooleanSupplier mayLook;
  // Bytes that the system has not taken yet; they are written on the connection's own thread.
  private final AtomicLong waiting = new AtomicLong();
  private boolean behind = true;
  private int missedInARow;

  /**
   * A page that has just been opened.
   *
   * @param mayLook whether it still may
   */
  LiveClient(HttpServerResponse response, BooleanSupplier mayLook) {
    this.response = response;
    this.mayLook = mayLook;
  }

  /** Whether whoever opened it may look now. */
  boolean mayLook() {
    return mayLook.getAsBoolean();
  }

  /** Whether it needs the whole state before it can follow. */
  boolean isBehind() {
    return behind;
  }

  /** How many frames it has not read in a row. */
  int missedInARow() {
    return missedInARow;
  }

  /** Sends what is new, or leaves it out when the page does not read. */
  void send(Buffer news) {
    if (doesNotRead()) {
      behind = true;
      missedInARow++;
    } else if (!behind) {
      write(news);
    }
  }

  /** Sends the whole state to a page that is behind and reads again. */
  void catchUp(Buffer whole) {
    if (behind && !doesNotRead()) {
      behind = false;
      missedInARow = 0;
      write(whole);
    }
  }

  /** Sends something that proxies take for life and pages for nothing. */
  void beat(Buffer comment) {
    if (!doesNotRead()) {
      write(comment);
    }
  }

  /** Hangs up; the page comes back by itself when it lives. */
  void hangUp() {
    response.reset();
  }

  /** Ends the stream in good order. */
  void end() {
    var unused = response.end();
  }

  private boolean doesNotRead() {
    return waiting.get() > WAITING_AT_MOST;
  }

  private void write(Buffer event) {
    int bytes = event.length();
    waiting.addAndGet(bytes);
    // A failed write closes the connection, and its close handler takes the client out.
    var unused = response.write(event).onComplete(done -> waiting.addAndGet(-bytes));
  }
}
