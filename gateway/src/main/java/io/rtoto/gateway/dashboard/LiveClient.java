package io.rtoto.gateway.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * One open page. What it does not read in time is not kept for it: once it reads again, it gets the
 * whole state, and has missed nothing that it could still show.
 *
 * <p>Only for the event loop.
 */
final class LiveClient {
  private static final int QUEUE_BYTES = 256 * 1024;

  private final HttpServerResponse response;
  private boolean behind = true;
  private int missedInARow;

  LiveClient(HttpServerResponse response) {
    this.response = response.setWriteQueueMaxSize(QUEUE_BYTES);
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
    if (response.writeQueueFull()) {
      behind = true;
      missedInARow++;
    } else if (!behind) {
      write(news);
    }
  }

  /** Sends the whole state to a page that is behind and reads again. */
  void catchUp(Buffer whole) {
    if (behind && !response.writeQueueFull()) {
      behind = false;
      missedInARow = 0;
      write(whole);
    }
  }

  /** Sends something that proxies take for life and pages for nothing. */
  void beat(Buffer comment) {
    if (!response.writeQueueFull()) {
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

  private void write(Buffer event) {
    // A failed write closes the connection, and its close handler takes the client out.
    var unused = response.write(event);
  }
}
