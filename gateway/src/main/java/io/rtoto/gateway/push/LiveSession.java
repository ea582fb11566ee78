package io.rtoto.gateway.push;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An open stream of one page. For a page that does not read nothing waits here: it is behind, and
 * once it reads again it gets what is open then, which the hub remembers for everybody. So it
 * misses recommendations that newer ones have replaced, and no offer that it could still show. It
 * gets no beats either, so that the server's idle timeout hangs up on it; it comes back when it
 * lives.
 *
 * <p>Only for the event loop.
 */
final class LiveSession {
  /** So many bytes may be on their way to a page. Vert.x's own limit counts writes, not bytes. */
  private static final int ON_THE_WAY_AT_MOST = 64 * 1024;

  private static final Buffer BEAT = Buffer.buffer(": beat\n\n");

  private final Visitor visitor;
  private final String address;
  private final HttpServerResponse response;
  private final InstantSource clock;
  private final Consumer<LiveSession> readsAgain;
  private final Traffic traffic;
  private final Instant until;
  // What was sent and may still be open.
  private final Set<Offer> sent = new HashSet<>(0);
  private String customerId;
  private Position position;
  private long bytesOnTheWay;
  private boolean behind;
  private boolean closed;

  /**
   * A stream that was just opened.
   *
   * @param address whence it came
   * @param readsAgain is told when a page reads again that is behind
   * @param traffic counts what it is sent
   * @param customerId whose it is now
   * @param position where it stood when it was open before
   * @param until when it ends at the latest
   */
  LiveSession(
      Visitor visitor,
      String address,
      HttpServerResponse response,
      InstantSource clock,
      Consumer<LiveSession> readsAgain,
      Traffic traffic,
      String customerId,
      Position position,
      Instant until) {
    this.visitor = visitor;
    this.address = address;
    this.response = response;
    this.clock = clock;
    this.readsAgain = readsAgain;
    this.traffic = traffic;
    this.customerId = customerId;
    this.position = position;
    this.until = until;
  }

  Visitor visitor() {
    return visitor;
  }

  String address() {
    return address;
  }

  String customerId() {
    return customerId;
  }

  /** From now on it is that customer's. */
  void moveTo(String newCustomerId) {
    customerId = newCustomerId;
  }

  Position position() {
    return position;
  }

  /** Where it stood means nothing here. */
  void startOver() {
    position = Position.START;
  }

  boolean hasRunOut() {
    return !clock.instant().isBefore(until);
  }

  /** Sends an offer, once; not to a page that does not read. */
  void send(Offer offer) {
    if (closed || sent.contains(offer)) {
      return;
    }
    if (behind) {
      return;
    }
    if (doesNotRead()) {
      behind = true;
      traffic.fellBehind();
      return;
    }
    position = position.after(offer);
    sent.add(offer);
    var unused = write(offer.event(position)).onSuccess(written -> delivered(offer));
  }

  /**
   * Tells a page that an offer is over for it, since the customer saw it elsewhere. One that does
   * not read may keep what it shows.
   */
  void withdraw(Offer offer) {
    if (!closed && !doesNotRead()) {
      var unused = write(offer.withdrawal());
    }
  }

  private void delivered(Offer offer) {
    offer.deliver();
    traffic.sent(offer);
  }

  /** Sends something that proxies take for life and pages for nothing; forgets what is over. */
  void beat() {
    Instant now = clock.instant();
    sent.removeIf(offer -> !offer.isValidAt(now));
    if (!closed && !doesNotRead()) {
      var unused = write(BEAT);
    }
  }

  /** Begins the stream. */
  void begin() {
    var unused = write(BEAT);
  }

  /** Ends the stream in good order, and says why. */
  void close(CloseReason reason) {
    if (!closed) {
      closed = true;
      var unused =
          response.end("event: close\ndata: {\"reason\":\"" + reason.wireName() + "\"}\n\n");
    }
  }

  /** Ends the stream without a word: the page comes back. */
  void end() {
    if (!closed) {
      closed = true;
      var unused = response.end();
    }
  }

  private boolean doesNotRead() {
    return bytesOnTheWay > ON_THE_WAY_AT_MOST;
  }

  private Future<Void> write(Buffer event) {
    int bytes = event.length();
    bytesOnTheWay += bytes;
    // A failed write closes the connection, and its close handler takes the session out.
    return response.write(event).onComplete(done -> written(bytes, done.succeeded()));
  }

  private void written(int bytes, boolean wasRead) {
    bytesOnTheWay -= bytes;
    if (behind && wasRead && !closed && !doesNotRead()) {
      behind = false;
      readsAgain.accept(this);
    }
  }
}
